# Everything runs in .venv, which is made from the hashed lists of requirements when they change.
# The lists are complete: pip resolves nothing (--no-deps), so that a new release changes nothing.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format docs bench crashes lines days hostile pictures lock

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.ready ## Make the virtual environment, with the command .venv/bin/roombot

demo: .venv/.ready ## Try roombot in the browser: no account, no settings
	@$(BIN)/roombot demo $(OPTIONS)

test: .venv/.ready-dev ## Run everything that must pass: lint, types, architecture, tests, coverage
	@echo "1/4 lint" && $(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@echo "2/4 types" && $(BIN)/mypy --no-error-summary
	@echo "3/4 architecture" && $(BIN)/lint-imports --no-logo > .lint-imports.log || (cat .lint-imports.log && false)
	@echo "4/4 tests" && $(BIN)/pytest -q -n auto --dist worksteal --cov --cov-report=term

lint: .venv/.ready-dev ## Check style, types and architecture
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-logo

format: .venv/.ready-dev ## Format the code
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

docs: .venv/.ready-dev ## Build the docs as a site that needs no network: .site/index.html
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --clean -f docs/site/mkdocs.yml && \
	  echo "Open .site/index.html"

bench: .venv/.ready-dev ## Measure speed and accuracy, as tables
	@for table in tests/benchmarks/*.py; do echo "== $$table" && $(BIN)/python $$table || exit 1; done

crashes: .venv/.ready-dev ## Kill the bot a thousand times while it is used, on each database (an hour)
	@for database in sqlite postgresql; do \
	  $(BIN)/python -m tests.campaigns.crashes --database $$database --kills 1000 || exit 1; done

lines: .venv/.ready-dev ## Kill the bot at one line after the other of what writes to Joan
	@$(BIN)/python -m tests.campaigns.lines --deeds book,move --every 8

days: .venv/.ready-dev ## Live through 1,000 days of an office, held against a model (an hour)
	@$(BIN)/python -m tests.campaigns.days --days 1000

hostile: .venv/.ready-dev ## Throw 100,000 hostile deliveries and Joan replies at the bot (half an hour each)
	@$(BIN)/python -m tests.campaigns.deliveries --count 100000
	@$(BIN)/python -m tests.campaigns.joan_replies --count 100000

pictures: .venv/.ready-dev ## Take the pictures of the README anew
	@$(BIN)/python -m tests.browser.pictures

lock: .venv/.ready-dev ## Write the hashed lists of requirements anew
	@$(PIP) install uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --group build pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --group dev pyproject.toml -o requirements-dev.txt

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "roombot needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }

.venv/.ready: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing what roombot needs into .venv (about half a minute, once) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q roombot
	@touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	@echo "Installing what the tests need into .venv (about a minute, once) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.txt
	@$(PIP) check
	@touch $@
