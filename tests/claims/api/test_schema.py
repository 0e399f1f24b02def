"""The description of the API is whole, valid, and true."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import jsonschema
import pytest
from django.core.management import call_command

from claims.api.fact_fields import KNOWN
from tests.factories import make_member, make_published, make_team
from tests.factories.findings import full_body, make_finding
from workbench.api_schema import OnceGenerator


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "schema.json"
    call_command(
        "spectacular",
        format="openapi-json",
        file=str(path),
        validate=True,
        fail_on_warn=True,
    )
    return json.loads(path.read_text())


def test_it_is_openapi_3_1_without_a_warning(schema):
    assert schema["openapi"].startswith("3.1")


WITHOUT_EFFECT = {"post /api/v1/match"}


def operations(schema):
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_operation_says_what_problems_it_answers_with(schema):
    for name, operation in operations(schema):
        content = operation["responses"]["default"]["content"]
        assert "application/problem+json" in content, name


def test_every_operation_of_the_desk_needs_a_key_or_session(schema):
    public = {n for n, o in operations(schema) if o.get("security") in (None, [{}], [])}
    assert public == {
        "get /api/v1/facts",
        "get /api/v1/facts/{record}",
        "get /api/v1/facts/{record}/versions",
        "get /api/v1/facts/{record}/proof",
        "get /api/v1/facts/{record}/claimreview",
        "get /api/v1/facts/{record}/annotations",
        "get /api/v1/exports",
        "get /api/v1/checkpoints",
        "get /api/v1/checkpoints/{number}",
        "get /api/v1/checkpoints/{number}/consistency",
        "get /api/v1/changes",
        "post /api/v1/match",
    }


def test_every_post_takes_an_idempotency_key(schema):
    for name, operation in operations(schema):
        if name.startswith("post ") and name not in WITHOUT_EFFECT:
            names = [p["name"] for p in operation.get("parameters", [])]
            assert "Idempotency-Key" in names, name


def test_every_body_of_fields_is_closed(schema):
    schemas = schema["components"]["schemas"]
    for name, operation in operations(schema):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            body = schemas[content["schema"]["$ref"].rpartition("/")[2]]
            for part in body.get("oneOf", [body]):
                part = (
                    schemas[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
                )
                assert part["additionalProperties"] is False, name


def test_what_needs_a_version_is_linked_with_the_version_that_was_answered(schema):
    answer = schema["paths"]["/api/v1/claims"]["post"]["responses"]["201"]
    assert answer["links"]["claims_edit"]["parameters"] == {
        "id": "$response.body#/id",
        "If-Match": "$response.header.ETag",
    }


def test_those_who_ask_first_at_the_same_time_get_one_description(monkeypatch):
    monkeypatch.setattr(OnceGenerator, "made", {})
    start = Barrier(4)

    def ask(_):
        start.wait()
        return OnceGenerator().get_schema(public=True)

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(ask, range(4))
    assert all(other is first for other in others)


@pytest.mark.django_db
def test_a_published_fact_is_as_described(schema, anonymous):
    publication = make_published()
    fact = anonymous.get(f"/api/v1/facts/{publication.record}").json()
    wanted = {
        "$ref": "#/components/schemas/FactOut",
        "components": schema["components"],
    }
    jsonschema.Draft202012Validator(wanted).validate(fact)
    described = schema["components"]["schemas"]["FactOut"]["properties"]
    assert set(fact) == set(described)
    claim = schema["components"]["schemas"]["FactClaim"]["properties"]
    assert set(fact["claim"]) == set(claim)


@pytest.mark.django_db
def test_each_field_alone_is_as_described(schema, anonymous):
    editor = make_member(make_team(), "editor")
    described = schema["paths"]["/api/v1/facts/{record}"]["get"]["responses"]["200"]
    wanted = {
        **described["content"]["application/json"]["schema"],
        "components": schema["components"],
    }
    check = jsonschema.Draft202012Validator(wanted)
    for finding in (make_published(), make_finding(by=editor, **full_body())):
        for name in sorted(KNOWN):
            answer = anonymous.get(f"/api/v1/facts/{finding.record}?fields={name}")
            assert answer.status_code == 200, name
            check.validate(answer.json())


@pytest.mark.django_db
def test_schema_and_docs_are_public(client, anonymous):
    assert anonymous.get("/api/v1/schema/").status_code == 200
    page = client.get("/api/v1/docs/")
    assert page.status_code == 200
    nonce = page["Content-Security-Policy"].split("'nonce-", 1)[1].split("'", 1)[0]
    assert f'nonce="{nonce}"'.encode() in page.content
