# Everything runs in .venv, which the first target makes; override with `make check PYTHON=…`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: help install check format lint types imports test golden check-slow check-browser record fix clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

install: $(VENV)/installed ## Make the virtual environment

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

check: install format lint types imports test ## All that CI runs

format: install ## Formatting, checked
	$(BIN)/ruff format --check .

lint: install ## Lint
	$(BIN)/ruff check .

types: install ## mypy --strict
	$(BIN)/mypy

imports: install ## Import contracts
	$(BIN)/lint-imports

test: install ## Tests, offline, warnings are errors
	$(BIN)/pytest -q --cov --cov-report=term:skip-covered

record: install ## Record the cassettes anew, from the server at BRIEFING_RECORD_URL
	$(BIN)/pytest -q -m vcr --record-mode=rewrite

golden: install ## Write the golden digests anew; then read what `git diff` shows, line by line
	$(BIN)/pytest -q tests/workflows/digest/test_golden.py --rewrite-golden

check-slow: install ## What takes minutes: runs killed at random moments, and a cluster of two nodes
	PYTHONPATH=. $(BIN)/python benchmarks/digest_kills.py
	PYTHONPATH=. $(BIN)/python benchmarks/make_kills.py
	$(BIN)/python -m pip install --quiet --editable '.[ray]'
	$(BIN)/pytest -q -m ray tests/workflows/cluster

check-browser: install ## The pages in Chromium, installed where it is missing
	tests/browser/run.sh $(BIN)/python

fix: install ## Format, and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## Remove what was built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
