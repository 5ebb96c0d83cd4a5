# Everything one does here, one line each: make help

PYTHON ?= python3
VENV ?= .venv
SOURCES ?= examples/sources
ARCHIVE ?=
PORT ?=
BIN = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint eval bench docs lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/run.stamp ## build the example archive and open its reading room (SOURCES=folder for your own, ARCHIVE=, PORT=)
	@sh scripts/run.sh "$(BIN)" "$(SOURCES)" "$(ARCHIVE)" "$(PORT)"

test: $(VENV)/dev.stamp ## run all tests, in the browser too
	@sh scripts/chromium.sh
	@sh scripts/java.sh
	@$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp ## check style, format and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy --strict src

eval: $(VENV)/dev.stamp ## score against the labelled pages in ../shared and compare with the floors (ARGS=--update raises them)
	@$(BIN)/python eval/run.py $(ARGS)

bench: $(VENV)/dev.stamp ## measure the speed of building, searching and reading on the pages in ../shared
	@$(BIN)/python eval/bench.py $(ARGS)

docs: $(VENV)/dev.stamp ## write the generated pages of docs/
	@$(BIN)/python scripts/reference.py

lock: ## renew requirements/ with the newest versions of what pyproject.toml asks for
	@sh scripts/lock.sh "$(PYTHON)"

clean: ## remove what can be made again (what people decided is kept)
	rm -rf $(VENV) .archive/*/.sourcebook build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests eval scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# The environments: made when missing, renewed when a lock file or the package's description changes.
$(VENV)/run.stamp: requirements/lock.txt pyproject.toml
	@sh scripts/environment.sh "$(PYTHON)" "$(VENV)" requirements/lock.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev-lock.txt pyproject.toml
	@sh scripts/environment.sh "$(PYTHON)" "$(VENV)" requirements/dev-lock.txt
	@touch $@ $(VENV)/run.stamp
