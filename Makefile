# Every target sets itself up: `.venv` is built from the hashed pins, once for each change of a requirements file.

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
# How many processes that are: see tests/conftest.py.
PYTEST := $(BIN)/python -m pytest -n auto
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11

# What Python compiles is kept: each of the many processes that tests and the demonstration start would do it anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo setup test check docs proofs long large year bench bench-instructions screenshots pins clean

help:
	@echo "make demo         the whole story in a browser, without a token or an account"
	@echo "make setup        .venv with what the bot needs, to run it for real"
	@echo "make test         the tests, in minutes"
	@echo "make check        ruff, mypy, import-linter, and whether the documents are as the tables"
	@echo "make docs         what documents say of commands, buttons and dates, written from their tables"
	@echo "make proofs       the tests that take longer: every story on PostgreSQL, kills, a year"
	@echo "make long         the tests that take an hour or more: many kills, many presses, more years"
	@echo "make large        a hundred thousand cases on each database: what an act costs, beside an empty one"
	@echo "make year         a year of a network in a minute or two: what must never happen, counted"
	@echo "make bench        what an answer costs, beside what one would use instead"
	@echo "make bench-instructions  the same in instructions, which a busy machine does not change; needs valgrind"
	@echo "make screenshots  the pictures in docs/images/, from the demonstration in a browser"
	@echo "make pins         new hashed pins from pyproject.toml and benchmarks/requirements.in"
	@echo "make clean        remove .venv, .venv-bench and caches; data/ is kept"

demo: .venv/.runtime
	@$(BIN)/python -m bot demo

setup: .venv/.runtime

test: .venv/.dev
	@$(PYTEST)

check: .venv/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo 'Not formatted. To mend: $(BIN)/ruff format .'; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m tests.codebase.documents --check

docs: .venv/.dev
	@$(BIN)/python -m tests.codebase.documents

proofs: .venv/.dev
	@$(PYTEST) -m "proof and not long"

long: .venv/.dev
	@$(PYTEST) -m long --timeout 14400 -rP

large: .venv/.dev
	@$(BIN)/python -m tests.large

year: .venv/.dev
	@$(BIN)/python -m tests.year

bench: .venv/.dev .venv-bench/.peers
	@$(BIN)/python -m benchmarks

bench-instructions: .venv/.dev .venv-bench/.peers
	@$(BIN)/python -m benchmarks --instructions

screenshots: .venv/.dev
	@REQUIRE_BROWSER=1 SCREENSHOTS=docs/images $(BIN)/python -m pytest --quiet -m "" tests/browser/test_story.py \
	    tests/browser/test_letters_seen.py tests/browser/test_site.py tests/browser/test_offers_seen.py

# uv lives in a throw-away environment: it is needed for nothing else. UPGRADE=1 moves every pin to its newest version.
pins: .venv/.runtime
	@set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	$(BIN)/python -m venv "$$tools"; \
	"$$tools/bin/python" -m pip --quiet --disable-pip-version-check install uv; \
	compile() { "$$tools/bin/uv" pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	    $(if $(UPGRADE),--upgrade) "$$@" >/dev/null; }; \
	compile pyproject.toml --output-file requirements.txt; \
	compile pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt; \
	compile benchmarks/requirements.in --output-file benchmarks/requirements.txt

clean:
	@rm -rf .venv .venv-bench .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The development pins hold the runtime pins unchanged, so one environment serves both.
.venv/.dev: requirements-dev.txt .venv/.runtime
	@echo "Installing the tools for tests and checks …"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

.venv/.runtime: requirements.txt $(BIN)/python
	@echo "Installing what the bot needs into .venv, once: $$(grep -c == requirements.txt) packages, a minute or so …"
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

# The bots to compare with have an environment of their own, in which sniffio stands where only who is told finds it.
.venv-bench/.peers: benchmarks/requirements.txt $(BIN)/python
	@echo "Installing the bots to compare with …"
	@$(BIN)/python -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip --quiet --disable-pip-version-check --no-input install --require-hashes -r $<
	@mkdir .venv-bench/sniffio && mv .venv-bench/lib/python3*/site-packages/sniffio .venv-bench/sniffio/
	@touch $@

# Without ensurepip (Debian's python3-venv), venv leaves half an environment behind: such a Python is passed over.
$(BIN)/python:
	@echo "Making .venv, a Python of its own …"
	@for python in $(PYTHON) $(CANDIDATES); do \
	    if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	    then "$$python" -m venv --clear .venv; exit; fi; \
	done; \
	echo "Python 3.11 or newer with its venv module is needed, and none of these is one: $(strip $(PYTHON) $(CANDIDATES))." >&2; \
	echo "Debian or Ubuntu: apt install python3 python3-venv. macOS: brew install python. Elsewhere: make PYTHON=path/to/python3." >&2; \
	exit 1
