# `make site` builds content/ into site/; `make test` runs every check. Both need Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV   := .venv

.PHONY: site test coverage torture bench lighthouse serve lock clean help

site: $(VENV)/.site-ready  ## build the sample dossier into site/
	@$(VENV)/bin/dossier build
	@echo "Open site/index.html in a browser, or run: make serve"

serve: $(VENV)/.site-ready  ## build and preview with live reload
	@$(VENV)/bin/dossier serve

test: $(VENV)/.test-ready  ## every check: lint, types, floors, tests, browser
	@VENV=$(VENV) sh .ci/test

coverage: $(VENV)/.test-ready  ## the same, and which lines the tests reach (slower)
	@VENV=$(VENV) sh .ci/test --cov --cov-report=term:skip-covered

torture: $(VENV)/.test-ready  ## publish through hundreds of broken connections (minutes)
	@$(VENV)/bin/python -m pytest -q -m torture
	@$(VENV)/bin/python docs/generate.py

$(VENV)/.site-ready: pyproject.toml requirements.lock .ci/environment
	@PYTHON=$(PYTHON) VENV=$(VENV) sh .ci/environment requirements.lock
	@touch $@

$(VENV)/.test-ready: pyproject.toml requirements.lock tests/requirements.lock .ci/environment .ci/browser .ci/servers
	@PYTHON=$(PYTHON) VENV=$(VENV) sh .ci/environment tests/requirements.lock
	@VENV=$(VENV) sh .ci/browser
	@sh .ci/servers
	@touch $(VENV)/.site-ready $@

SIZES ?= 100 1000
RUNS  ?= 5
GROWTH ?=
NOTE  ?=
bench: $(VENV)/.test-ready  ## measure speed beside other generators: SIZES="1000 10000" RUNS=9 (minutes to an hour)
	@PYTHONPATH=tests:docs $(VENV)/bin/python -m benchmarks --sizes "$(SIZES)" --growth "$(GROWTH)" --runs "$(RUNS)" --note "$(NOTE)" \
		--programs $(VENV)/benchmarks --results docs/measurements/speed.json
	@$(VENV)/bin/python docs/generate.py

lighthouse: $(VENV)/.test-ready  ## score every kind of page of the sample in Chromium (needs npm; ten minutes)
	@PYTHONPATH=tests:docs $(VENV)/bin/python -m lighthouse --program $(VENV)/lighthouse --results docs/measurements/lighthouse.json
	@$(VENV)/bin/python docs/generate.py

lock:  ## renew the lock files (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-strip-extras pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-strip-extras --group dev pyproject.toml -o tests/requirements.lock

clean:  ## remove the environment, the cache and the built site
	rm -rf $(VENV) .dossier
	find site -mindepth 1 ! -name .gitignore -delete

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile
