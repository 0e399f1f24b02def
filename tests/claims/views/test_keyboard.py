"""The table of keys and the pages agree."""

import re
from pathlib import Path

from django.conf import settings

from claims.views.keyboard import KEYS


def test_no_lone_key_publishes_and_space_is_free():
    for key in KEYS:
        assert key.keys != " "
        assert "publish" not in key.does
        assert "delete" not in key.does


def test_what_keys_press_is_on_some_page():
    pages = (settings.BASE_DIR / "templates").rglob("*.html")
    there = set()
    for page in pages:
        for names in re.findall(r'data-key="([^"{]+)"', Path(page).read_text()):
            there.update(names.split())
    folder = settings.BASE_DIR / "claims" / "forms"
    forms = "".join(page.read_text() for page in folder.glob("*.py"))
    for names in re.findall(r'"data-key": "([^"]+)"', forms):
        there.update(names.split())
    wanted = {k.does[6:] for k in KEYS if k.does.startswith("press:")}
    assert wanted <= there
