"""Requests no honest client sends: each is told what is wrong, nothing breaks."""

from __future__ import annotations

import json

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from django.urls import reverse
from rest_framework.test import APIClient

from tests.factories import make_group, make_key
from workbench.problems import failed
from workbench.wsgi import without_odd_charsets

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


@pytest.fixture
def api(editor):
    key = make_key(editor, ["desk:read", "claims:write"])
    return APIClient(headers={"Authorization": f"Bearer {key}"})


ODD = ["base64", "hex", "rot13", "undefined", "utf-7", "none-such", "a\x00b", ""]
USUAL = ["utf-8", "UTF8", "latin-1", "windows-1252"]


@pytest.mark.parametrize("charset", ODD + USUAL)
def test_no_charset_breaks_a_request(charset):
    seen = {}
    content = f"multipart/form-data; boundary=x; charset={charset}"
    environ = RequestFactory().post("/", b"", content_type="a/b").environ
    environ |= {"CONTENT_TYPE": content, "QUERY_STRING": "q=%C3%A4"}

    def application(environ, start_response):
        request = WSGIRequest(environ)
        seen.update(q=request.GET["q"], boundary=request.content_params["boundary"])
        return []

    without_odd_charsets(application)(environ, None)
    kept = charset in USUAL[2:]
    assert seen["q"] == ("Ã¤" if kept else "ä")
    assert seen["boundary"] == "x"


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000])
def test_deeply_nested_json_is_no_failure_of_ours(api, body):
    response = api.post("/api/v1/claims", body, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)
    assert response.json()["code"] == "parse_error"


def test_half_characters_are_told_as_any_other_bad_value(api):
    body = json.dumps({"level": "\ud800", "\udfff": 1})
    response = api.post("/api/v1/claims", body, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (422, PROBLEM)
    assert response.json()["code"] == "invalid"


def test_what_breaks_outside_of_views_is_a_problem_below_the_api():
    response = failed(RequestFactory().get("/api/v1/claims"))
    assert (response.status_code, response["Content-Type"]) == (500, PROBLEM)
    page = failed(RequestFactory().get("/claims/"))
    assert page["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", ["sources", "published", "claims", "triage"])
def test_a_page_whose_address_holds_nul_is_refused(client, editor, name):
    client.force_login(editor)
    for query in ("q=a%00b", "a%00b=q"):
        assert client.get(f"{reverse(name)}?{query}").status_code == 400


def test_what_can_be_no_id_is_not_found(client, editor, story):
    client.force_login(editor)
    roles = reverse("role_add", args=[story.team.pk])
    assert client.post(roles, {"person": "x", "role": "editor"}).status_code == 404
    attach = reverse("group_decide", args=[make_group(story=story).pk, "attach"])
    assert client.post(attach, {"claim": "x"}).status_code == 404
