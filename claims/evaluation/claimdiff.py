"""What one outlet's claim does to another's on the same event: does it lend it weight,
or take some away?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from claims.evaluation import Item
from claims.evidence.compare.bearing import CONFLICTS, bearing
from claims.evidence.compare.sentences import Told, read_told
from claims.evidence.stance.lines import line_vector

STRENGTHEN, WEAKEN = "strengthen", "weaken"
# Cosine from which two claims on one event are taken to speak of one thing in it.
ONE_MATTER = 0.3
# Words by which a reporter sets one thing told against another.
_DOUBT = re.compile(
    r"\b(?:but|yet|however|although|though|despite|rather|instead|den(?:y|ie[sd])|"
    r"reject\w*|dismiss\w*|disput\w*|refus\w*|contradict\w*|critici\w*|oppos\w*|"
    r"insist\w*|doubt\w*|unclear|question(?:s|ed)|downplay\w*|lack\w*|failed|false|"
    r"blam\w*|accus\w*)\b",
    re.I,
)


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``label``, 1 or 0, and ``score`` in [0, 1], for what ``field`` asks.

    Two claims on one matter strengthen each other as long as nothing in them conflicts.
    What conflicts weakens, and so does a doubt that only one of the two tells.
    """
    for item in items:
        one, two = (str(item[f"claim_{end}"]) for end in "ab")
        found = bearing(read_told(Told(one)), read_told(Told(two)))
        near = max(0.0, float(line_vector(one) @ line_vector(two)))
        against = found.label in CONFLICTS
        doubted = bool(_DOUBT.search(one)) != bool(_DOUBT.search(two))
        if item.get("field", STRENGTHEN) == WEAKEN:
            label = against or doubted
            score = (against + doubted + near) / 3
        else:
            label = near >= ONE_MATTER and not against
            score = near * (0.5 if against else 1.0)
        yield {"id": item["id"], "label": int(label), "score": round(score, 3)}
