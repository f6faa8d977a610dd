# make run    start Stet on 127.0.0.1:8000 with what it needs
# make test   run every test, installing what it needs
# make check  format, lint, types, import contracts, tests

PORT ?= 8000
HOST ?= 127.0.0.1
THREADS ?= 8
export PORT HOST THREADS

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi

.PHONY: run test check format docs clean

run: $(VENV)/runtime
	@$(FLASK) upgrade
	@$(FLASK) demo
	@echo "Stet listens on http://$(HOST):$(PORT) (stop it with Ctrl+C)"
	@exec $(BIN)/gunicorn --worker-class gthread --workers 1 --threads $(THREADS) \
		--bind $(HOST):$(PORT) --graceful-timeout 30 --access-logfile - wsgi:app

test: $(VENV)/tools
	$(BIN)/pytest

check: $(VENV)/tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: $(VENV)/tools
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/tools
	$(FLASK) workflow > docs/WORKFLOW.md

clean:
	rm -rf $(VENV)

$(VENV)/made:
	@python3 -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/runtime: $(VENV)/made requirements.txt $(if $(findstring postgres,$(DATABASE_URL)),requirements-postgres.txt)
	@$(BIN)/pip install --quiet --disable-pip-version-check $(foreach file,$(filter %.txt,$^),-r $(file))
	@touch $@

$(VENV)/tools: $(VENV)/made requirements.txt requirements-postgres.txt requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
