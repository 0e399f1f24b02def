"""One act affirmed and denied in other words: "it called them", "nobody was told".

In: two views. Out: a comparison, or None. Two kinds are seen. *Notice*: verbs of giving
notice are one act, to whomever it was given. *Since*: "not since May 2022" denies what
is dated within that time.
"""

from __future__ import annotations

import re

from claims.evidence.base import Reason
from claims.evidence.compare.base import Comparison
from claims.evidence.show import when
from claims.evidence.terms import head, stem, word_set
from claims.evidence.views import View

_NOTICE = word_set(
    "warn tell inform notify alert call phone telephone ring advise brief"
)
_CARRY_OUT = word_set("carry make hold perform conduct take do")
_SINCE = re.compile(r"\b(?:not|never|no)\b.*\bsince\b", re.I)
_SENT_BACK = word_set("off out back for on")


def compare_denial(a: View, b: View) -> Comparison | None:
    """Return a conflict where one denies the act that the other affirms."""
    if a.found.negated == b.found.negated:
        return None
    denial, affirmed = (a, b) if a.found.negated else (b, a)
    if thing := _notice(denial, affirmed):
        reason = _reason(a, b, f"that {thing} was given notice", "", "")
        return Comparison("conflict", f"polarity:notice:{thing}", reason)
    if act := _since(denial, affirmed):
        return Comparison("conflict", f"polarity:{act}", _dated(a, b, act))
    return None


def _notice(denial: View, affirmed: View) -> str:
    """Return who was, and was not, given notice; "" when that is not the matter."""
    receivers = [_receivers(view) for view in (denial, affirmed)]
    shared = receivers[0] & receivers[1]
    return min(shared, default="")


def _receivers(view: View) -> frozenset[str]:
    action = view.found.action.split(" ")
    if action[0] not in _NOTICE or set(action[1:]) & _SENT_BACK:
        return frozenset()
    told = view.found.patient or view.found.agent or _nobody(view.words)
    words = re.findall(r"[^\W\d_]+", told.lower())
    # "district offices" and "nobody at the district office" are the district's.
    return frozenset(one.removesuffix("s") for one in words) & _bodies(view)


def _nobody(words: str) -> str:
    named = re.search(r"\b(?:nobody|no one|none) (?:at|in|of|from) ([^,.;]+)", words)
    return named.group(1) if named else ""


def _bodies(view: View) -> frozenset[str]:
    """Return nouns in the words that can be told something: bodies and places."""
    words = re.findall(r"[^\W\d_]+", view.words.lower())
    return frozenset(one.removesuffix("s") for one in words) & _TOLD


_TOLD = word_set(
    "district village town city council mayor governor police ministry resident "
    "hospital school office army crew passenger patient owner worker parliament"
) - {"office"}


def _since(denial: View, affirmed: View) -> str:
    """Return the act denied for a time within which the other dates it."""
    times = denial.found.event_time, affirmed.found.event_time
    if times[0] is None or times[1] is None or not _SINCE.search(denial.words):
        return ""
    within = times[0].start < times[1].start and times[1].end <= times[0].end
    if not within or times[0].precision != "range":
        return ""
    done = _act(affirmed)
    return done[0] if done and done == _act(denial) else ""


def _act(view: View) -> tuple[str, str] | None:
    """Return act and thing: ("inspect", "spillway") of "the inspection of the …"."""
    found = view.found
    action, patient = found.action.split(" ")[0], found.patient or found.agent
    if action in _CARRY_OUT and " of " in patient:
        act, _, thing = patient.partition(" of ")
        return stem(act.split(" ")[-1]).lower(), stem(head(_bare(thing))).lower()
    if not action or not patient:
        return None
    return stem(action).lower(), stem(head(patient)).lower()


def _bare(thing: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their)\s+", "", thing)


def _dated(a: View, b: View, act: str) -> Reason:
    notes = [when(v.found.event_time) if v.found.event_time else "" for v in (a, b)]
    return _reason(a, b, "that it was done in that time", *notes)


def _reason(a: View, b: View, what: str, left: str, right: str) -> Reason:
    denied = "first" if a.found.negated else "second"
    return Reason(
        code="negation",
        words=f"the {denied} denies what the other affirms: {what}",
        left=f"{'denied' if a.found.negated else 'affirmed'}",
        right=f"{'denied' if b.found.negated else 'affirmed'}",
        difference="affirmed and denied",
        left_note=left,
        right_note=right,
    )
