# Gouji 勾稽. `make` lists the targets.
PYTHON ?= python3
VENV := .venv
SHELL := bash
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Node 20 works; the CDK's notice of its age is noise for whoever runs the demonstration.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 1

.DEFAULT_GOAL := help
.PHONY: help setup node demo up test chaos schemathesis fuzz lint format type check requirements update sbom audit rules pictures page synth preflight deploy bench-start bench-chain bench-season bench-counted bench-memory cost bench-warm bench-judge bench-read bench-scans bench-peers clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(INSTALLED) ## make the environment (once)

$(INSTALLED): requirements/dev.txt requirements/scans.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更高版本（Python 3.11 or newer is needed）。可用 make PYTHON=python3.12 指定。"; exit 1; }
	@echo "正在准备环境，首次约需一两分钟……"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/scans.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

node:
	@node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' 2>/dev/null || \
		{ echo "需要 Node.js 20 或更高版本，CDK 用它生成模板（Node.js 20 or newer is needed by the CDK）。"; exit 1; }

demo: node $(INSTALLED) ## show the whole product on this machine, and stop
	@$(BIN)/python -m local.demo

up: node $(INSTALLED) ## keep the local cloud running (PORT=4566, STATE=.local, SMTP_HOST=host:port)
	@$(BIN)/python -m local.up

test: node $(INSTALLED) ## run all tests
	@$(BIN)/pytest -m "not chaos" $(PYTEST)

chaos: node $(INSTALLED) ## run the tests of a season's peak and every fault at every call, about an hour; writes docs/reliability.md
	@rm -rf build/chaos
	@$(BIN)/pytest -m chaos --timeout 3600 $(PYTEST)
	@$(BIN)/python -m tests.chain.faults.page

schemathesis: $(INSTALLED) ## make requests from the OpenAPI document for long (EXAMPLES=200 a route)
	@EXAMPLES=$(or $(EXAMPLES),200) $(BIN)/pytest -m schemathesis --timeout 1800 $(PYTEST)

fuzz: $(INSTALLED) ## read damaged documents for long (SECONDS=600); what fails is kept in .fuzz
	@$(BIN)/python -m tests.fuzz $(or $(SECONDS),600)

lint: $(INSTALLED) ## check style
	@$(BIN)/ruff check && $(BIN)/ruff format --check

format: $(INSTALLED) ## mend style
	@$(BIN)/ruff check --fix && $(BIN)/ruff format

type: $(INSTALLED) ## check types
	@$(BIN)/mypy

check: lint type test ## style, types and tests

PIN := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --quiet

requirements: $(INSTALLED) ## pin what requirements/*.in ask for
	@$(PIN) requirements/{reading,functions,infra,local,sheet,test}.in -o requirements/dev.txt
	@$(PIN) requirements/functions.in -c requirements/dev.txt -o requirements/functions.txt
	@$(PIN) requirements/characters.in -c requirements/dev.txt -o requirements/characters.txt
	@$(PIN) requirements/scans.in -c requirements/dev.txt --no-deps -o requirements/scans.txt
	@$(PIN) requirements/reading.in -c requirements/dev.txt -o requirements/reading.txt
	@$(PIN) requirements/bench.in -o requirements/bench.txt

update: $(INSTALLED) ## take the newest packages that requirements/*.in allow, and run everything
	@$(MAKE) --no-print-directory requirements PIN="$(PIN) --upgrade"
	@$(MAKE) --no-print-directory setup
	@bash .ci/run

sbom: $(INSTALLED) ## write what is deployed of others' packages to build/gouji.cdx.json (CycloneDX)
	@mkdir -p build && $(BIN)/python -m infra.supply.sbom > build/gouji.cdx.json && echo "build/gouji.cdx.json"

audit: $(INSTALLED) ## ask osv.dev for known weaknesses of all pinned packages
	@$(BIN)/python -m infra.supply.audit

rules: $(INSTALLED) ## write docs/rules.md from the rules
	@$(BIN)/python -c 'from gouji.judging.rules.collected import RULES; from gouji.wording.catalogue import catalogue; print(catalogue(RULES), end="")' > docs/rules.md

pictures: $(INSTALLED) ## take the pictures of the page in docs/pictures (uses Chromium)
	@$(BIN)/python -m tests.pictures

page: $(INSTALLED) ## write the office's pages as a folder for another web server (ARGS="build/page --api https://…/")
	@$(BIN)/python -m web $(ARGS)

# The stage, and the stack that it is: what offices use, or what may be thrown away (infra/policy/stages.py).
STAGE ?= prod
STACK := $(if $(filter test,$(STAGE)),GoujiTest,Gouji)

synth: node $(INSTALLED) ## write the CloudFormation template to cdk.out (STAGE=test SETTINGS="customer-managed-key=true")
	@rm -rf cdk.out
	@CDK_OUTDIR=cdk.out $(BIN)/python -m infra.app stage=$(STAGE) $(SETTINGS) && echo "cdk.out/$(STACK).template.json"

preflight: synth ## say what a deployment still lacks (ARGS as for deploy)
	@$(BIN)/python -m infra.preflight cdk.out $(STACK) $(ARGS)

deploy: preflight ## deploy to AWS (STAGE=test|prod SETTINGS="…" ARGS="--parameters TokenIssuer=https://…"): docs/deploying.md
	@npm ci --silent && npx cdk deploy --app cdk.out $(STACK) $(ARGS)

bench-start: node $(INSTALLED) ## time to each function's first answer, beside a bare handler
	@$(BIN)/python -m bench.start

bench-chain: node $(INSTALLED) ## seconds from the upload to the e-mail in the local cloud
	@$(BIN)/python -m bench.chain

bench-season: $(INSTALLED) ## what an office's year takes, from 300 organs to 3,000 (SIZES="300 1000 3000")
	@$(BIN)/python -m bench.season $(SIZES)

bench-counted: $(INSTALLED) ## what a report takes of S3, logs and metrics
	@$(BIN)/python -m bench.counted

bench-memory: $(INSTALLED) ## how long a report takes with as much of a processor as Lambda gives with a memory (Linux, as root)
	@$(BIN)/python -m bench.memory

cost: $(INSTALLED) ## write docs/cost.md from bench-season, bench-counted, bench-memory and bench/prices.csv
	@$(BIN)/python -m bench.cost

bench-warm: $(INSTALLED) ## milliseconds to read and judge each sample
	@$(BIN)/python -m bench.warm

bench-judge: $(INSTALLED) ## how often the first repair is the true one, beside a constraint solver (CASES=100 a row)
	@$(BIN)/python -m bench.judging $(CASES)

bench-read: $(INSTALLED) ## what is read of made-up reports, cell by cell, and how fast (DOCUMENTS=2 of each trait; uses LibreOffice)
	@$(BIN)/python -m bench.reading

bench-scans: $(INSTALLED) ## what is read of scanned pages, clean and not (uses LibreOffice; about two minutes a document)
	@$(BIN)/python -m bench.scans $(or $(DOCUMENTS),4)

bench-peers: build/peers/.installed ## the programs that bench-read measures beside ours, in an environment of their own

build/peers/.installed: requirements/bench.txt
	@$(PYTHON) -m venv build/peers
	@build/peers/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/bench.txt
	@touch $@

clean: ## remove what was built
	@rm -rf $(VENV) build cdk.out .mypy_cache .ruff_cache .pytest_cache .hypothesis
