# `make call` places a recorded call, `make run` serves the page, `make test` runs the tests.
# Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
TRAINING := .venv-training
OTHERS := .venv-bench
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SCENARIO ?= tests/calls/lawson-earache
PORT ?= 8080
CHROMIUM ?= $(shell command -v chromium)

.PHONY: help call run test check lock clean chromium train-tagger bench-redaction
.DEFAULT_GOAL := help

help: ## Show what can be made.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

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

$(VENV)/browser: requirements/browser.txt $(VENV)/embedded
	@echo "Installing the browser line ..."
	@$(PIP) install --no-deps --require-hashes -r requirements/browser.txt
	@touch $@

$(VENV)/everything: requirements/everything.txt $(VENV)/embedded
	@echo "Installing the vendors' SDKs and the test tools (about a minute) ..."
	@$(PIP) install --no-deps --require-hashes -r requirements/everything.txt
	@touch $@

call: $(VENV)/embedded ## Place a whole recorded intake call (SCENARIO=folder).
	@$(BIN)/intakeline call --scenario $(SCENARIO)

run: $(VENV)/browser ## Talk to the line yourself: serve its page on this machine (PORT=8080).
	@$(BIN)/intakeline serve --port $(PORT)

# One test calls from a real browser, which Debian packages; without it that test fails.
chromium:
	@if [ -z "$(CHROMIUM)" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing chromium ..."; apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else echo "A test needs chromium: apt-get install chromium, or make CHROMIUM=/path" >&2; fi; fi

test: $(VENV)/everything chromium ## Run the tests.
	@$(if $(CHROMIUM),CHROMIUM=$(CHROMIUM)) $(BIN)/python -m pytest

check: $(VENV)/everything ## Format, lint, types, import rules.
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

lock: ## Resolve the dependencies anew into requirements/*.txt (needs uv).
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-package playwright requirements/embedded.in pyproject.toml -o requirements/embedded.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --constraint requirements/embedded.txt --all-extras --group dev \
	  pyproject.toml -o requirements/everything.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --constraint requirements/everything.txt --extra browser \
	  pyproject.toml -o requirements/browser.txt
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header \
	  --override requirements/override.in --no-emit-package arcjet --no-emit-package wasmtime \
	  --no-emit-package connect-python --no-emit-package pyqwest \
	  --constraint requirements/embedded.txt requirements/bench.in -o requirements/bench.txt
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header \
	  --override requirements/override.in --no-emit-package arcjet --no-emit-package wasmtime \
	  --no-emit-package connect-python --no-emit-package pyqwest \
	  requirements/training.in -o requirements/training.txt

# Training needs its own packages; the line runs the model file only.
$(TRAINING)/ready: requirements/training.txt
	@$(PYTHON) -m venv $(TRAINING)
	@echo "Installing what training needs ..."
	@$(TRAINING)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps \
	  --require-hashes -r requirements/training.txt
	@touch $@

train-tagger: $(TRAINING)/ready ## Train the tagger of spoken PHI anew (about 45 minutes).
	@$(TRAINING)/bin/python -m compliance.redaction.training.train --seed 1 \
	  --out compliance/redaction/data/tagger.onnx

# Presidio and scrubadub are no part of the line; beside them ours runs in the line's own versions.
$(OTHERS)/ready: requirements/bench.txt
	@$(PYTHON) -m venv $(OTHERS)
	@echo "Installing the redactors to compare with (about a minute) ..."
	@$(OTHERS)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps \
	  --require-hashes -r requirements/bench.txt
	@touch $@

bench-redaction: $(OTHERS)/ready ## Compare redaction with others' and with parts of ours (BENCH=--help).
	@$(OTHERS)/bin/python -m tests.benches.redaction $(BENCH)

clean: ## Remove the environments and build products.
	rm -rf $(VENV) $(TRAINING) $(OTHERS) build dist
