from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from rest_framework import exceptions
from rest_framework.test import APIClient, APIRequestFactory

from claims.errors import ClaimsError, GuardFailed, StaleClaim
from sources.errors import SourcesError
from tests.factories import make_key
from workbench.api import problem_handler
from workbench.api_schema import PROBLEM
from workbench.errors import STATUS_BY_CODE
from workbench.problem_pages import PAGES

requests = APIRequestFactory()


def answered(error: Exception, **headers: str) -> Any:
    request = requests.get("/api/v1/x", headers=headers)
    return problem_handler(error, {"request": request, "view": None})


def valid(response: Any) -> dict[str, Any]:
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    jsonschema.validate(body, PROBLEM)
    assert body["status"] == response.status_code
    return body


ERRORS = [
    (exceptions.NotAuthenticated(), 401, "not_authenticated"),
    (exceptions.PermissionDenied(), 403, "not_allowed"),
    (exceptions.NotFound(), 404, "not_found"),
    (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
    (exceptions.NotAcceptable(), 406, "not_acceptable"),
    (exceptions.UnsupportedMediaType("text/csv"), 415, "unsupported_media_type"),
    (exceptions.Throttled(wait=7), 429, "throttled"),
    (exceptions.ParseError(), 400, "parse_error"),
    (exceptions.ValidationError({"a": ["bad"]}), 422, "invalid"),
    (RequestDataTooBig(), 413, "too_large"),
    (SuspiciousOperation(), 400, "bad_request"),
    (OperationalError("secret host"), 503, "unavailable"),
    (RuntimeError("secret detail"), 500, "internal_error"),
    (GuardFailed("No.", failed=["x"]), 422, "guard_failed"),
    (StaleClaim("Changed.", current=3), 409, "stale_claim"),
    (SourcesError("Long.", code="too_large"), 413, "too_large"),
]


@pytest.mark.parametrize(("error", "status", "code"), ERRORS)
def test_every_error_is_a_valid_problem(error, status, code):
    body = valid(answered(error))
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"].endswith(f"/problems/{code}/")
    assert "secret" not in json.dumps(body)


def test_a_stale_claim_is_a_failed_precondition_when_one_was_sent():
    response = answered(StaleClaim("Changed.", current=3), **{"If-Match": '"2"'})
    body = valid(response)
    assert body["status"] == 412
    assert body["extra"] == {"current": 3}


def test_headers_say_when_to_come_back():
    assert answered(exceptions.Throttled(wait=7))["Retry-After"] == "7"
    assert "Retry-After" in answered(OperationalError())


def test_faults_are_pointed_to_through_lists_and_odd_names():
    error = exceptions.ValidationError(
        {"rows": [{}, {"a/b~c": ["bad"]}], "non_field_errors": ["both"]}
    )
    body = valid(answered(error))
    assert [e["pointer"] for e in body["errors"]] == ["#/rows/1/a~1b~0c", "#"]


def subclasses(kind: type) -> set[type]:
    return {kind}.union(*(subclasses(k) for k in kind.__subclasses__()))


def test_every_code_has_its_page():
    ours = {k.code for k in subclasses(ClaimsError)}
    ours |= {k.default_code for k in subclasses(SourcesError)}
    ours |= set(STATUS_BY_CODE)
    assert ours - set(PAGES) == set()


@pytest.mark.django_db
class TestOverHttp:
    @pytest.fixture
    def api(self, reviewer):
        key = make_key(reviewer, ["desk:read", "claims:write"])
        return APIClient(headers={"Authorization": f"Bearer {key}"})

    def test_without_a_key_the_challenge_is_told(self, client):
        response = client.get("/api/v1/claims")
        assert valid(response)["status"] == 401
        assert response["WWW-Authenticate"].startswith("Bearer")

    def test_a_wrong_key_is_refused(self, client):
        headers = {"Authorization": "Bearer cor_aaaaaaaa_bbbb"}
        response = client.get("/api/v1/claims", headers=headers)
        assert valid(response)["code"] == "authentication_failed"

    @pytest.mark.parametrize(
        "path", ["/api/v1/nothing", "/api/v1/", "/api/v7/x", "/api/"]
    )
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_addresses_that_match_nothing(self, client, path, method):
        assert valid(getattr(client, method)(path))["status"] == 404

    def test_methods_that_are_not_known(self, api):
        response = api.delete("/api/v1/claims")
        assert valid(response)["status"] == 405
        assert "GET" in response["Allow"]

    def test_bodies_that_are_no_json(self, api):
        response = api.post("/api/v1/claims", b"{", content_type="application/json")
        assert valid(response)["code"] == "parse_error"

    def test_bodies_of_an_unknown_type(self, api):
        response = api.post("/api/v1/claims", b"a,b", content_type="text/csv")
        assert valid(response)["status"] == 415

    def test_types_that_cannot_be_made(self, api):
        response = api.get("/api/v1/claims", headers={"Accept": "image/png"})
        assert valid(response)["status"] == 406

    def test_problems_do_not_follow_accept(self, api):
        headers = {"Accept": "application/vnd.oai.openapi"}
        response = api.get("/api/v1/claims", headers=headers)
        assert valid(response)["status"] == 406

    def test_a_host_that_is_not_ours(self, client, settings):
        settings.ALLOWED_HOSTS = ["checks.example.org"]
        response = client.get("/api/v1/facts", headers={"Host": "evil.example"})
        assert valid(response)["code"] == "bad_request"
        page = client.get("/problems/", headers={"Host": "evil.example"})
        assert page.status_code == 400
        assert page["Content-Type"].startswith("text/html")

    def test_what_breaks_unexpectedly_tells_only_its_id(self, api, monkeypatch):
        def broken(*_: Any, **__: Any) -> None:
            raise RuntimeError("secret detail")

        monkeypatch.setattr("claims.api.claims.narrowed", broken)
        response = api.get("/api/v1/claims")
        body = valid(response)
        assert body["status"] == 500
        assert body["request_id"]
        assert b"secret" not in response.content

    @pytest.mark.parametrize("code", sorted(PAGES))
    def test_the_page_of_each_code_is_public(self, client, code):
        page = client.get(f"/problems/{code}/")
        assert page.status_code == 200
        assert code.encode() in page.content

    def test_the_index_lists_them(self, client):
        assert b"stale_claim" in client.get("/problems/").content

    def test_an_unknown_code_has_no_page(self, client):
        assert client.get("/problems/nonsense/").status_code == 404
