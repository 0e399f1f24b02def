"""Every operation of the API shows what to send and what comes back, as described."""

from __future__ import annotations

import jsonschema
import pytest
from drf_spectacular.generators import SchemaGenerator

from workbench.api_examples import answer_of, content_of

SCHEMA = SchemaGenerator().get_schema(request=None, public=True)
OPERATIONS = {
    operation["operationId"]: operation
    for methods in SCHEMA["paths"].values()
    for operation in methods.values()
}


def values_of(content):
    return [one["value"] for one in content.get("examples", {}).values()]


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_has_examples_that_hold(name):
    operation = OPERATIONS[name]
    for content in (content_of(operation.get("requestBody")), answer_of(operation)):
        if content is None:
            continue
        values = values_of(content)
        assert values, "no example"
        schema = {**content["schema"], "components": SCHEMA["components"]}
        for value in values:
            jsonschema.Draft202012Validator(schema).validate(value)
