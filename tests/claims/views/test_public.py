"""What everyone reads comes from the frozen snapshot alone."""

from django.urls import reverse

from claims.models import Claim
from tests.factories import make_published


def test_a_finding_is_read_without_a_login(client, db):
    row = make_published()
    page = client.get(row.get_absolute_url())
    assert page.status_code == 200
    assert row.digest in page.content.decode()
    assert row.slug in client.get(reverse("published")).content.decode()


def test_later_edits_of_the_claim_do_not_show(client, db):
    row = make_published()
    Claim.objects.filter(pk=row.claim_id).update(normalized_text="Changed in secret")
    assert b"Changed in secret" not in client.get(row.get_absolute_url()).content


def test_each_version_has_its_page(client, db):
    row = make_published()
    url = reverse("finding_version", args=[row.slug, 1])
    assert client.get(url).status_code == 200
    assert client.get(reverse("finding_version", args=[row.slug, 9])).status_code == 404


def test_unknown_findings_do_not_exist(client, db):
    assert client.get(reverse("finding", args=["nothing-here"])).status_code == 404


def test_words_narrow_the_list(client, db):
    row = make_published()
    assert row.slug not in client.get("/findings/?q=zebra").content.decode()


def test_the_list_costs_the_same_however_long(
    client, db, django_assert_max_num_queries
):
    for _ in range(3):
        make_published()
    with django_assert_max_num_queries(3):
        client.get(reverse("published"))
