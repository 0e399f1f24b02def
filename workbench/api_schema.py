"""What the description of the API (OpenAPI 3.1) says beyond views and serializers."""

from __future__ import annotations

from threading import Lock
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView

PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `type` leads to a page that says what to do.",
    "required": ["type", "title", "status", "detail", "code", "instance", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Stable; act on this."},
        "instance": {"type": "string"},
        "request_id": {"type": ["string", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "JSON Pointer into the body.",
                    },
                    "parameter": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
        "extra": {"type": "object", "additionalProperties": True},
    },
    "additionalProperties": False,
}
WORDS = {
    "304": "What you have is current.",
    "400": "A parameter or the body cannot be read.",
    "401": "No key, or none that is valid.",
    "403": "The key's scope or the owner's role does not permit it.",
    "404": "There is no such thing, or not for you.",
    "409": "It is not in a state that permits this.",
    "412": "Someone changed it after you read it.",
    "415": "Bodies of this media type are not read here.",
    "422": "The body was read, yet cannot be acted on.",
    "428": "If-Match is missing.",
    "default": "Any other problem.",
}


# What a group of operations is about; one without words has its name alone.
GROUPS = {
    "facts": "What was published: frozen records, their versions and what changed.",
    "claims": "The desk's claims, their evidence, verdicts and moves.",
    "triage": "What was found in documents and waits for a decision.",
    "work": "Who does what, until when.",
    "documents": "What was said, where: texts, and adding more.",
    "jobs": "Units of work of the machine.",
    "stories": "What documents and claims belong to.",
}


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "workbench.accounts.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "An API key, `cor_…`, with the scope of the operation.",
        }


class OnceGenerator(SchemaGenerator):
    """Makes the description once for each language, one thread at a time.

    It is the same for everybody and takes seconds; and the first run of drf-spectacular
    does not bear a second one beside it.
    """

    made: dict[str | None, dict[str, Any]] = {}
    lock = Lock()

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        language = get_language()
        with self.lock:
            if language not in self.made:
                self.made[language] = super().get_schema(request, public)
            return self.made[language]


class SchemaView(SpectacularAPIView):
    """The description of this API, as YAML or JSON."""

    generator_class = OnceGenerator


def add_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Postprocessing hook: every operation names the problems it may answer with."""
    schemas = result["components"].setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    close_inputs(schemas, result["paths"])
    allow_parts(schemas, result["paths"])
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            for status in statuses(path, method, operation):
                operation["responses"].setdefault(status, response(status))
    return result


# What an answer leads to: operation → what to call with which part of it. What takes
# an If-Match takes the answer's ETag, where that has one.
ID, FIRST = "$response.body#/id", "$response.body#/results/0/id"
LINKS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "facts_list": (
        "200",
        {
            "facts_get": ("record", FIRST),
            "facts_versions": ("record", FIRST),
            "facts_proof": ("record", FIRST),
            "facts_claimreview": ("record", FIRST),
            "facts_annotations": ("record", FIRST),
        },
    ),
    "stories_add": (
        "201",
        {"documents_list": ("story", ID), "claims_list": ("story", ID)},
    ),
    "documents_add": (
        "202",
        {
            "documents_get": ("id", "$response.body#/document/id"),
            "jobs_get": ("id", "$response.body#/job/id"),
        },
    ),
    "documents_list": ("200", {"documents_get": ("id", FIRST)}),
    "jobs_list": ("200", {"jobs_get": ("id", FIRST), "jobs_retry": ("id", FIRST)}),
    "groups_list": ("200", {"groups_get": ("id", FIRST), "groups_act": ("id", FIRST)}),
    "questions_list": ("200", {"questions_get": ("id", FIRST)}),
    "claims_list": ("200", {"claims_get": ("id", FIRST)}),
    "claims_get": (
        "200",
        {
            "claims_edit": ("id", ID),
            "claims_act": ("id", ID),
            "claims_propose": ("id", ID),
        },
    ),
    "claims_add": (
        "201",
        {
            "claims_get": ("id", ID),
            "claims_edit": ("id", ID),
            "claims_act": ("id", ID),
            "claims_propose": ("id", ID),
            "claims_blind": ("id", ID),
            "claims_merge": ("id", ID),
            "claims_events": ("id", ID),
            "evidence_add": ("id", ID),
            "comments_list": ("claim", ID),
        },
    ),
    "evidence_add": (
        "201",
        {"evidence_confirm": ("id", ID), "evidence_reject": ("id", ID)},
    ),
    "assignments_add": ("201", {"assignments_act": ("id", ID)}),
    "assignments_list": ("200", {"assignments_act": ("id", FIRST)}),
    "webhooks_add": (
        "201",
        {
            "webhooks_get": ("id", ID),
            "webhooks_change": ("id", ID),
            "webhooks_act": ("id", ID),
            "webhooks_deliveries": ("id", ID),
            "webhooks_secret": ("id", ID),
            "webhooks_remove": ("id", ID),
        },
    ),
    "comments_add": (
        "201",
        {
            "comments_get": ("id", ID),
            "comments_edit": ("id", ID),
            "comments_delete": ("id", ID),
        },
    ),
}


def add_links(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Postprocessing hook: answers say what they lead to."""
    operations = {
        operation["operationId"]: operation
        for methods in result["paths"].values()
        for operation in methods.values()
    }
    for source, (status, targets) in LINKS.items():
        answer = operations[source]["responses"][status]
        answer["links"] = {
            target: link(operations[target], name, value, answer)
            for target, (name, value) in targets.items()
        }
    return result


