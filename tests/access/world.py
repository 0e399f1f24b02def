"""One desk with everything on it: two stories, ten people, a row of every kind.

Built once for the whole table; each request runs in a savepoint of its own, so what
one of them changes the next does not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.utils import timezone

from claims.choices import Status
from claims.models import (
    Claim,
    Notification,
    RiskRule,
    WebhookDelivery,
    WebhookEndpoint,
)
from claims.publication.proof.checkpoints import make_checkpoint
from claims.publication.webhooks.secrets import seal
from claims.publication.webhooks.signing import make_secret
from claims.review import actors as actor_service
from claims.review import batch, division, triage
from claims.review.approvals import add_approval
from claims.review.assignment import assign
from claims.review.comments import comment
from claims.review.editing import ask_blind
from claims.review.saved import save_view
from sources.models import Ownership, Story
from tests.access.table import OWNERSHIPS, PRINCIPALS
from tests.factories import (
    make_actor,
    make_candidate,
    make_claim,
    make_evidence,
    make_group,
    make_job,
    make_member,
    make_published,
    make_question,
    make_report,
    make_revision,
    make_search,
    make_source,
    make_story,
    make_suggestion,
    make_team,
    make_verdict,
    rating,
)
from tests.factories.findings import correction, full_body, make_finding
from workbench.accounts import invitations
from workbench.accounts.keys import SCOPES, create_key
from workbench.accounts.models import (
    Absence,
    Membership,
    Role,
    Team,
    TeamWebhook,
    User,
)

TEXT = "The bridge was closed on Friday. Nobody was hurt, the port said."


@dataclass
class World:
    team: Team
    other_team: Team
    people: dict[str, User]
    keys: dict[str, str]
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    claims: dict[tuple[str, str, str], Claim] = field(default_factory=dict)

    def client(self, principal: str, *, api: bool) -> Client:
        """Return a client that calls as this principal does."""
        headers = {}
        if principal in self.keys and (api or principal == "expired"):
            headers["Authorization"] = f"Bearer {self.keys[principal]}"
        client = Client(headers=headers)
        if principal in self.people and principal != "expired" and not api:
            client.force_login(
                self.people[principal], "workbench.accounts.backends.ByName"
            )
        return client


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back at the end."""
    with transaction.atomic():
        mark = transaction.savepoint()
        yield
        transaction.savepoint_rollback(mark)


def build() -> World:
    team, other = make_team("Investigations"), make_team("Sports")
    roles = {"second": Role.SECOND_READER, "expired": Role.EDITOR}
    roles |= {"suspended": Role.EDITOR, "blind": Role.SECOND_READER}
    people = {
        name: make_member(
            team,
            roles.get(name, name),
            f"{name.title()} of the desk",
            password="a-long-enough-one",
        )
        for name in PRINCIPALS
        if name not in {"anonymous", "outsider"}
    }
    people["outsider"] = make_member(
        other, Role.EDITOR, "Otto Side", password="a-long-enough-one"
    )
    # As the command `first_admin` makes them.
    make_administrator(people["admin"])
    keys = {name: key_of(name, person) for name, person in people.items()}
    User.objects.filter(pk=people["suspended"].pk).update(is_active=False)
    world = World(team, other, people, keys)
    for ownership in OWNERSHIPS:
        story = make_story(
            f"The bridge, {ownership}",
            team=team,
            by=people["reporter"],
            embargo=ownership == "secret",
        )
        world.rows[ownership] = rows_of(world, story)
        for status, action in MOVES_NEED:
            world.claims[ownership, status, action] = ready(story, status, action)
    make_checkpoint()
    return world


def published_in_spite(claim: Claim) -> None:
    """As if it had gone out before the embargo, which the desk does not let happen."""
    scope = claim.scope_id
    Claim.objects.filter(pk=claim.pk).update(scope=None)
    claim.refresh_from_db()
    make_published(claim)
    Claim.objects.filter(pk=claim.pk).update(scope=scope)
    claim.refresh_from_db()


