.DEFAULT_GOAL := help
PY := .venv/bin/python
export PYTHONPATH :=

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/.installed: pyproject.toml constraints.txt
	python3 -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check -U pip -c constraints.txt
	$(PY) -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[postgres,marc]' --group dev
	@touch $@

setup: .venv/.installed ## install everything into .venv

check: setup ## formatting, lint, types, import direction, sizes, spelling; writes nothing
	.venv/bin/ruff format --check src tests tools bench
	.venv/bin/ruff check src tests tools bench
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) tools/size_limits.py
	.venv/bin/codespell src tests tools docs README.md CONTRIBUTING.md CHANGELOG.md

fix: setup ## put formatting right
	.venv/bin/ruff format src tests tools bench
	.venv/bin/ruff check --fix src tests tools bench

test: setup ## run the tests
	$(PY) -m pytest

.PHONY: help setup check fix test