def link(target: Any, name: str, value: str, answer: Any) -> dict[str, Any]:
    parameters = {name: value}
    taken = {parameter["name"] for parameter in target.get("parameters", ())}
    if "If-Match" in taken and "ETag" in answer.get("headers", ()):
        parameters["If-Match"] = "$response.header.ETag"
    return {"operationId": target["operationId"], "parameters": parameters}


def describe_groups(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Postprocessing hook: every group that an operation names is described."""
    used = {
        tag
        for methods in result["paths"].values()
        for operation in methods.values()
        for tag in operation.get("tags", ())
    }
    result["tags"] = [
        {"name": name, "description": GROUPS.get(name, name.capitalize())}
        for name in sorted(used)
    ]
    return result


def close_inputs(schemas: dict[str, Any], paths: dict[str, Any]) -> None:
    """Say of every input that it takes nothing beyond its fields (sources.strict)."""
    bodies = {
        content["schema"].get("$ref", "").rpartition("/")[2]
        for methods in paths.values()
        for operation in methods.values()
        for content in operation.get("requestBody", {}).get("content", {}).values()
    }
    for name, schema in schemas.items():
        taken_in = name in bodies or name.endswith("In")
        if taken_in and schema.get("type") == "object":
            schema["additionalProperties"] = False


# What of a record `fields` takes apart.
PARTS = ("FactClaim", "FactRating", "FactOrigins", "FactReply", "FactAbout")


def allow_parts(schemas: dict[str, Any], paths: dict[str, Any]) -> None:
    """Say that records may be sent in part (``fields``), in lists and alone."""
    part = {**schemas["FactOut"], "required": ["id", "version"]}
    part["description"] = "Of a finding what `fields` asked for."
    for name in PARTS:
        schemas[f"{name}Part"] = {**schemas[name], "required": []}
    schemas["FactPart"] = replaced(part)
    either = {"anyOf": [reference("FactOut"), reference("FactPart")]}
    schemas["FactPage"]["properties"]["results"]["items"] = either
    one = paths["/api/v1/facts/{record}"]["get"]["responses"]["200"]
    one["content"]["application/json"]["schema"] = either


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def replaced(value: Any) -> Any:
    """Return a record's schema whose parts may be partial, too."""
    if isinstance(value, list):
        return [replaced(one) for one in value]
    if not isinstance(value, dict):
        return value
    named = value.get("$ref", "").rpartition("/")[2] if "$ref" in value else ""
    if named in PARTS:
        return reference(f"{named}Part")
    return {name: replaced(one) for name, one in value.items()}


def response(status: str) -> dict[str, Any]:
    if status == "304":
        return {"description": WORDS[status]}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": WORDS[status],
        "content": {"application/problem+json": {"schema": schema}},
    }


def statuses(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    found = ["400", "default"]
    if operation.get("security", [{}]) != [{}]:
        found += ["401", "403"]
    elif method == "get" and "/facts" in path:
        found.append("304")
    if "{" in path:
        found.append("404")
    if method != "get":
        found += ["409", "422"]
    if "requestBody" in operation:
        found.append("415")
    matches = [p for p in operation.get("parameters", []) if p["name"] == "If-Match"]
    if matches:
        found.append("412")
        if matches[0].get("required"):
            found.append("428")
    return found