def make_administrator(person: User) -> None:
    person.is_staff = person.is_superuser = True
    person.save(update_fields=["is_staff", "is_superuser"])


def key_of(name: str, person: User) -> str:
    past = timezone.now() - timedelta(days=1) if name == "expired" else None
    return create_key(person, name="a program", scopes=SCOPES, expires_at=past)[1]


def rows_of(world: World, story: Story) -> dict[str, Any]:
    """One row of every kind in a story, by the name the table calls it."""
    team, people = world.team, world.people
    author = make_member(team, Role.REVIEWER, "Ann Author")
    stand_in, today = make_member(team, Role.REVIEWER, "Stan Din"), timezone.localdate()
    revision = make_revision(TEXT, story=story)
    question = make_question(story)
    group = make_group(make_candidate(story=story), question=question)
    decided = make_group(make_candidate(story=story))
    decision = triage.dismiss(decided, reason="Opinion", by=author)
    claim = make_claim(story=story, by=author)
    taken = make_claim(story=story, by=author)
    make_evidence(taken, by=author)
    make_search(taken, by=author)
    Claim.objects.filter(pk=taken.pk).update(status=Status.IN_REVIEW)
    proposed = make_claim(story=story, by=author)
    make_verdict(proposed, by=author, finding=FINDING, rationale=SECRET)
    proposed.refresh_from_db()
    ask_blind(proposed, by=author, seen_version=proposed.version)
    merging = merged(story, author)  # names are folded anew: before the others
    actor = make_actor(story, "Port authority")
    Actor = type(actor)
    Actor.objects.filter(pk=actor.pk).update(
        documents=1, spellings=["Port authority", "The port"], keys=["port", "theport"]
    )
    other = make_actor(story, "Harbour office")
    Actor.objects.filter(pk=other.pk).update(
        documents=1, spellings=["Harbour office"], keys=["harbour office"]
    )
    invitation, token = invitations.invite(
        team, f"new-{story.pk}@example.org", "reporter", people["editor"]
    )
    held = Membership.objects.create(user=author, team=team, role=Role.REPORTER)
    before = world.rows.get("open", {})
    finding = before.get("publication") or make_published()
    corrected = before.get("corrected") or correct_all_of_it(people["editor"])
    endpoint = WebhookEndpoint.objects.create(
        team=team,
        name="A mirror",
        url="https://mirror.example/",
        events=["report.received"],
        secret=seal(make_secret()),
        created_by=author,
    )
    report = make_report(finding, claim=claim)
    return {
        "story": story,
        "report": report,
        "reference": report.reference,
        "document": revision.document,
        "revision": revision,
        "question": question,
        "group": group,
        "other_question": asked_too(story),
        "other_group": make_group(make_candidate(story=story)),
        "decision": decision,
        "claim": claim,
        "taken": Claim.objects.get(pk=taken.pk),
        "proposed": Claim.objects.get(pk=proposed.pk),
        "evidence": make_suggestion(claim),
        "note": comment(revision.document, "Look here.", by=author),
        "comment": comment(claim, "Which?", by=people["reporter"]),
        "work": assign(claim, kind="check", by=author, to_person=author),
        "remark": comment(revision.document, "Who says so?", by=author),
        "notice": Notification.objects.create(
            user=author,
            event="assigned",
            about=claim.pk,
            claim=claim,
            scope_id=claim.scope_id,
        ),
        "division": divided(story, author),
        "view": save_view(
            page="claims", name="Dam", query="q=dam", by=author, team=team
        ),
        "batch": batch.preview(
            "claim_tag",
            Claim.objects.filter(pk=claim.pk),
            by=people["editor"],
            data={"tags": ["dam"]},
        ),
        "actor": actor,
        "other_actor": other,
        "merging": merging,
        "job": make_job(
            story=story,
            scope_id=story.scope_id,
            state="quarantined",
            subject=revision.document_id,
        ),
        "team": team,
        "author": author,
        "absence": Absence.objects.create(
            user=author, deputy=stand_in, starts_on=today, ends_on=today
        ),
        "stand_in": stand_in,
        "webhook": TeamWebhook.objects.create(
            team=team,
            name="#desk",
            url="https://hooks.example/T1",
            events=["published"],
            created_by=author,
        ),
        "endpoint": endpoint,
        "delivery": WebhookDelivery.objects.create(
            endpoint=endpoint, event="test", body="{}", state="failed"
        ),
        "membership": held,
        "invitation": invitation,
        "token": token,
        "publication": finding,
        "finding": finding.slug,
        "corrected": corrected,
        "fact": orjson.loads(finding.body)["id"],
        "source": make_source(),
        "link": Ownership.objects.create(owner=make_source(), owned=make_source()),
        "scale": rating().scale,
        "risk_rule": RiskRule.objects.get(risk="normal"),
        "authenticator": Authenticator.objects.get_or_create(
            user=author, type=Authenticator.Type.TOTP, data={"secret": "-"}
        )[0],
        "others_key": create_key(author, name="theirs", scopes=["facts:read"])[0],
    }


