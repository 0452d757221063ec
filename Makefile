# Two commands matter: `make demo` shows the main job, `make test` runs every test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test setup lint clean

demo: setup
	$(BIN)/messor demo $(ARGS)

test: setup
	$(BIN)/python -m pytest $(ARGS)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

setup: .venv/.ready

# uv is used from the machine, else brought into the environment by pip.
.venv/.ready: pyproject.toml config/constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	if command -v uv >/dev/null 2>&1; then \
	    VIRTUAL_ENV=$(CURDIR)/.venv uv pip install --quiet --constraint config/constraints.txt --editable '.[dev]'; \
	else \
	    test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint config/constraints.txt uv; \
	    VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --constraint config/constraints.txt --editable '.[dev]'; \
	fi
	touch .venv/.ready

lint: setup
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

clean:
	rm -rf .venv .messor build *.egg-info
