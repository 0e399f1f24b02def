"""In: items of an outside data set, their gold fields already dropped. Out: what the
shipped methods say of them, in the shape the set's scorer reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

Item = Mapping[str, Any]


class Predict(Protocol):
    """``items`` hold the task's fields alone; one answer each, in the same order.

    A task with a corpus is given its entries, stripped likewise, after the items. One
    with bodies has the text of the body that an item names in its ``evidence``.
    """

    def __call__(
        self, items: Sequence[Item], /, *corpus: Sequence[Item]
    ) -> Iterator[dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Fields:
    """What a method may see of an object beside its id.

    ``required`` fields must be there; ``optional`` ones are passed on where they are.
    Everything else, the gold above all, is dropped before the method is called.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def strip(self, item: Item) -> dict[str, Any]:
        """Return the fields that may be seen.

        Raises KeyError with the name of a required field that is missing.
        """
        seen = {"id": item["id"]} | {name: item[name] for name in self.required}
        return seen | {name: item[name] for name in self.optional if name in item}


@dataclass(frozen=True, slots=True)
class Task:
    """Where a method stands, and what it may see of an item and of the corpus.

    Where ``bodies`` is set, an item may name an object of a second file by ``body``
    instead of bringing ``evidence``. ``asked`` are options that every item is given.
    """

    path: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    corpus: Fields | None = None
    bodies: Fields | None = None
    asked: tuple[str, ...] = ()

    def strip(self, item: Item) -> dict[str, Any]:
        """Return the item's fields that may be seen, as :meth:`Fields.strip`."""
        required = self.required
        if self.bodies and "evidence" not in item:
            required = tuple("body" if f == "evidence" else f for f in required)
        return Fields(required, self.optional).strip(item)

    def load(self) -> Predict:
        module, _, attribute = self.path.rpartition(".")
        predict: Predict = getattr(import_module(module), attribute)
        return predict


def with_bodies(items: Sequence[Item], bodies: Sequence[Item]) -> list[Item]:
    """Return the items with the text of the body they name as their evidence.

    Raises KeyError for a body that is not there.
    """
    texts = {body["id"]: str(body["text"]) for body in bodies}
    return [
        item if "evidence" in item else {**item, "evidence": texts[item["body"]]}
        for item in items
    ]


TASKS = {
    "evidence": Task("claims.evaluation.evidence.predict", ("claim", "evidence")),
    "stance": Task(
        "claims.evaluation.stance.predict",
        ("claim", "evidence"),
        bodies=Fields(("text",)),
        asked=("labels",),
    ),
    "claimdiff": Task(
        "claims.evaluation.claimdiff.predict",
        ("claim_a", "claim_b"),
        asked=("field",),
    ),
    "checkworthy": Task("claims.evaluation.checkworthy.predict", ("text",)),
    "checkable": Task("claims.evaluation.checkworthy.predict_checkable", ("text",)),
    "quote": Task("claims.evaluation.quote.predict", ("text",)),
    "tags": Task("claims.evaluation.tags.predict", ("tokens",)),
    "normalise": Task(
        "claims.evaluation.normalise.predict", ("text",), ("reference", "group")
    ),
    "retrieve": Task(
        "claims.evaluation.retrieve.predict",
        ("text",),
        ("doc",),
        corpus=Fields(("claim",), ("title", "subtitle", "speaker", "date", "text")),
    ),
}
