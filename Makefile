# Needs make, Python 3.11 or newer and a package registry. All else is set up in .venv, once, and
# again only when what it is made from changes. Plain POSIX make, so that GNU make 3.81 (macOS) and
# the BSDs read it too.
.POSIX:

# What a person may set: make serve SERVE="--dev-addr 127.0.0.1:9000", make test TEST="-k index -x"
PYTHON = python3 python3.14 python3.13 python3.12 python3.11 python
SERVE =
TEST =
BENCH =
AUDIT =
LOCK = --upgrade

bin = .venv/bin
run_time = .venv/run-time.stamp
development = .venv/development.stamp
install = $(bin)/python -m pip install --quiet --quiet --disable-pip-version-check
project = $(install) --no-index --no-build-isolation --editable
lacking = "If the locks lack what pyproject.toml asks for: make lock"
# Material prints a banner about MkDocs 2, which Proofolio does not use, on every build.
mkdocs = NO_MKDOCS_2_WARNING=1 $(bin)/python -m mkdocs
compile = pip compile --quiet $(LOCK) --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help serve build check test lint audit bench lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 14

serve: $(run_time) ## show the portfolio at http://127.0.0.1:8000, and again after each edit
	@$(mkdocs) serve $(SERVE)

# --quiet would also silence the warnings that --strict counts.
build: $(run_time) ## write the portfolio to site/
	@$(mkdocs) build --strict
	@echo "The portfolio is in site/"

check: $(run_time) ## look for mistakes in the studies and the profile, without building
	@$(bin)/proofolio check

test: $(development) ## run all tests, those in a browser included
	@$(bin)/python tests/find_browser.py
	@NO_MKDOCS_2_WARNING=1 $(bin)/python -m pytest --quiet --numprocesses auto --dist loadgroup $(TEST)

# Without shellcheck and pyflakes, which actionlint runs where it happens to find them: the result
# would depend on the machine.
lint: $(development) ## check code, types and workflows
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --quiet --check
	@$(bin)/mypy --no-error-summary
	@$(bin)/zizmor --offline --quiet --no-progress .github
	@$(bin)/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml
	@if grep -n '://' requirements.lock requirements-dev.lock; then echo "Locks name no host"; exit 1; fi
	@echo "Lint found nothing"

audit: $(development) ## look at every page of the portfolio in a browser: accessibility, weight, print
	@$(bin)/python tests/find_browser.py
	@NO_MKDOCS_2_WARNING=1 $(bin)/python -m tests.audit $(AUDIT)

bench: $(development) ## measure builds, reloads and memory
	@$(bin)/python -m benchmarks $(BENCH)

lock: $(bin)/python ## bring the locks up to date (LOCK= keeps the versions that still fit)
	@uv=$$(mktemp -d) && trap 'rm -rf "$$uv"' EXIT && \
	$(bin)/python -m venv "$$uv" && \
	"$$uv/bin/python" -m pip install --quiet --quiet --disable-pip-version-check uv && \
	printf 'hatchling\neditables\n' | \
	"$$uv/bin/uv" $(compile) --output-file requirements.lock --extra diagrams --extra share \
		pyproject.toml - && \
	"$$uv/bin/uv" $(compile) --output-file requirements-dev.lock --constraint requirements.lock \
		--extra test --extra lint pyproject.toml

clean: ## remove what builds and tests left (.venv stays)
	@rm -rf site dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

# --clear: half a .venv, or one whose Python has been uninstalled, is made anew.
$(bin)/python:
	@for python in $(PYTHON); do \
		if $$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Setting up .venv with $$($$python --version)"; \
			$$python -m venv --clear .venv; \
			exit; \
		fi; \
	done; \
	echo "Found no Python 3.11 or newer (with venv, on Debian the package python3-venv)." >&2; \
	echo "Install one, or say where it is: make PYTHON=/path/to/python3" >&2; \
	exit 1

# The project itself is installed with what the locks brought and nothing else: no build isolation,
# which would fetch unpinned build tools (the lock holds hatchling and editables), and no index.
$(run_time): $(bin)/python requirements.lock pyproject.toml
	@echo "Installing requirements.lock"
	@$(install) --require-hashes --requirement requirements.lock
	@$(project) . || { echo $(lacking) >&2; exit 1; }
	@touch $@

$(development): $(run_time) requirements-dev.lock
	@echo "Installing requirements-dev.lock"
	@$(install) --require-hashes --requirement requirements-dev.lock
	@$(project) ".[test,lint]" || { echo $(lacking) >&2; exit 1; }
	@touch $@