def correct_all_of_it(by: User) -> str:
    """The slug of a finding with every part there is, in a second version."""
    body = full_body()
    first = make_finding(by=by, **body)
    note = correction(note="The zone of the hour was missing.")
    words = "The release began between 03:00 and 04:45 UTC."
    body |= {"version": 2, "corrections": [note], "finding": words}
    return make_finding(None, [first], by=by, **body).slug


def asked_too(story: Story) -> Any:
    question = make_question(story)
    make_group(make_candidate(story=story), question=question)
    return question


def divided(story: Story, by: User) -> Any:
    parts = division.parts_of(story, "question")
    shares = division.shared_out(parts, [by])
    return division.give_out(story, shares, by=by)[0]


FINDING = "It stayed open, as the log of the harbour has it."
SECRET = "The harbour log of that night, read line by line, shows traffic."


def merged(story: Story, by: User) -> Any:
    one, two = make_actor(story, "Mayor Lind"), make_actor(story, "Lind")
    for row in (one, two):
        keys = [row.name.casefold()]
        type(row).objects.filter(pk=row.pk).update(
            documents=1, spellings=[row.name], keys=keys
        )
        row.refresh_from_db()
    return actor_service.merge([one, two], into=one, reason="One man.", by=by)


MOVES_NEED = (
    ("queued", "take"),
    ("queued", "dismiss"),
    ("in_review", "release"),
    ("in_review", "propose"),
    ("in_review", "dismiss"),
    ("proposed", "send_back"),
    ("proposed", "approve"),
    ("proposed", "adjudicate"),
    ("approved", "send_back"),
    ("approved", "publish"),
    ("published", "reopen"),
    ("published", "retract"),
    ("dismissed", "restore"),
)


def ready(story: Story, status: str, action: str) -> Claim:
    """Return a claim in a status, with all that a guard of the move may ask of it."""
    author = make_member(story.team, Role.REVIEWER)
    claim = make_claim(story=story, by=author)
    if (status, action) == ("in_review", "propose"):
        make_evidence(claim, by=author)
        make_search(claim, by=author)
    elif status in {"proposed", "approved", "published"}:
        make_verdict(claim, by=author)
        approver = make_member(story.team, Role.SECOND_READER)
        if action == "adjudicate":
            add_approval(claim, by=approver, blind=True, own_rating=rating("mixed"))
        if status != "proposed":
            add_approval(claim, by=approver)
    Claim.objects.filter(pk=claim.pk).update(
        status="approved" if status == "published" else status,
        checker=None,
        lease_until=None,
    )
    claim.refresh_from_db()
    if status == "published":
        published_in_spite(claim)
    return claim
