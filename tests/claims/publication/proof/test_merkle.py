"""RFC 6962 by its own words: roots by recursion, proofs that lead back to them."""

from __future__ import annotations

import hashlib

import pytest

from claims.publication.proof.merkle import (
    EMPTY,
    Peaks,
    consistency,
    fold,
    inclusion,
    last_leaf,
    leaf_hash,
    node_hash,
    parts,
    roots,
)
from clients.verify.verify_finding import is_consistent, root_of_path

SIZES = [*range(34), 63, 64, 65, 100]


def leaf(number):
    return leaf_hash(str(number).encode())


def plain_root(leaves):
    """MTH of section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(plain_root(leaves[:half]), plain_root(leaves[half:]))


def finder(size):
    def find(nodes):
        return {
            (level, at): plain_root(
                [leaf(n) for n in range(at << level, (at + 1) << level)]
            )
            for level, at in nodes
        }

    return find


@pytest.mark.parametrize("size", SIZES)
def test_a_growing_tree_has_the_root_of_the_standard(size):
    peaks = Peaks()
    for number in range(size):
        peaks.append(leaf(number))
    assert peaks.root() == plain_root([leaf(n) for n in range(size)])
    assert fold([finder(size)([n])[n] for n in parts((0, size))]) == peaks.root()


def test_an_empty_tree_has_a_root():
    assert Peaks().root() == EMPTY == hashlib.sha256(b"").digest()


def test_a_subtree_is_kept_with_its_last_leaf():
    peaks = Peaks()
    kept = [peaks.append(leaf(number)) for number in range(64)]
    for level in range(7):
        for at in range(64 >> level):
            node = (level, at)
            assert kept[last_leaf(node)][level] == finder(64)([node])[node]


@pytest.mark.parametrize("size", [s for s in SIZES if s])
def test_each_leaf_proves_that_it_is_in_the_tree(size):
    root = plain_root([leaf(n) for n in range(size)])
    for index in range(size):
        path = roots(inclusion(index, size), finder(size))
        assert root_of_path(leaf(index), index, size, path) == root
        if path:
            assert root_of_path(leaf(index), index, size, path[:-1]) != root
            assert root_of_path(leaf(index + 1), index, size, path) != root


@pytest.mark.parametrize("size", [s for s in SIZES if s])
def test_a_tree_proves_that_it_only_grew(size):
    root = plain_root([leaf(n) for n in range(size)])
    for old in range(1, size + 1):
        earlier = plain_root([leaf(n) for n in range(old)])
        path = roots(consistency(old, size), finder(size))
        assert is_consistent(old, earlier, size, root, path)
        other = plain_root([leaf(n + 1) for n in range(old)])
        assert not is_consistent(old, other, size, root, path)
