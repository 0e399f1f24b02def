"""What people are told of, and how: the events, and what holds until they choose."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    ASSIGNED = "assigned", _("Work given to me")
    HANDED_OVER = "handed_over", _("Work handed over to me")
    MENTIONED = "mentioned", _("I am mentioned")
    COMMENTED = "commented", _("A comment on what I work on")
    PROPOSED = "proposed", _("A verdict waits for me")
    SENT_BACK = "sent_back", _("What I proposed was sent back")
    APPROVED = "approved", _("What I proposed was approved")
    PUBLISHED = "published", _("What I worked on was published")
    CORRECTED = "corrected", _("A finding I worked on was corrected")
    REPORTED = "reported", _("A reader reports an error in a finding of my team")
    STALE = "stale", _("A finding of mine is to be looked at again")
    DUE = "due", _("Work of mine is due within a day")
    OVERDUE = "overdue", _("Work of mine is overdue")


class Mail(models.TextChoices):
    NOW = "now", _("at once")
    DAILY = "daily", _("once a day")
    NEVER = "never", _("never")


#: By e-mail at once: what waits for this person alone. The rest comes in the digest.
MAIL_BY_DEFAULT = {
    Event.ASSIGNED: Mail.NOW,
    Event.HANDED_OVER: Mail.NOW,
    Event.MENTIONED: Mail.NOW,
    Event.COMMENTED: Mail.DAILY,
    Event.PROPOSED: Mail.DAILY,
    Event.SENT_BACK: Mail.NOW,
    Event.APPROVED: Mail.DAILY,
    Event.PUBLISHED: Mail.DAILY,
    Event.CORRECTED: Mail.DAILY,
    Event.REPORTED: Mail.NOW,
    Event.STALE: Mail.NOW,
    Event.DUE: Mail.NOW,
    Event.OVERDUE: Mail.NOW,
}
