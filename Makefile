# `make call` places one intake call, `make test` runs the tests. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SCENARIO ?= tests/calls/lawson-earache

.PHONY: help call test check lock clean
.DEFAULT_GOAL := help

help: ## Show what can be made.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# Every wheel is checked against its hash in the lock; nothing is resolved at install time.
$(VENV)/embedded: requirements/embedded.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.11 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "venv is missing: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the embedded line (about a minute) ..."
	@$(PIP) install --no-deps --require-hashes -r requirements/embedded.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/everything: requirements/everything.txt $(VENV)/embedded
	@echo "Installing the vendors' SDKs and the test tools (about a minute) ..."
	@$(PIP) install --no-deps --require-hashes -r requirements/everything.txt
	@touch $@

call: $(VENV)/embedded ## Place a whole recorded intake call (SCENARIO=folder).
	@$(BIN)/intakeline call --scenario $(SCENARIO)

test: $(VENV)/everything ## Run the tests.
	@$(BIN)/python -m pytest

check: $(VENV)/everything ## Format, lint, types, import rules.
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

lock: ## Resolve the dependencies anew into requirements/*.txt (needs uv).
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --override requirements/override.in --no-emit-package arcjet --no-emit-package wasmtime \
	  --no-emit-package connect-python --no-emit-package pyqwest --no-emit-package playwright \
	  requirements/embedded.in pyproject.toml -o requirements/embedded.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --override requirements/override.in --no-emit-package arcjet --no-emit-package wasmtime \
	  --no-emit-package connect-python --no-emit-package pyqwest \
	  --constraint requirements/embedded.txt --all-extras --group dev \
	  pyproject.toml -o requirements/everything.txt

clean: ## Remove the environment and build products.
	rm -rf $(VENV) build dist
