# Everything here needs only make and a Python 3.11, 3.12 or 3.13.
# Variables: PORT, DATA_DIR, DATABASE_URL, REDIS_URL, PYTHON; see README.md.
.DEFAULT_GOAL := demo
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-annotate --quiet

# What a real deployment sets; `check --deploy` must have nothing to say about it.
PRODUCTION := HTTPS=true PUBLIC_URL=https://facts.example ALLOWED_HOSTS=facts.example \
	SECRET_KEY=only-for-checking-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ \
	DATABASE_URL=postgresql://app@database.invalid/corroborate \
	REDIS_URL=redis://broker.invalid:6379/0

.PHONY: demo up test bench fuzz quality audit check lock doctor messages screens client venv

demo: venv
	$(MANAGE) demo

up: venv
	$(MANAGE) up

doctor: venv
	$(MANAGE) doctor

test: venv
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

bench: venv
	$(MANAGE) bench
	$(MANAGE) bench_search
	$(MANAGE) bench_desk
	$(MANAGE) bench_facts

fuzz: venv
	$(BIN)/python -m tests.api_fuzz

quality: venv
	$(BIN)/python -m tests.quality $(ARGS)

# Needs Node 20.17 or newer; nothing else here does.
audit: venv
	cd audit && npm ci --silent
	$(BIN)/python scripts/audit.py $(ARGS)

check: venv
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

screens: venv
	$(BIN)/python scripts/screens.py

client: venv
	$(BIN)/python scripts/make_client.py

messages: venv
	$(BIN)/python scripts/messages.py

lock: venv
	cd requirements && ../$(LOCK) bootstrap.in -o bootstrap.txt
	cd requirements && ../$(LOCK) base.in -o base.txt
	cd requirements && ../$(LOCK) dev.in -o dev.txt
	cd requirements && ../$(LOCK) --excludes train.exclude train.in -o train.txt

venv:
	@scripts/bootstrap.sh
