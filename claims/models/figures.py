from __future__ import annotations

from django.db import models

from workbench.accounts.models import Team


class TeamFigures(models.Model):
    """How a team's claims moved of late, counted by the clock; made anew at will.

    Only its members see them: stories under embargo are counted, too.
    """

    team = models.OneToOneField(
        Team, models.CASCADE, primary_key=True, related_name="figures"
    )
    made_at = models.DateTimeField()
    body = models.JSONField()

    def __str__(self) -> str:
        return f"{self.team}: {self.made_at:%Y-%m-%d %H:%M}"
