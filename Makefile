# The five commands of daily life. `make run` and `make test` set up all that they need.
PYTHON ?= python3
PORT ?= 8501
PY := .venv/bin/python
export PORT

.PHONY: run test setup bench lock check messages starter help

help:
	@echo "make run    set up and serve the atlas at http://127.0.0.1:$(PORT)"
	@echo "make test   set up and run every check and test"
	@echo "make bench  measure the ratios of docs/benchmarks.md"
	@echo "make lock   pin requirements.in and requirements-dev.in"

run: setup
	@$(PY) -m atlas preflight --port $(PORT)
	@echo "The atlas is at http://127.0.0.1:$(PORT)"
	@$(PY) app.py

setup: .venv/run.stamp
	@$(PY) -m atlas init

test: .venv/test.stamp check
	node --test tests/js/*.test.js
	$(PY) -m pytest -n 2 --dist loadfile

check: .venv/test.stamp node_modules/.package-lock.json
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	node_modules/.bin/tsc --project .

bench: .venv/test.stamp
	$(PY) -m benchmarks

lock: .venv/test.stamp
	.venv/bin/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-header requirements.in
	.venv/bin/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-header requirements-dev.in

messages: .venv/run.stamp
	$(PY) -m atlas.i18n.extract

starter: .venv/tools.stamp
	$(PY) -m tools.factbook --write

.venv/run.stamp: requirements.txt
	@PYTHON="$(PYTHON)" deploy/install-python.sh
	@.venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
	@cp deploy/atlas.sh .venv/bin/atlas
	@touch $@

.venv/tools.stamp: $(wildcard tools/*/requirements.txt) .venv/run.stamp
	@.venv/bin/pip install --quiet --disable-pip-version-check $(addprefix -r ,$(wildcard tools/*/requirements.txt))
	@touch $@

.venv/test.stamp: requirements-dev.txt .venv/tools.stamp
	@deploy/install-test-parts.sh
	@.venv/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package-lock.json | .venv/test.stamp
	@npm ci --silent
	@touch $@
