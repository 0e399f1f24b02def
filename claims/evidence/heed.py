"""A site's own stance model, heard about what rules found in a story.

In: relations, the words of their ends. Out: the relations, some with another score or
softened to a partial conflict (:mod:`claims.evidence.stance.softening`). The shipped
``lexical`` model says nothing that rules did not weigh, and is not asked.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from django.conf import settings

from claims.evidence.base import FoundRelation, Reason, StanceModel
from claims.evidence.endpoint import StanceUnavailable
from claims.evidence.stance import DEFAULT, load_stance
from claims.evidence.stance.softening import DOUBTS, agreement, soften

logger = logging.getLogger(__name__)

HEARD = 200  # relations that one job asks about: an endpoint may take a second for each
CONFLICTS = ("contradicts", "partially_contradicts")
_SENT_AWAY = "openai:"


def heed(
    relations: Sequence[FoundRelation], words: Mapping[str, str], *, secret: bool
) -> list[FoundRelation]:
    """Return the relations, in their order, after the site's model was heard.

    ``words`` are those of the ends by key. What is ``secret`` is sent to no endpoint.
    An endpoint that gives no answer leaves all as rules found it, and is logged.

    Raises:
        BadStanceModel: the setting names a model that cannot be used.
    """
    setting = settings.STANCE_MODEL
    if setting == DEFAULT or (secret and setting.startswith(_SENT_AWAY)):
        return list(relations)
    asked = sorted(relations, key=_first)[:HEARD]
    model = _load(setting, settings.STANCE_MODEL_KEY)
    try:
        answers = model.predict([(words[one.a], words[one.b]) for one in asked])
    except StanceUnavailable:
        logger.warning("stance model gave no answer: relations stay as rules made them")
        return list(relations)
    heard = {}
    for one, scores in zip(asked, answers, strict=True):
        label, score = soften(one.label, one.score, scores, known=one.event_known)
        reasons = one.reasons
        if scores and one.label in CONFLICTS and agreement(label, scores) < DOUBTS:
            told = f"{model.method} does not see this conflict"
            reasons = (*reasons, Reason(code="model", words=told))
        heard[one.a, one.b] = replace(
            one, label=label, score=round(score, 3), reasons=reasons
        )
    return [heard.get((one.a, one.b), one) for one in relations]


def _first(one: FoundRelation) -> tuple[bool, float, str, str]:
    """Conflicts are asked about first, then what lies nearest to each other."""
    return one.label not in CONFLICTS, -one.score, one.a, one.b


@lru_cache(maxsize=2)
def _load(setting: str, key: str) -> StanceModel:
    return load_stance(setting, key=key)
