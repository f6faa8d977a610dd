# make run      start Stet on 127.0.0.1:8000 with what it needs
# make test     run every test, installing what it needs
# make lint     format, lint, types, import contracts
# make check    lint and test
# make messages put what readers are told into the catalogues of other languages
# make install  put what Stet needs into .venv, and do nothing else

PORT ?= 8000
HOST ?= 127.0.0.1
THREADS ?= 8
export PORT HOST THREADS

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi

# What `make run` needs: the driver for PostgreSQL and the client for buckets only where they are named.
RUNTIME := $(VENV)/runtime $(if $(findstring postgres,$(DATABASE_URL)),$(VENV)/postgres) \
	$(if $(findstring s3://,$(PUBLISH_TO)),$(VENV)/s3)

.PHONY: messages run install test lint check format docs clean

run: $(RUNTIME)
	@$(FLASK) upgrade
	@$(FLASK) demo
	@echo "Stet listens on http://$(HOST):$(PORT) (stop it with Ctrl+C)"
	@exec $(BIN)/gunicorn --worker-class gthread --workers 1 --threads $(THREADS) \
		--bind $(HOST):$(PORT) --graceful-timeout 30 --no-control-socket --access-logfile - wsgi:app

install: $(RUNTIME)

test: $(VENV)/tools
	$(BIN)/pytest -n auto --dist loadfile

lint: $(VENV)/tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

format: $(VENV)/tools
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/tools
	$(FLASK) workflow > docs/WORKFLOW.md

messages: $(VENV)/tools
	$(BIN)/pybabel -q extract -F babel.cfg -k "say later count:1,2" --no-location --sort-output \
		-o $(VENV)/stet.pot .
	$(BIN)/pybabel -q update -i $(VENV)/stet.pot -d app/publishing/locale -D stet \
		--no-fuzzy-matching --ignore-obsolete

clean:
	rm -rf $(VENV)

$(VENV)/made:
	@python3 -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/runtime: $(VENV)/made requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# A stamp of its own: a server that began with SQLite gets the driver when it moves.
$(VENV)/postgres: $(VENV)/made requirements-postgres.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-postgres.txt
	@touch $@

$(VENV)/s3: $(VENV)/made requirements-s3.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-s3.txt
	@touch $@

$(VENV)/tools: $(VENV)/made requirements.txt requirements-postgres.txt requirements-s3.txt requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
