# Everything a fresh clone needs is Python 3.11 or newer, git and make. `make PYTHON=python3.13 build` takes another Python.
PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DOCS := $(VENV)/.ready-docs
# How much the C compiler optimizes the compiled wheel, 0 to 3
LEVEL ?= 1

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help build test test-slow test-compiled lint types check codebook docs screenshots wheel lock clean

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

build: $(READY) ## Build the package from data/raw and validate it with pbdata and with frictionless
	$(BIN)/pbdata build --frictionless

test: $(READY) ## Run the tests, without the slow ones; those in a browser need a chromium, and say so
	$(BIN)/python -m pytest -rs --numprocesses auto --dist loadfile tests

test-slow: $(READY) ## Run the tests that take long: kills of a build, any page that can be, the recipes, R
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile -m slow tests

test-compiled: $(READY) ## Compare the compiled wheel with the source (needs a C compiler and takes some minutes)
	PBDATA_COMPILE=0 $(BIN)/python -m pytest -m slow tests/test_compiled.py

lint: $(READY) ## Check the style of the code with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## Check the types with mypy
	$(BIN)/mypy

check: $(READY) ## Let frictionless, the independent judge, validate the committed package
	$(BIN)/frictionless validate datapackage.yaml

codebook: $(READY) ## Write what in the documents follows from the schemas and the register: codebook, tables of tables, version
	$(BIN)/python scripts/documents.py

docs: $(READY) $(READY_DOCS) ## Build the documentation site into build/site; a broken link or a tutorial that fails ends it
	$(BIN)/python scripts/site.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

screenshots: $(READY) $(READY_DOCS) ## Take the screenshots of the documents anew (needs a chromium and a Chinese font)
	$(BIN)/python scripts/screenshots.py

wheel: $(READY) ## Build the compiled wheel for this machine's Python into dist/ (needs a C compiler and takes some minutes)
	PBDATA_COMPILE=$(LEVEL) $(BIN)/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .

lock: ## Write requirements.lock anew from pyproject.toml (needs uv: pip install uv)
	$(UV) pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --custom-compile-command 'make lock' --upgrade --quiet \
	    --output-file requirements.lock
	$(UV) pip compile --group docs --constraint requirements.lock --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --custom-compile-command 'make lock' --upgrade --quiet \
	    --output-file docs/requirements.lock

clean: ## Remove the environment, caches and build output; the data stay
	rm -rf $(VENV) dist build data/parquet .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The environment is laid anew when the lock or the project's own list of dependencies changes.
$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pbdata needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 build")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies into $(VENV) (once; it takes a minute or two)"
	@$(BIN)/python -m pip install -qq --upgrade pip
	@$(BIN)/python -m pip install -qq --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

# What only the documentation site needs comes with the first `make docs`.
$(READY_DOCS): docs/requirements.lock $(READY)
	@echo "Installing what the documentation site needs into $(VENV) (once)"
	@$(BIN)/python -m pip install -qq --require-hashes --requirement docs/requirements.lock
	@touch $@
