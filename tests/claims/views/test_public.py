"""What everyone reads comes from the frozen snapshot alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from claims.models import Claim
from tests.factories import make_published
from tests.factories.findings import (
    HOSTILE,
    correction,
    full_body,
    make_finding,
)

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def page(client, row, *rest):
    name = "finding_version" if rest else "finding"
    return client.get(reverse(name, args=[row.slug, *rest]))


def listed(client, **query):
    return [f["slug"] for f in client.get("/findings/", query).context["findings"]]


def corrected(first=None, **changes):
    """The second version of a finding, with what changed."""
    first = first or make_finding()
    note = changes.pop("note", correction())
    at = changes.pop("published_at", "2026-03-09T10:00:00Z")
    return make_finding(None, [first], corrections=[note], published_at=at, **changes)


def test_a_finding_is_read_without_a_login(client):
    row = make_published()
    answer = page(client, row)
    assert answer.status_code == 200
    assert row.digest in answer.content.decode()
    assert row.slug in client.get(reverse("published")).content.decode()


def test_later_edits_of_the_claim_do_not_show(client):
    row = make_published()
    Claim.objects.filter(pk=row.claim_id).update(normalized_text="Changed in secret")
    assert b"Changed in secret" not in page(client, row).content
    assert not listed(client, q="secret")


def test_unknown_findings_do_not_exist(client):
    row = make_finding()
    assert client.get("/findings/nothing-here/").status_code == 404
    assert page(client, row, 9).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"q": "zebra"}, False),
        ({"q": "bridges"}, True),
        ({"q": '"closed on"'}, True),
        ({"q": "Sunday -bridge"}, False),
        ({"rating": "false"}, True),
        ({"rating": "true"}, False),
        ({"level": "so"}, True),
        ({"level": "said"}, False),
        ({"claimant": "port AUTHORITY"}, True),
        ({"claimant": "port"}, False),
        ({"tag": "harbour"}, True),
        ({"tag": "harb"}, False),
        ({"language": "en"}, True),
        ({"language": "de"}, False),
        ({"since": "2026-05-02", "until": "2026-05-02"}, True),
        ({"since": "2026-05-03"}, False),
        ({"until": "2026-05-01"}, False),
        ({"q": "bridge", "rating": "false", "tag": "harbour"}, True),
        ({"q": "bridge", "rating": "true"}, False),
    ],
)
def test_the_address_narrows_the_list(client, wanted, found):
    row = make_finding(claim={"tags": ["harbour"]}, published_at="2026-05-02T23:30:00Z")
    assert listed(client, **wanted) == ([row.slug] if found else [])


def test_only_the_newest_version_is_listed_and_searched(client):
    row = corrected(finding="A new log was found.")
    assert listed(client) == [row.slug]
    assert not listed(client, q="Sunday")
    assert listed(client, q="log") == [row.slug]


def test_the_list_is_sorted_by_what_is_newest(client):
    first = make_finding()
    second = make_finding()
    third = corrected(first)
    assert listed(client) == [third.slug, second.slug]


def test_each_filter_set_can_be_taken_off(client):
    make_finding()
    chips = client.get("/findings/?rating=false&q=bridge").context["chips"]
    assert [(value, url) for _, value, url in chips] == [
        ("bridge", "?rating=false"),
        ("False", "?q=bridge"),
    ]


def test_a_filter_that_cannot_be_read_is_told_and_asks_nothing(client):
    row = make_finding()
    answer = client.get("/findings/?since=yesterday&level=maybe")
    assert answer.status_code == 200
    assert [f["slug"] for f in answer.context["findings"]] == [row.slug]
    assert "Enter a valid date." in text_of(answer)


@pytest.mark.parametrize("query", ["after=nonsense", "q=%00", "after=%F0%28%8C%28"])
def test_an_address_that_makes_no_sense_is_refused(client, query):
    make_finding()
    assert client.get(f"/findings/?{query}").status_code in {400, 422}


@pytest.mark.parametrize(
    "query", [f"q={'x' * 501}", "rating=%27--", "until=9999-12-31", "q=%22%26%7C!("]
)
def test_odd_words_do_no_harm(client, query):
    make_finding()
    assert client.get(f"/findings/?{query}").status_code == 200


def test_pages_of_the_list_go_forwards_and_back(client, monkeypatch):
    monkeypatch.setattr("claims.views.public.PAGE", 2)
    rows = [make_finding() for _ in range(5)]
    newest_first = [row.slug for row in reversed(rows)]
    first = client.get("/findings/?rating=false")
    second = client.get(
        "/findings/", {"rating": "false", "after": first.context["page"].next}
    )
    back = client.get("/findings/", {"after": second.context["page"].previous})
    told = [[f["slug"] for f in a.context["findings"]] for a in (first, second, back)]
    assert told == [newest_first[:2], newest_first[2:4], newest_first[:2]]
    assert "rating=false" in second.content.decode()


def test_the_choices_are_those_of_what_is_published(client):
    make_finding(language="de")
    make_finding(rating={"slug": "true", "label": "True"})
    form = client.get("/findings/").context["form"]
    assert form.fields["rating"].choices[1:] == [("false", "False"), ("true", "True")]
    assert [code for code, _ in form.fields["language"].choices[1:]] == ["de", "en"]


@pytest.mark.parametrize("many", [1, 25])
def test_the_list_costs_the_same_however_long(client, django_assert_num_queries, many):
    claim = make_finding().claim
    for _ in range(many):
        make_finding(claim)
    with django_assert_num_queries(4):
        client.get("/findings/")


@pytest.mark.parametrize("many", [1, 25])
def test_a_finding_costs_few_queries_however_long(
    client, django_assert_num_queries, many
):
    body = full_body()
    row = make_finding(**body | {"evidence": body["evidence"] * many})
    with django_assert_num_queries(6):
        page(client, row)
    with django_assert_num_queries(1):  # is it still so?
        page(client, row)


def test_a_page_is_kept_by_caches_and_not_sent_twice(client):
    row = make_finding()
    first = page(client, row)
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get(
        first.request["PATH_INFO"], headers={"If-None-Match": first["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    corrected(row)
    later = client.get(
        first.request["PATH_INFO"], headers={"If-None-Match": first["ETag"]}
    )
    assert later.status_code == 200


def test_a_page_is_the_same_whoever_reads_it(client, as_reviewer):
    row = make_finding()
    theirs, ours = page(client, row), page(as_reviewer, row)
    assert theirs.content == ours.content
    assert "Cookie" not in ours["Vary"]


def test_a_page_speaks_the_language_asked_for(client):
    row = make_finding()
    url = row.get_absolute_url()
    german = client.get(url, headers={"Accept-Language": "de"})
    assert german["Content-Language"] == "de"
    assert german["ETag"] != client.get(url)["ETag"]


def test_the_verdict_comes_first_and_the_proof_last(client):
    row = make_finding(**full_body())
    text = text_of(page(client, row))
    places = [
        text.index(words)
        for words in (
            "Disputed",
            "The release began between 03:00 and 04:30 UTC.",
            "“The gates were opened at 6 a.m. capital time.”",
            "Claimed by Sarnow Hydro",
            "We checked whether it is so",
            "Who holds which version",
            "Why we say so",
            "Evidence for the claim",
            "Evidence against the claim",
            "Searched, and not found",
            "2 more pieces of evidence",
            "1 independent origin",
            "When it happened, as told",
            "Checked by 2 people : Noor, Ada".replace(" :", ":"),
            "Right of reply",
            "History",
            "Report an error",
            "Verify this record",
        )
    ]
    assert places == sorted(places)


def test_the_level_is_told_in_a_line(client):
    row = make_finding(level="said")
    text = text_of(page(client, row))
    assert "We checked whether Port authority said it , not whether it is so." in text


def test_versions_stand_alike_and_in_the_words_of_who_holds_them(client):
    row = make_finding(**full_body())
    html = page(client, row).content.decode()
    held = re.findall(r'<ul class="plain rivals">(.*?)</ul>', html, re.DOTALL)[0]
    assert [re.sub("<[^>]*>", "|", li) for li in held.split("</li>")[:2]] == [
        "|||Sarnow Hydro|||“at 06:00”|",
        "|||Water Ministry|||“at 07:00”|",
    ]


def test_evidence_has_its_words_speaker_date_and_both_addresses(client):
    row = make_finding(**full_body())
    html = page(client, row).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))
    assert "“Release began at 6 a.m. local time.”" in text
    assert "Capital Post←Water Ministry (unconfirmed), 3 Mar 2024" in text
    assert 'href="https://capital.example/gates"' in html
    assert 'href="https://archive.example/1"' in html
    assert "A gatekeeper to us, telephone, 4 Mar 2024, on record" in text
    assert "Described, not shown, to protect people: A person on duty." in text


def test_the_timeline_is_drawn_and_told(client):
    row = make_finding(**full_body())
    answer = page(client, row)
    assert b"<svg" in answer.content
    assert "3 Mar 2024, 04:00–05:30 UTC" in text_of(answer)


def test_an_old_version_says_that_it_is_old(client):
    row = corrected()
    old = text_of(page(client, row, 1))
    assert "This is version 1, and it is old." in old
    assert "Read the newest version" in old
    assert "and it is old" not in text_of(page(client, row))


def test_corrections_stand_above_the_claim_with_their_links(client):
    row = corrected(note=correction(note="The log was of another year."))
    answer = page(client, row)
    text = text_of(answer)
    assert text.index("Update , 9 Mar 2026") < text.index("The claim “")
    assert reverse("finding_changes", args=[row.slug, 2]) in answer.content.decode()
    assert reverse("finding_version", args=[row.slug, 1]) in answer.content.decode()


def test_a_retracted_finding_says_so_first_and_stays(client):
    note = correction(kind="retraction", note="The log was forged.")
    row = corrected(note=note, retracted=True)
    text = text_of(page(client, row))
    assert text.index("The log was forged.") < text.index("The claim is rated")
    assert "The bridge stayed open" in text
    assert "Retracted" in text_of(client.get("/findings/"))


@pytest.mark.parametrize(
    ("review_by", "stale"), [("2001-01-01", True), ("2999-01-01", False), (None, False)]
)
def test_a_finding_that_waits_too_long_to_be_read_again_says_so(
    client, review_by, stale
):
    row = make_finding(schema=2, review_by=review_by)
    assert ("This may be out of date." in text_of(page(client, row))) is stale
    listed_as = "May be out of date" in text_of(client.get("/findings/"))
    assert listed_as is stale


def test_changes_are_marked_word_by_word(client):
    row = corrected(finding="The bridge stayed open until the Monday.")
    answer = client.get(reverse("finding_changes", args=[row.slug, 2]))
    html = answer.content.decode()
    assert "<del>Sunday</del><ins>Monday</ins>" in html
    assert "New log." in html
    nothing_before = client.get(reverse("finding_changes", args=[row.slug, 1]))
    assert nothing_before.status_code == 404


def test_no_version_has_the_number_nought(client):
    row = make_finding()
    answer = client.get(reverse("finding_version", args=[row.slug, 0]))
    assert answer.status_code == 404


def test_whatever_a_correction_is_about_is_marked(client):
    reply = {
        "asked": "Port authority",
        "asked_on": "2026-03-01",
        "answered": "2026-03-02",
        "words": "We stand by it.",
    }
    row = corrected(right_of_reply=reply)
    html = client.get(reverse("finding_changes", args=[row.slug, 2])).content.decode()
    assert "We stand by it." in html
    assert "The words are the same" not in html


def test_evidence_that_came_is_marked(client):
    first = make_finding(**full_body() | {"evidence": []})
    row = corrected(
        first, **{k: v for k, v in full_body().items() if k in {"evidence", "schema"}}
    )
    html = client.get(reverse("finding_changes", args=[row.slug, 2])).content.decode()
    assert "<ins>“I heard sirens.” · Gatekeeper · Called back.</ins>" in html


def test_a_record_of_the_first_schema_is_read_as_well(client):
    row = make_finding()
    text = text_of(page(client, row))
    assert "Checked by 2 people" in text
    assert "No independent origin outside the claimant’s side." in text


class Tags(HTMLParser):
    """Elements and attributes of a page that could do something."""

    def __init__(self):
        super().__init__()
        self.harm = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            address = name in {"href", "src", "action"} and value
            if name.startswith("on") or name == "style":
                self.harm.append((tag, name))
            if address and not re.match(r"(https?://|/|\?|#)", value):
                self.harm.append((tag, value))
        if tag in {"script", "img", "iframe", "object"}:
            self.harm.append((tag, ""))


@pytest.mark.parametrize(
    "address", ["/findings/", "/corrections/", "", "v1/", "v2/changes/"]
)
def test_hostile_words_are_inert(client, address):
    first = make_finding(**full_body(HOSTILE))
    note = correction(note=HOSTILE)
    body = full_body(f"{HOSTILE}!")
    row = corrected(
        first,
        note=note,
        **{
            k: v
            for k, v in body.items()
            if k not in {"id", "slug", "version", "url", "corrections", "published_at"}
        },
    )
    url = address if address.startswith("/") else f"{row.get_absolute_url()}{address}"
    answer = client.get(url)
    assert answer.status_code == 200
    tags = Tags()
    tags.feed(answer.content.decode())
    ours = [harm for harm in tags.harm if harm[0] != "script" or harm[1]]
    assert not ours
    assert b"<script>alert" not in answer.content
    assert b"{{ 7|add:7 }}" in answer.content


def test_the_log_tells_every_correction_newest_first(client):
    corrected(note=correction(kind="typo", note="A letter."))
    corrected(
        note=correction(kind="verdict_change", note="The log was found."),
        rating={"slug": "true", "label": "True"},
        published_at="2026-04-01T10:00:00Z",
    )
    text = text_of(client.get("/corrections/"))
    assert text.index("The log was found.") < text.index("A letter.")
    assert "was False , now True" in text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"kind": "typo"}, True),
        ({"kind": "update"}, False),
        ({"year": "2026"}, True),
        ({"year": "2025"}, False),
        ({"year": "soon"}, True),
    ],
)
def test_the_log_is_narrowed_by_kind_and_year(client, query, told):
    corrected(note=correction(kind="typo", note="A letter."))
    assert ("A letter." in text_of(client.get("/corrections/", query))) is told


def test_the_log_of_a_year_without_corrections_can_be_asked_for(client):
    early = make_finding(published_at="2024-01-01T10:00:00Z")
    corrected(
        early, note=correction(note="Early."), published_at="2024-02-01T10:00:00Z"
    )
    years = client.get("/corrections/").context["form"].fields["year"].choices
    this_year = datetime.now(UTC).year
    assert [value for value, _ in years[1:]] == [
        str(year) for year in range(this_year, 2023, -1)
    ]


@pytest.mark.parametrize("many", [1, 25])
def test_the_log_costs_the_same_however_long(client, django_assert_num_queries, many):
    claim = make_finding().claim
    for _ in range(many):
        corrected(make_finding(claim))
    with django_assert_num_queries(3):
        client.get("/corrections/")


def test_empty_lists_say_what_will_appear(client):
    assert "Nothing published yet" in text_of(client.get("/findings/"))
    assert "Nothing corrected yet" in text_of(client.get("/corrections/"))
    make_finding()
    assert "Nothing matches" in text_of(client.get("/findings/?q=zebra"))


def test_what_is_not_published_is_told_by_no_choice_count_or_word(client):
    make_finding()
    before = client.get("/findings/?q=secret").content
    row = make_published()
    Claim.objects.filter(pk=row.claim_id).update(
        normalized_text="secret", claimant="secret", tags=["secret"]
    )
    assert client.get("/findings/?q=secret").content == before
    assert not listed(client, claimant="secret")
    assert not listed(client, tag="secret")


def test_the_front_door_leads_readers_to_findings_and_people_to_their_desk(
    client, as_reviewer
):
    assert client.get("/")["Location"] == "/findings/"
    assert as_reviewer.get("/").status_code == 200
    assert 'href="/accounts/login/"' in client.get("/findings/").content.decode()
