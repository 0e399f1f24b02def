from __future__ import annotations

import uuid
from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workbench.accounts.events import Event, Mail
from workbench.accounts.ids import new_id


class Role(models.TextChoices):
    """What a membership allows; see ``claims.roles`` for what each may do."""

    REPORTER = "reporter", _("Reporter")
    REVIEWER = "reviewer", _("Reviewer")
    SECOND_READER = "second_reader", _("Second reader")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Admin")

    @property
    def in_words(self) -> str:
        """The role as a word inside a sentence: "second reader"."""
        return str(ROLE_WORDS[self])


ROLE_WORDS = {
    Role.REPORTER: pgettext_lazy("a role, inside a sentence", "reporter"),
    Role.REVIEWER: pgettext_lazy("a role, inside a sentence", "reviewer"),
    Role.SECOND_READER: pgettext_lazy("a role, inside a sentence", "second reader"),
    Role.EDITOR: pgettext_lazy("a role, inside a sentence", "editor"),
    Role.ADMIN: pgettext_lazy("a role, inside a sentence", "admin"),
}


class PeopleManager(UserManager):
    """Accounts are found by e-mail; the user name is filled from it."""

    def with_email(
        self, email: str, *, password: str | None = None, **fields: object
    ) -> User:
        email = self.normalize_email(email)
        return self.create_user(
            username=email, email=email, password=password, **fields
        )


class User(AbstractUser):
    """A person at the desk. ``name`` is what colleagues see."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    # Empty: whatever their browser asks for.
    language = models.CharField(max_length=12, blank=True, default="")
    # Keys of their own, see claims.views.keyboard: {"off": bool, "own": {id: keys}}.
    keyboard = models.JSONField(default=dict, blank=True)

    objects = PeopleManager()

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def roles_held(self) -> list[tuple[object, str, uuid.UUID]]:
        """Team, role and whose it is: their own roles, and those of the active people
        whose deputy they are today; one query for the life of this object.
        """
        today = timezone.localdate()
        away = Absence.objects.filter(
            deputy=self, user__is_active=True, starts_on__lte=today, ends_on__gte=today
        )
        stood_for = Membership.objects.filter(user__in=away.values("user"))
        columns = ("team_id", "role", "user_id")
        own = self.memberships.order_by().values_list(*columns)
        return list(own.union(stood_for.order_by().values_list(*columns), all=True))

    @cached_property
    def memberships_by_team(self) -> dict[object, frozenset[str]]:
        """Team id to roles held there by themselves."""
        held: dict[object, set[str]] = {}
        for team_id, role, whose in self.roles_held:
            if whose == self.pk:
                held.setdefault(team_id, set()).add(role)
        return {team: frozenset(roles) for team, roles in held.items()}

    @property
    def team_ids(self) -> list[object]:
        return list(self.memberships_by_team)

    def roles_in(self, team_id: object) -> frozenset[str]:
        return self.memberships_by_team.get(team_id, frozenset())


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person holds a role in a team; several roles are several rows."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "team", "role"], name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.team} · {self.role}"

    @property
    def role_in_words(self) -> str:
        return Role(self.role).in_words


class Absence(models.Model):
    """Somebody is away from one day to another, both included; a deputy stands in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputy_in"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(deputy=F("user")), name="absence_deputy_is_another"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.starts_on} – {self.ends_on} ({self.deputy})"


class Invitation(models.Model):
    """An offer of one role in one team; only a digest of its token is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=Role.choices)
    token_digest = models.CharField(max_length=128, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    def __str__(self) -> str:
        return f"{self.email} → {self.team} ({self.role})"

    @property
    def role_in_words(self) -> str:
        return Role(self.role).in_words


class ApiKey(models.Model):
    """A program's key. Shown once; kept as SHA-512 of its 200 random bits."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=128, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys"
    )
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class NotificationChoice(models.Model):
    """How a person wants to be told of one kind of event; no row: as shipped."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_choices"
    )
    event = models.CharField(max_length=12, choices=Event.choices)
    page = models.BooleanField(default=True)
    mail = models.CharField(max_length=6, choices=Mail.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "event"], name="notification_choice_once"
            ),
            models.CheckConstraint(
                condition=Q(event__in=Event.values),
                name="notification_choice_known_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: page {self.page}, mail {self.mail}"


class TeamWebhook(models.Model):
    """Where a team's messenger takes messages: JSON with ``text``, as Slack reads it.

    The address holds a secret, so no page shows it whole. ``failures`` counts those in
    a row; after some it is paused until somebody looks.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="webhooks")
    name = models.CharField(max_length=120)
    url = models.CharField(max_length=2000)
    events = ArrayField(models.CharField(max_length=12, choices=Event.choices))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    failures = models.PositiveSmallIntegerField(default=0)
    paused_at = models.DateTimeField(null=True, blank=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """What may be shown of the address."""
        return urlsplit(self.url).hostname or ""


class IdempotencyKey(models.Model):
    """The stored answer to a POST, written in the transaction of its effect."""

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=255)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=80)
    body = models.BinaryField()
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["caller", "key"], name="idempotency_key_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], name="idempotency_key_age"),
        ]

    def __str__(self) -> str:
        return f"{self.caller}: {self.key}"
