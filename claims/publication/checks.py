"""What may keep an approved claim from going out, beyond the guards of the move."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

MAX_CLAIM = 400
VERDICT_WORDS = re.compile(
    r"\b(false(ly)?|fake|debunked|hoax|misleading(ly)?|untrue)\b", re.IGNORECASE
)


def faults(snapshot: dict[str, Any]) -> list[str]:
    """Return what is wrong with a snapshot, in words; empty when it may go out."""
    claim = snapshot["claim"]
    found = []
    if not claim["claimant"]:
        found.append(_("The claimant is not named."))
    if len(claim["normalized_text"]) > MAX_CLAIM:
        found.append(_("The claim is longer than %d characters.") % MAX_CLAIM)
    if VERDICT_WORDS.search(claim["normalized_text"]):
        found.append(
            _("The claim's own words hold a verdict; keep verdicts out of it.")
        )
    if not snapshot["evidence"] and not snapshot["searches"]:
        found.append(_("No evidence can be shown."))
    if not claim["appearances"]:
        found.append(_("It is not said where the claim was made."))
    return found
