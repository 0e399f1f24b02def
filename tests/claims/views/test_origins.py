"""The page behind "n documents, m independent origins"."""

import pytest
from django.urls import reverse

from claims.models import Side
from tests.factories import (
    make_actor,
    make_candidate,
    make_document,
    make_group,
    make_origin,
    make_revision,
)

pytestmark = pytest.mark.django_db


def spoken(story, name, side="", **fields):
    """A candidate in a document of its own, uttered by ``name``."""
    actor = make_actor(story, name, side=side)
    origin = make_origin(story, name, side=actor.side if side else None)
    return make_candidate(
        story=story, speaker=name, actor=actor, origin=origin, **fields
    )


def page(client, group):
    return client.get(reverse("group_origins", args=[group.pk]))


def test_each_origin_stands_with_its_documents(as_reviewer, story):
    brandt = spoken(story, "Ilse Brandt")
    again = make_candidate(story=story, speaker="Ilse Brandt", origin=brandt.origin)
    doctor = spoken(story, "a doctor")
    response = page(as_reviewer, make_group(brandt, again, doctor))
    found = response.context["whence"]
    assert [len(s.said) for h in found.houses for s in h.sources] == [2, 1]
    text = response.content.decode()
    assert "3 documents, 2 independent origins" in text
    assert "<svg" in text
    assert "<script" not in text.split("<main")[1].split("</main")[0]


def test_bodies_of_one_side_count_once(as_reviewer, story):
    army = spoken(story, "Danish army", "Denmark")
    ministry = spoken(story, "Danish ministry", "Denmark")
    response = page(as_reviewer, make_group(army, ministry))
    text = response.content.decode()
    assert "2 documents, 1 independent origin" in text
    assert "counted once" in text
    assert "Party: Denmark, proposed" in text


def test_two_opposed_parties_that_agree_are_the_strongest_sign(as_reviewer, story):
    danes, norwegians = (
        spoken(story, name, side)
        for name, side in (("Danish army", "Denmark"), ("Norwegian army", "Norway"))
    )
    group = make_group(danes, norwegians)
    text = page(as_reviewer, group).content.decode()
    assert "the strongest sign there is" in text
    assert "(side proposed)" in text
    assert "the strongest sign" in as_reviewer.get(reverse("triage")).content.decode()


def test_confirmed_sides_are_not_called_proposed(as_reviewer, reviewer, story):
    danes = spoken(story, "Danish army", "Denmark")
    norwegians = spoken(story, "Norwegian army", "Norway")
    Side.objects.update(confirmed_by=reviewer)
    text = page(as_reviewer, make_group(danes, norwegians)).content.decode()
    assert "Party: Denmark, confirmed" in text
    assert "(side proposed)" not in text


def test_hands_between_origin_and_document_are_shown(as_reviewer, story):
    one = spoken(story, "officials")
    one.reading["chain"] = [
        {"name": "Meridian", "role": "relay", "cue": "", "reservation": ""},
        {"name": "Northwire", "role": "relay", "cue": "", "reservation": ""},
        {
            "name": "officials",
            "role": "utterer",
            "cue": "said",
            "reservation": "has not been confirmed",
        },
    ]
    one.save()
    response = page(as_reviewer, make_group(one))
    relays = [s.full for s in response.context["whence"].drawing.stops[1:-1]]
    assert relays == ["Northwire", "Meridian"]
    assert b"has not been confirmed" in response.content


def test_the_count_on_triage_leads_there(as_reviewer, story):
    group = make_group(story=story)
    link = f'href="{reverse("group_origins", args=[group.pk])}"'
    assert link in as_reviewer.get(reverse("triage")).content.decode()


def test_what_others_may_not_see_is_not_found(client, outsider, embargoed_story):
    client.force_login(outsider)
    assert page(client, make_group(story=embargoed_story)).status_code == 404


def test_queries_do_not_grow_with_documents(as_reviewer, story, queries_of):
    group = make_group(spoken(story, "one"), spoken(story, "two"))
    url = reverse("group_origins", args=[group.pk])
    first = queries_of(as_reviewer, url)
    for n in range(12):
        one = spoken(story, f"speaker {n}")
        one.group = group
        one.save()
    assert queries_of(as_reviewer, url) == first


def test_a_claim_nothing_bears_on_says_that_nothing_was_found(as_reviewer, story):
    revision = make_revision("The bridge is shut.", document=make_document(story))
    group = make_group(make_candidate("The bridge is shut.", revision=revision))
    text = as_reviewer.get(reverse("triage")).content.decode()
    assert "Nothing found" not in text
    group.compared = True
    group.save()
    text = as_reviewer.get(reverse("triage")).content.decode()
    assert "Nothing found: no other words in this story" in text
