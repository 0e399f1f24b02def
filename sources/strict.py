"""Input of programs, taken at its word: unknown fields and other types are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from rest_framework import serializers

Fault = dict[str, Any] | list[Any]

# JSON has types: "5" is no number and 1 is neither a word nor true. In this order, for
# some of these classes are made of others.
TYPES: tuple[tuple[tuple[type[serializers.Field], ...], tuple[type, ...], str], ...] = (
    ((serializers.BooleanField,), (bool,), "true or false"),
    ((serializers.IntegerField,), (int,), "a whole number"),
    ((serializers.FloatField,), (int, float), "a number"),
    (
        (
            serializers.CharField,
            serializers.UUIDField,
            serializers.DateField,
            serializers.DateTimeField,
            serializers.ChoiceField,
        ),
        (str,),
        "a string",
    ),
)


class Strict(serializers.Serializer):
    """Input that refuses what it does not know, so that a typing error is told."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and not isinstance(data, QueryDict | MultiValueDict):
            faults = dict(faults_of(self, data))
            if faults:
                raise serializers.ValidationError(faults, code="wrong_type")
        fields = super().to_internal_value(data)
        unknown = set(data) - set(self.fields)
        if unknown:
            raise serializers.ValidationError(
                {name: ["There is no such field."] for name in sorted(unknown)},
                code="unknown_field",
            )
        return fields


def faults_of(shape: Any, data: dict[str, Any]) -> Iterator[tuple[str, Fault]]:
    """Yield the fields whose values are of another type than theirs."""
    for name, field in shape.fields.items():
        if name in data and (fault := fault_of(field, data[name])):
            yield name, fault


def fault_of(field: Any, value: Any) -> Fault | None:
    """Return what is wrong with a value's type; its own serializer judges a part."""
    if value is None or isinstance(field, serializers.BaseSerializer):
        return None
    if isinstance(field, serializers.ListField):
        if not isinstance(value, list):
            return None  # the field itself says so
        faults = {
            index: fault
            for index, one in enumerate(value)
            if (fault := fault_of(field.child, one))
        }
        return faults or None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # JSON knows one kind of number: 3.0 is a whole one
    for classes, types, words in TYPES:
        if isinstance(field, classes):
            fits = isinstance(value, types) and not (
                isinstance(value, bool) and bool not in types
            )
            return None if fits else [f"This must be {words}."]
    return None
