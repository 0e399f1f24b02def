"""People come in by invitation, once, into one team with one role."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from workbench.accounts import invitations
from workbench.accounts.invitations import InvitationError
from workbench.accounts.models import Invitation, Membership, User

PASSWORD = "sluice-gate-opened"


@pytest.fixture
def token(team, editor):
    return invitations.invite(team, "new@example.org", "reviewer", editor)[1]


def test_the_link_goes_out_by_mail_and_lets_one_in(
    client, team, editor, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("team", args=[team.pk]),
            {"email": "new@example.org", "role": "reviewer"},
        )
    client.logout()
    path = re.search(r"/invitations/\S+/", mailoutbox[0].body)[0]
    assert b"Join Investigations" in client.get(path).content
    response = client.post(path, {"name": "Nia New", "password": PASSWORD})
    assert response["Location"] == reverse("desk")
    person = User.objects.get(email="new@example.org")
    assert person.roles_in(team.pk) == {"reviewer"}
    assert client.get(path).status_code == 410


def test_only_a_digest_is_kept(token):
    assert token not in str(Invitation.objects.values())


def test_old_links_do_not_hold(token):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(InvitationError):
        invitations.accept(token, name="Nia", password=PASSWORD)


def test_weak_passwords_are_refused_and_the_link_still_holds(client, token):
    url = reverse("invitation", args=[token])
    assert (
        b"too common" in client.post(url, {"name": "N", "password": "password"}).content
    )
    assert invitations.find(token) is not None


def test_one_joins_with_an_account_one_has(client, token, outsider, team):
    client.force_login(outsider)
    client.post(reverse("invitation", args=[token]))
    assert Membership.objects.filter(user=outsider, team=team, role="reviewer").exists()


def test_reporters_do_not_invite(team, reporter):
    with pytest.raises(InvitationError):
        invitations.invite(team, "x@example.org", "reporter", reporter)


def test_editors_do_not_make_admins(team, editor, admin):
    with pytest.raises(InvitationError):
        invitations.invite(team, "x@example.org", "admin", editor)
    invitations.invite(team, "x@example.org", "admin", admin)


def test_a_team_keeps_somebody_who_manages_it(team, editor):
    held = Membership.objects.get(user=editor, team=team)
    with pytest.raises(InvitationError):
        invitations.remove_role(held, by=editor)


def test_outsiders_do_not_see_the_team(client, team, outsider):
    client.force_login(outsider)
    assert client.get(reverse("team", args=[team.pk])).status_code == 404


def test_revoked_invitations_are_gone(client, team, editor, token):
    client.force_login(editor)
    row = Invitation.objects.get()
    client.post(reverse("invitation_revoke", args=[team.pk, row.pk]))
    assert client.get(reverse("invitation", args=[token])).status_code == 410


def test_a_member_is_given_another_role(client, team, editor, reporter):
    client.force_login(editor)
    url = reverse("role_add", args=[team.pk])
    client.post(url, {"person": reporter.pk, "role": "reviewer"})
    client.post(url, {"person": reporter.pk, "role": "admin"})
    held = Membership.objects.filter(user=reporter).values_list("role", flat=True)
    assert set(held) == {"reporter", "reviewer"}
