from __future__ import annotations

import pytest
from django.utils.translation import override

from sources.labels import in_sentence


@pytest.mark.parametrize(
    ("language", "label", "noun", "said"),
    [
        ("en", "In review", False, "in review"),
        ("en", "Second Reader", True, "second reader"),
        ("de", "In Prüfung", False, "in Prüfung"),
        ("de", "Vorgeschlagen", False, "vorgeschlagen"),
        ("de", "Redakteur/in", True, "Redakteur/in"),
        ("fr", "Rédacteur", True, "rédacteur"),
        ("de", "", False, ""),
    ],
)
def test_a_label_inside_a_sentence(
    language: str, label: str, noun: bool, said: str
) -> None:
    with override(language):
        assert in_sentence(label, noun=noun) == said
