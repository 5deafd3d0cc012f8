# make help shows what there is. Needs make and Python 3.11 or newer; everything else is
# installed into VENV.

VENV ?= .venv
PORT ?= 8000
OUT ?= var/screenshots
# A version of Wagtail other than the newest, for instance WAGTAIL='wagtail>=7.4,<8'
WAGTAIL ?=
ARGS ?=

BIN := $(VENV)/bin
INSTALL := VENV='$(VENV)' WAGTAIL='$(WAGTAIL)' sh .ci/environment
comma := ,
# The drivers, only for the engines that are asked for.
ENGINES := $(if $(DATABASE_URL),$(comma)postgres)$(if $(REDIS_URL),$(comma)redis)

.DEFAULT_GOAL := help
.PHONY: help demo test race bench lint format screenshots messages build dropin calendar-clients lighthouse clean

help:
	@echo 'make demo         install, fill and start the example site  (PORT=8000)'
	@echo 'make test         the tests  (ARGS="-k calendar"; DATABASE_URL and REDIS_URL choose engines)'
	@echo 'make race         1,000 people after 50 seats at once, ten times on each engine'
	@echo 'make bench        registrations against a bare INSERT, pages of 100 to 10,000 meetings,'
	@echo '                  members found among 1,000 to 100,000, against the database itself'
	@echo 'make lint         ruff, mypy, djade, import-linter'
	@echo 'make format       let ruff and djade rewrite the code and the templates'
	@echo 'make dropin       install the wheel in fresh Wagtail sites, following README.md'
	@echo 'make calendar-clients  read a calendar of ours with ical.js and khal'
	@echo 'make screenshots  pictures of the running demo at two widths  (PORT=8000 OUT=var/screenshots)'
	@echo 'make lighthouse   what Lighthouse says of the running demo; needs Node  (PORT=8000)'
	@echo 'make messages     collect and compile the translations'
	@echo 'make build        the wheel, in dist/'
	@echo 'make clean        remove environments, builds and the demo'"'"'s data'
	@echo
	@echo 'VENV=.venv, PYTHON=/path/to/python and WAGTAIL="wagtail>=7.4,<8" choose the environment.'

demo:
	@VENV='$(VENV)' WAGTAIL='$(WAGTAIL)' PORT='$(PORT)' EXTRAS='demo$(ENGINES)' sh .ci/demo

test:
	@$(INSTALL) test$(ENGINES)
	@sh .ci/chromium
	@$(BIN)/python -m pytest $(ARGS)

race:
	@$(INSTALL) test$(ENGINES)
	@DATABASE_URL= $(BIN)/python -m tests.racing $(ARGS)
	@$(if $(DATABASE_URL),$(BIN)/python -m tests.racing $(ARGS),echo 'DATABASE_URL names the PostgreSQL to race on.')

bench:
	@$(INSTALL) test$(ENGINES)
	@$(BIN)/python -m benchmarks $(ARGS)

lint:
	@$(INSTALL) lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@echo djade --check
	@git ls-files -co --exclude-standard '*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports
	$(BIN)/mypy

format:
	@$(INSTALL) lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@git ls-files -co --exclude-standard '*.html' | xargs $(BIN)/djade --target-version 5.2 || true

dropin:
	@$(INSTALL) demo
	@$(BIN)/python .ci/dropin.py

calendar-clients:
	@$(INSTALL) test$(ENGINES)
	@$(BIN)/python .ci/calendar_clients

screenshots:
	@$(INSTALL) test
	@$(BIN)/python example_site/screenshots.py --base http://127.0.0.1:$(PORT) --out '$(OUT)'

lighthouse:
	@$(INSTALL) demo
	@$(BIN)/python .ci/lighthouse.py --base http://127.0.0.1:$(PORT) $(ARGS)

messages:
	@$(INSTALL) demo
	cd wagtail_network && ../$(BIN)/python -m django makemessages -l da -l en --no-location
	cd wagtail_network && ../$(BIN)/python -m django compilemessages
	cd example_site && ../$(BIN)/python -m django makemessages -l da --no-location
	cd example_site && ../$(BIN)/python -m django compilemessages

build:
	@$(INSTALL) demo
	@rm -rf dist
	@$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	@ls dist

clean:
	rm -rf .venv .venv-* var dist build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
