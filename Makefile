# What a user calls. Everything a target needs, it installs.
PYTHON ?= python3
UV := .tools/bin/uv
RUN := .venv/bin/

# Certificates that the system trusts count, a company's own included.
export UV_SYSTEM_CERTS ?= 1
# Every command starts faster when Python may keep what it compiled.
export PYTHONDONTWRITEBYTECODE =

.PHONY: setup demo test lint bench format docs translations

setup: .venv/.ready

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Keyfunnel needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)"; exit 1; }
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv

.venv/.ready: pyproject.toml uv.lock $(UV)
	@echo "Installing into .venv, which takes a minute or two"
	$(UV) sync --frozen --quiet --compile-bytecode --python $(PYTHON)
	$(RUN)python -m compileall -q src
	$(RUN)python -m keyfunnel.config.built
	@touch $@

# In a home of its own: whoever imports next wants no invented deals among theirs.
demo: setup
	$(RUN)keyfunnel --home keyfunnel-demo demo

test: setup
	@sh tests/browser/chromium.sh
	$(RUN)pytest -n 2 --dist loadfile

lint: setup
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)mypy
	$(RUN)lint-imports
	$(RUN)djlint --check --lint src

format: setup
	$(RUN)ruff format .
	$(RUN)ruff check --fix .
	$(RUN)djlint --reformat --quiet src

docs: setup
	$(RUN)python -m keyfunnel.kpis.reference > docs/kpis.md

translations: setup
	$(RUN)python -m tools.translations

bench: setup
	$(RUN)python -m benchmarks
