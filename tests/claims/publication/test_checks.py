"""Each check that can keep a finding back: it fails alone, by its code, and is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from claims.errors import GuardFailed
from claims.models import Appearance, Claim, Evidence, Origin, Publication, Verdict
from claims.publication import checks
from claims.publication.service import preview, publish
from claims.review.evidence import edit_evidence
from claims.review.workflow import act
from tests.factories import (
    make_approved,
    make_claim,
    make_evidence,
    make_published,
    make_search,
    make_verdict,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def claim(story, reporter):
    return make_approved(
        make_claim("The bridge was closed on Friday.", story=story, by=reporter)
    )


def change(claim, **fields):
    Claim.objects.filter(pk=claim.pk).update(**fields)


def lose_words(claim):
    """As if a text had changed under its quotation; the database refuses that."""
    row = Evidence.objects.filter(claim=claim, kind="passage").first()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_evidence DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE claims_evidence SET exact = ARRAY['lost words'] WHERE id = %s",
            [row.pk],
        )
        cursor.execute("ALTER TABLE claims_evidence ENABLE TRIGGER USER")


def rate(claim, slug):
    verdict = Verdict.objects.get(claim=claim, current=True)
    verdict.rating = verdict.rating.scale.ratings.get(slug=slug)
    verdict.save()


# How each check is made to fail. What was approved changes with most of these, so the
# approval lapses too, as it should.
BREAKS = {
    "under_embargo": lambda claim: change(claim, scope=claim.story.team),
    "claimant_missing": lambda claim: change(claim, claimant=""),
    "appearance_missing": lambda claim: Appearance.objects.filter(claim=claim).delete(),
    "claim_too_long": lambda claim: change(claim, normalized_text="x" * 401),
    "verdict_words_in_claim": lambda claim: change(
        claim, normalized_text="That it was closed is a hoax."
    ),
    "verdict_incomplete": lambda claim: Verdict.objects.filter(claim=claim).update(
        finding=" "
    ),
    "evidence_missing": lambda claim: Evidence.objects.filter(claim=claim).update(
        state="suggested"
    ),
    "evidence_all_withheld": lambda claim: Evidence.objects.filter(claim=claim).update(
        disclosure="withheld"
    ),
    "anchor_unresolved": lose_words,
    "two_origins_or_exception": lambda claim: rate(claim, "true"),
    "versions_unattributed": lambda claim: (
        rate(claim, "disputed"),
        Evidence.objects.filter(claim=claim).update(stance="context"),
    ),
    "approval_lapsed": lambda claim: change(claim, made_where="Elsewhere"),
}


@pytest.mark.parametrize("code", BREAKS)
def test_what_fails_is_shown_before_publishing_with_what_to_do(claim, editor, code):
    assert preview(claim, by=editor).ready
    BREAKS[code](claim)
    claim = Claim.objects.get(pk=claim.pk)
    failed = [one for one in preview(claim, by=editor).outcomes if not one.holds]
    assert code in {one.check.code for one in failed}
    assert all(one.row["fix"] and one.check.where for one in failed)
    with pytest.raises(GuardFailed):
        publish(claim, by=editor, seen_version=claim.version)
    assert not Publication.objects.exists()


def test_a_level_that_is_none_is_refused_by_the_database_too():
    check = next(row for row in checks.CHECKS if row.code == "level_missing")
    claim = Claim(level="", normalized_text="It closed.")
    case = checks.Case(checks.Situation(claim, None), None, [])
    assert not check.holds(case)


def test_every_check_has_a_case_of_its_own():
    of_forms = {row.code for row in checks.CHECKS if row.where == "form"}
    assert {row.code for row in checks.CHECKS} == {
        *BREAKS,
        *of_forms,
        "level_missing",
    }
    assert len({row.code for row in checks.CHECKS}) == len(checks.CHECKS)


def test_a_claim_without_verdict_is_previewed_as_not_ready(story, editor):
    shown = preview(make_claim(story=story), by=editor)
    assert shown.body is None
    assert not shown.ready


def test_what_a_preview_shows_is_what_is_published(claim, editor):
    shown = preview(claim, by=editor, review_by=date(2027, 5, 1)).body
    made = publish(
        claim, by=editor, seen_version=claim.version, review_by=date(2027, 5, 1)
    )
    frozen = checks.orjson.loads(made.body)
    fleeting = ("id", "published_at", "first_published_at")
    assert {k: v for k, v in shown.items() if k not in fleeting} == {
        k: v for k, v in frozen.items() if k not in fleeting
    }


def test_nothing_is_written_by_a_preview(claim, editor):
    preview(claim, by=editor)
    assert not Publication.objects.exists()
    assert Claim.objects.get(pk=claim.pk).version == claim.version


def reopened(claim, editor, **anew):
    make_published(claim, by=editor)
    claim = Claim.objects.get(pk=claim.pk)
    act(claim, "reopen", by=editor, seen_version=claim.version, note="A reader wrote.")
    claim.refresh_from_db()
    return claim


def propose_anew(claim, **fields):
    make_verdict(claim, **fields)
    return make_approved(claim)


SAME = "The harbour's log shows traffic until Sunday noon."
CASES = [
    # kind, what the next verdict says, what is wrong with that ("" if nothing)
    ("typo", {"rationale": SAME + "."}, ""),
    ("typo", {"rationale": SAME.replace("traffic", "trafic")}, ""),
    ("typo", {"rationale": SAME.replace("Sunday", "Monday")}, ""),
    ("typo", {"rationale": "Nobody saw a log, and we rest on the guard."}, "more"),
    ("typo", {"finding": "The bridge stayed open until 3 May."}, "more"),
    ("typo", {"finding": "The bridge never stayed open until the Sunday."}, "more"),
    ("typo", {"confidence": "low"}, "more"),
    ("typo", {"slug": "mostly-false"}, "verdict_changed"),
    ("clarification", {"slug": "mostly-false"}, "verdict_changed"),
    ("update", {"slug": "mostly-false"}, "verdict_changed"),
    ("update", {"rationale": "A second log was found."}, ""),
    ("clarification", {"confidence": "low"}, ""),
    ("verdict_change", {"rationale": "A second log was found."}, "verdict_unchanged"),
    ("verdict_change", {"slug": "mostly-false"}, ""),
    ("clarification", {}, "changes_nothing"),
    ("verdict_change", {}, "changes_nothing"),
]


@pytest.mark.parametrize(("kind", "anew", "wrong"), CASES)
def test_the_kind_of_a_correction_covers_what_changes(claim, editor, kind, anew, wrong):
    claim = propose_anew(reopened(claim, editor), **anew)
    shown = preview(claim, by=editor, correction=kind, note="See below.")
    assert shown.unfit.startswith(wrong)
    if wrong:
        with pytest.raises(GuardFailed) as refused:
            publish(
                claim,
                by=editor,
                seen_version=claim.version,
                correction=kind,
                note="See below.",
            )
        assert refused.value.extra["failed"] == ["correction_is_fit"]
        assert Publication.objects.count() == 1
    else:
        assert shown.ready


def test_new_evidence_is_no_typo(claim, editor, reviewer):
    claim = reopened(claim, editor)
    make_evidence(claim, by=reviewer)
    claim = propose_anew(claim)
    shown = preview(claim, by=editor, correction="typo", note="A comma.")
    assert shown.unfit == "more_than_a_typo"
    assert [row.part for row in shown.changed] == ["evidence"]


def test_evidence_that_is_withheld_from_now_on_is_a_change(claim, editor, reviewer):
    row = claim.evidence.get(kind="passage")
    claim = reopened(claim, editor)
    make_search(claim, by=reviewer)
    edit_evidence(row, by=reviewer, note="", disclosure="withheld")
    claim = propose_anew(claim)
    parts = {row.part for row in preview(claim, by=editor, correction="typo").changed}
    assert {"evidence", "withheld", "searches"} <= parts


def test_a_day_that_has_come_is_no_day_to_promise(claim, editor):
    past = TODAY - timedelta(days=1)
    with pytest.raises(GuardFailed) as refused:
        publish(claim, by=editor, seen_version=claim.version, review_by=past)
    assert refused.value.extra["failed"] == ["review_date_past"]


def test_an_origin_nobody_confirmed_stands_behind_nothing(claim, editor):
    Origin.objects.filter(story=claim.story).update(confirmed_by=None)
    codes = {
        one.check.code for one in preview(claim, by=editor).outcomes if not one.holds
    }
    assert "two_origins_or_exception" in codes


def test_the_documentation_lists_every_check_in_its_words():
    text = (settings.BASE_DIR / "docs" / "corrections.md").read_text(encoding="utf-8")
    for check in checks.CHECKS:
        assert f"| `{check.code}` | {check.words} |" in text
