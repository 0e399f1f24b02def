"""Approvals needed by a risk are data; a risk without a rule needs two."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from claims.models import RiskRule
from claims.review.approvals import needed
from tests.factories import make_approved, make_claim

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("risk", "count"), [("normal", 1), ("high", 2)])
def test_the_shipped_rules(risk, count):
    assert needed(make_claim(risk=risk)) == count


def test_a_changed_rule_holds_at_once():
    claim = make_claim()
    RiskRule.objects.filter(risk="normal").update(approvals=2)
    assert make_approved(claim).status == "proposed"


def test_without_a_rule_two_are_needed():
    RiskRule.objects.all().delete()
    assert needed(make_claim()) == 2


def test_no_rule_lets_a_verdict_out_unread():
    with pytest.raises(IntegrityError, match="risk_needs_an_approval"):
        RiskRule.objects.filter(risk="normal").update(approvals=0)
