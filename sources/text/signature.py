"""Near-duplicate signatures: MinHash over word shingles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

#: 128 permutations estimate a Jaccard likeness to about 0.09 (one over root of 128).
PERMUTATIONS = 128
SENTENCE_PERMUTATIONS = 64
SHINGLE, SENTENCE_SHINGLE = 3, 2
#: Documents at least so alike are one text in two versions.
NEAR = 0.7
BAND_BYTES = 16  # four values of the signature
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


def near_duplicates(
    signatures: Mapping[str, bytes], *, least: float = NEAR
) -> tuple[tuple[str, str, float], ...]:
    """Return the pairs of documents whose similarity is at least ``least``, in order.

    Only those that share a band of their signature are compared: with 32 bands of 4,
    of pairs at 0.7 one in six thousand is missed, and of pairs at 0.8 five in a
    hundred million (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
    """
    shelves: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for key, signature in sorted(signatures.items()):
        for number in range(0, len(signature), BAND_BYTES):
            shelf = shelves[number, signature[number : number + BAND_BYTES]]
            pairs.update((other, key) for other in shelf)
            shelf.append(key)
    rated = (
        (one, other, similarity(signatures[one], signatures[other]))
        for one, other in sorted(pairs)
    )
    return tuple(pair for pair in rated if pair[2] >= least)


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
