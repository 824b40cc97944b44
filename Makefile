# Every target works from a clean checkout with Python 3.11 or later, git and make.
# PYTHON names the interpreter that makes the environments; JOBS the test processes.
PYTHON ?= python3
JOBS ?= 2

DEV := .venv
RUN := .venv-run
DEV_READY := $(DEV)/.ready
RUN_READY := $(RUN)/.ready
PIP_QUIET := --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint type eval bench docs lock clean

help:
	@echo "make setup   everything for development, in $(DEV)"
	@echo "make demo    check the example stories and write a dossier, offline"
	@echo "make test    run the tests"
	@echo "make lint    style;  make type: types;  make eval: score against annotated stories"
	@echo "make bench   how long things take;  make docs: rewrite docs/cli.md and the outputs shown in the documentation"

setup: $(DEV_READY)

$(DEV_READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version.split()[0] + "; type: make setup PYTHON=python3.11")'
	$(PYTHON) -m venv $(DEV)
	$(DEV)/bin/pip install $(PIP_QUIET) --require-hashes -r requirements-dev.lock
	$(DEV)/bin/pip install $(PIP_QUIET) --no-deps --no-build-isolation -e .
	@touch $@

$(RUN_READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version.split()[0] + "; type: make demo PYTHON=python3.11")'
	$(PYTHON) -m venv $(RUN)
	$(RUN)/bin/pip install $(PIP_QUIET) --require-hashes -r requirements.lock
	$(RUN)/bin/pip install $(PIP_QUIET) --no-deps --no-build-isolation -e .
	@touch $@

demo: $(RUN_READY)
	@echo "--- 1. Every claim about a vote in the example stories, held against the record"
	@$(RUN)/bin/onrecord check examples/*.txt --format text
	@echo
	@echo "--- 2. China's words, votes and deeds in those stories, side by side"
	@$(RUN)/bin/onrecord dossier examples/*.txt --of China --format html --out out/dossier-china.html
	@echo "Open out/dossier-china.html in a browser."

test: $(DEV_READY)
	$(DEV)/bin/python -m pytest -n $(JOBS)

lint: $(DEV_READY)
	$(DEV)/bin/ruff check .
	$(DEV)/bin/ruff format --check .

type: $(DEV_READY)
	$(DEV)/bin/mypy

eval: $(DEV_READY)
	$(DEV)/bin/python eval/run.py

bench: $(DEV_READY)
	$(DEV)/bin/python tools/bench.py

docs: $(DEV_READY)
	$(DEV)/bin/python tools/write_docs.py

lock:
	tools/lock.sh

clean:
	rm -rf $(DEV) $(RUN) out
