"""Django's admin holds tables of reference; nothing editorial can be done there."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client

from tests.factories import make_member, make_team, make_user, make_verdict
from workbench.accounts.models import Role, Team, User

pytestmark = pytest.mark.django_db

# Written by hand: what an administrator finds there. Claims, evidence, verdicts,
# approvals, events, publications and changes are not among it, and never will be.
TABLES = {
    "accounts.user",
    "accounts.team",
    "accounts.apikey",
    "sources.source",
    "claims.ratingscale",
    "claims.riskrule",
    "mfa.authenticator",
}


@pytest.fixture
def as_administrator(admin: User) -> Client:
    User.objects.filter(pk=admin.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(User.objects.get(pk=admin.pk))
    return client


def test_these_tables_and_no_others() -> None:
    found = {model._meta.label_lower for model in admin.site._registry}
    inline = {
        row.model._meta.label_lower
        for one in admin.site._registry.values()
        for row in one.inlines
    }
    assert found == TABLES
    assert inline == {"accounts.membership", "sources.ownership", "claims.rating"}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_opens(as_administrator: Client, table: str) -> None:
    address = f"/admin/{table.replace('.', '/')}/"
    assert as_administrator.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["claims/claim", "claims/approval", "claims/reviewevent", "claims/publication"],
)
def test_editorial_tables_have_no_address(
    as_administrator: Client, address: str
) -> None:
    for path in (f"/admin/{address}/", f"/admin/{address}/add/"):
        assert as_administrator.get(path).status_code == 404
        assert as_administrator.post(path, {}).status_code == 404


@pytest.mark.parametrize("table", ["user", "team", "apikey"])
def test_many_at_once_are_not_deleted(
    as_administrator: Client, reporter: User, team: Team, table: str
) -> None:
    rows = {"user": reporter, "team": team, "apikey": reporter}
    body = {"action": "delete_selected", "_selected_action": [rows[table].pk]}
    as_administrator.post(f"/admin/accounts/{table}/", {**body, "post": "yes"})
    assert User.objects.filter(pk=reporter.pk).exists()
    assert Team.objects.filter(pk=team.pk).exists()


def members(team: Team, **changes: Any) -> dict[str, Any]:
    rows = list(team.memberships.order_by("pk"))
    body = {
        "name": team.name,
        "memberships-TOTAL_FORMS": len(rows),
        "memberships-INITIAL_FORMS": len(rows),
        "memberships-MIN_NUM_FORMS": 0,
        "memberships-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        before = f"memberships-{number}-"
        body |= {f"{before}id": row.pk, f"{before}team": team.pk}
        body |= {f"{before}user": row.user_id, f"{before}role": row.role}
    return body | changes


def test_a_team_keeps_somebody_to_manage_it_here_too(as_administrator: Client) -> None:
    small = make_team("Weather")
    make_member(small, Role.EDITOR)
    address = f"/admin/accounts/team/{small.pk}/change/"
    refused = as_administrator.post(
        address, members(small, **{"memberships-0-role": "reporter"})
    )
    assert "nobody left to manage it" in refused.content.decode()
    assert small.memberships.get().role == Role.EDITOR
    assert (
        as_administrator.post(address, members(small, name="Skies")).status_code == 302
    )


def test_a_scale_in_use_stays_what_it_is(as_administrator: Client) -> None:
    scale = make_verdict().rating.scale
    page = as_administrator.get(f"/admin/claims/ratingscale/{scale.pk}/change/")
    assert 'name="level"' not in page.content.decode()
    gone = as_administrator.post(
        f"/admin/claims/ratingscale/{scale.pk}/delete/", {"post": "yes"}
    )
    assert gone.status_code == 403


def test_a_lost_second_factor_is_taken_away_but_not_read(
    as_administrator: Client,
) -> None:
    row = Authenticator.objects.create(
        user=make_user(), type=Authenticator.Type.TOTP, data={"secret": "very-secret"}
    )
    address = f"/admin/mfa/authenticator/{row.pk}"
    assert (
        "very-secret" not in as_administrator.get(f"{address}/change/").content.decode()
    )
    as_administrator.post(f"{address}/delete/", {"post": "yes"})
    assert not Authenticator.objects.filter(pk=row.pk).exists()


def test_the_way_in_is_the_login_of_the_desk(client: Client, editor: User) -> None:
    response = client.get("/admin/login/?next=/admin/")
    assert response["Location"].startswith("/accounts/login/?next=")
    client.force_login(editor)
    assert client.get("/admin/login/").status_code == 403
