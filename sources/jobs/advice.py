"""What to do about work that failed: one sentence for each code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LATER = _("The site may be back later: try again in a while, or paste the text.")
OTHER_FILE = _("Trying again will not help: send another copy, or paste the text.")
OUR_SIDE = _("Try again; if it fails once more, tell whoever runs this desk.")

ADVICE: dict[str, Promise] = {
    "fetch_dead_host": LATER,
    "fetch_timeout": LATER,
    "fetch_status": _(
        "The page may be gone or behind a login: open it yourself, and paste the text."
    ),
    "fetch_refused_address": _(
        "This desk fetches public addresses alone: paste the text, or upload the file."
    ),
    "fetch_bad_url": _("Give the whole address, beginning with https://."),
    "fetch_too_large": _("It is too large to be fetched: upload the part you need."),
    "fetch_too_many_redirects": _("Open it yourself, and give the address you end at."),
    "parse_failed": OTHER_FILE,
    "unknown_type": _("Send it as text, Markdown, HTML, PDF, DOCX, SRT or VTT."),
    "type_mismatch": _("Its name and its bytes differ in type: save it anew."),
    "empty_file": OTHER_FILE,
    "too_large": _("Send it in parts, or only the part that matters."),
    "encrypted": _("Open it with its password, save it without, and send that."),
    "undecodable": _("Save the text as UTF-8, and send that."),
    "nul_bytes": OTHER_FILE,
    "no_text": _("It holds pictures alone: have it read by OCR, and paste the text."),
    "archive_bomb": OTHER_FILE,
    "parse_timeout": _(
        "It took too long to read: send it in parts, or paste the text."
    ),
    "parse_memory": _(
        "It is too complex to read: send it in parts, or paste the text."
    ),
    "duplicate_document": _("The same text is in the story already: give this one up."),
    "worker_lost": OUR_SIDE,
    "internal_error": OUR_SIDE,
    "blob_missing": OUR_SIDE,
    "blob_damaged": OUR_SIDE,
    "not_found": _("What it was about is gone: give it up."),
}


def advice_for(code: str) -> Promise:
    return ADVICE.get(code, OUR_SIDE)
