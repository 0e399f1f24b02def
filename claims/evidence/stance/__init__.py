"""What a sentence says towards a claim. In: pairs of texts. Out: StanceScores.

STANCE_MODELS maps the first word of the setting ``STANCE_MODEL`` to the dotted path of
what makes the model of the rest: an object with ``method``, ``version`` and
``predict(pairs)`` (:class:`claims.evidence.base.StanceModel`).

A stance model orders and softens; it never makes a conflict
(:mod:`claims.evidence.stance.softening`).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from claims.evidence.base import StanceModel

STANCE_MODELS = {
    "lexical": "claims.evidence.stance.lexical.make",
    "onnx": "claims.evidence.stance.onnx_file.make",
    "openai": "claims.evidence.endpoint.make",
}
DEFAULT = "lexical"


class BadStanceModel(ValueError):
    """The setting names no model, or one that cannot be used; says why."""

    code = "bad_stance_model"


def load_stance(setting: str = DEFAULT, *, key: str = "") -> StanceModel:
    """Return the model that a setting names: a name, or a name, a colon and a place.

    ``key`` is the secret of an endpoint, if it wants one.

    Raises:
        BadStanceModel: no such model, or its files or address are not right.
    """
    name, _, place = setting.partition(":")
    if name not in STANCE_MODELS:
        known = ", ".join(sorted(STANCE_MODELS))
        raise BadStanceModel(f"There is no stance model {name!r}; there are {known}.")
    module, _, attribute = STANCE_MODELS[name].rpartition(".")
    make: Callable[[str, str], StanceModel] = getattr(import_module(module), attribute)
    return make(place, key)
