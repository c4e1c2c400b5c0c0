# The loop in one file: `make help`. Everything lives in .venv, filled from requirements.lock.
python := .venv/bin/python
deck := src/engram/shipped/deck.engram
compiler := $(shell find src/engram/compiler src/engram/importers src/engram/store -name '*.py')

# A checkout that was moved sets itself up again: .venv names its old place.
ifneq ($(shell cat .venv/ready 2>/dev/null),$(shell pwd -P))
.venv/ready: FORCE
endif

.DELETE_ON_ERROR:
.PHONY: run test check format lint types layers bundle bench fuzz pictures deckpage documents lock \
  clean help FORCE

run: .venv/ready $(deck) ## open Engram (ARGS="--library FILE" and the like are passed on)
	@$(python) -m engram $(ARGS)

# Compiled files are kept whatever the environment says: the tests start some fifty processes.
test: .venv/ready $(deck) ## run the tests (ARGS="tests/unit -k word")
	@PYTHONDONTWRITEBYTECODE= $(python) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

check: format lint types layers test ## everything that must hold before a change lands

format: .venv/ready
	$(python) -m ruff format --check .

lint: .venv/ready
	$(python) -m ruff check .

types: .venv/ready
	$(python) -m mypy

layers: .venv/ready
	$(python) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo

bundle: .venv/ready $(deck) ## build dist/engram, a folder that needs no Python, and let it prove itself
	packaging/bundle.sh

pictures: .venv/ready $(deck) ## make the pictures of the guide anew
	$(python) docs/pictures.py

deckpage: .venv/ready ## write the page about the shipped deck anew
	$(python) -m docs.deck

bench: .venv/ready $(deck) ## measure what a learner feels (ARGS="--sizes 1000,10000")
	$(python) -m benchmarks $(ARGS)

fuzz: .venv/ready $(deck) ## look for documents that break a reader (ARGS="--seconds 120 --only NAME")
	@$(python) -m tests.fuzz $(ARGS)

# Other people's documents, where they are: the five source documents, and samples with a judge.
documents: export ENGRAM_CORPUS ?= $(wildcard ../shared/seeds)
documents: export ENGRAM_SAMPLES ?= $(wildcard ../shared/samples)
documents: .venv/ready ## measure how well documents are read (ENGRAM_CORPUS, ENGRAM_SAMPLES)
	@$(python) -m benchmarks documents

lock: ## write requirements.lock anew from pyproject.toml
	packaging/lock.sh

clean: ## remove what was built, and .venv
	rm -rf .venv build dist $(deck)

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14

.venv/ready: requirements.lock pyproject.toml setup.py packaging/apt-packages.txt packaging/setup.sh
	@packaging/setup.sh

$(deck): data $(wildcard data/*) $(compiler) setup.py | .venv/ready
	@$(python) setup.py --quiet deck
