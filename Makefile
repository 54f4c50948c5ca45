# Two commands on a fresh machine that has python3 (3.11 to 3.13) and make:
#   make demo    environment, install, sample articles indexed, page served
#   make test    the whole test suite
# Besides: make check (lint, types, tests), make quality (annotation scored), make retrieval
# (ranking scored), make bench (speed beside other engines), make bench-annotation (annotation timed).
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PORT   ?= 8017
# of make bench: JSONL files in place of articles made by chance, and further options (tests/bench/__main__.py)
ARTICLES ?=
BENCH    ?=
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input -q

# pyvi's metadata asks for scikit-learn, its tagger needs python-crfsuite alone: the locks name exactly what is
# installed, hence --no-deps. `make lock` writes them.
INSTALL := $(PIP) install --no-deps --require-hashes
UNUSED  := scikit-learn sklearn-crfsuite scipy joblib narwhals threadpoolctl cloudpickle tabulate tqdm
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
           --no-emit-index-url $(addprefix --no-emit-package ,$(UNUSED)) -q

.PHONY: demo test lint types check lock clean quality retrieval bench bench-annotation

demo: $(VENV)/.run
	@$(BIN)/tratin demo --port $(PORT)

test: $(VENV)/.dev
	@$(BIN)/python -m pytest

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

check: lint types test

# All of these need ../shared; see tests/quality and tests/bench.
quality: $(VENV)/.dev
	@$(BIN)/python -m tests.quality.annotation ../shared
	@$(BIN)/python -m tests.quality.fresh ../shared
	@$(BIN)/python -m tests.quality.days ../shared

retrieval: $(VENV)/.dev
	@$(BIN)/python -m tests.quality.retrieval ../shared

bench-annotation: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.annotation ../shared

# This needs nothing but time: ten minutes, the second run less.
bench: $(VENV)/.dev
	@$(BIN)/python -m tests.bench $(if $(ARTICLES),--articles $(ARTICLES)) $(BENCH)

lock: $(VENV)/.dev
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group build --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else "Tra Tin needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=python3.12 …")'
	@echo "Creating the environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what is needed to run …"
	@$(INSTALL) -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing what is needed to develop …"
	@$(INSTALL) -r requirements-dev.lock
	@touch $@
