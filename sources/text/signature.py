"""Near-duplicate signatures: MinHash over word shingles."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: 128 permutations estimate a Jaccard likeness to about 0.09 (one over root of 128).
PERMUTATIONS = 128
SENTENCE_PERMUTATIONS = 64
SHINGLE, SENTENCE_SHINGLE = 3, 2
_SEED = 1
_WORD = re.compile(r"\w+")


def signature_of(reading_text: str) -> bytes:
    """Return a document's signature, 512 bytes; empty for a text without words."""
    return _signature(reading_text, SHINGLE, PERMUTATIONS)


def sentence_signatures(sentences: Sequence[str]) -> tuple[bytes, ...]:
    """Return a signature of 256 bytes per sentence, in order."""
    return tuple(
        _signature(words, SENTENCE_SHINGLE, SENTENCE_PERMUTATIONS)
        for words in sentences
    )


def similarity(one: bytes, other: bytes) -> float:
    """Estimate the share of common shingles in [0, 1]; 0 when either is empty.

    ValueError when one signature is a document's and the other a sentence's.
    """
    if not one or not other:
        return 0.0
    if len(one) != len(other):
        raise ValueError("signatures of different kinds cannot be compared")
    import numpy as np

    left, right = (np.frombuffer(raw, dtype="<u4") for raw in (one, other))
    return float((left == right).mean())


def _signature(text: str, shingle: int, permutations: int) -> bytes:
    words = _WORD.findall(text.casefold())
    if not words:
        return b""
    from datasketch import MinHash

    size = min(shingle, len(words))
    shingles = {
        " ".join(words[index : index + size]).encode()
        for index in range(len(words) - size + 1)
    }
    made = MinHash(num_perm=permutations, seed=_SEED, scheme="affine32")
    made.update_batch(sorted(shingles))
    return bytes(made.hashvalues.astype("<u4").tobytes())
