"""What a sentence says towards a claim. In: pairs of texts. Out: StanceScores.

STANCE_MODELS maps a name to the dotted path of a class with ``method``, ``version`` and
``predict(pairs)`` (:class:`claims.evidence.base.StanceModel`).
"""

from __future__ import annotations

from importlib import import_module

from claims.evidence.base import StanceModel

STANCE_MODELS = {"lexical": "claims.evidence.stance.lexical.LexicalStance"}
DEFAULT = "lexical"


def load_stance(name: str = DEFAULT) -> StanceModel:
    """Return a stance model. Raises KeyError for a name that is not in the table."""
    module, kind = STANCE_MODELS[name].rsplit(".", 1)
    found: StanceModel = getattr(import_module(module), kind)()
    return found
