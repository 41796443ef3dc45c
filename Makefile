# Each target brings what it needs. Only make and Python 3.10 (python3.10, or pyenv's) are expected.
.DEFAULT_GOAL := help
UV_VERSION := 0.13.8
BIN := .venv/bin
UV := $(BIN)/uv pip
COMPILE := $(UV) compile --quiet --python-version 3.10 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3

.PHONY: help chat test check format train train-environment lock clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /	/'

chat: .venv/runtime ## a chat in the terminal
	@$(BIN)/attune chat

test: .venv/training ## every test
	@$(BIN)/python -m pytest

check: .venv/training ## lint, format, types, and the assistant's data
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -W ignore -m rasa data validate --quiet >.validate.log 2>&1 \
		&& rm .validate.log || { cat .validate.log; rm .validate.log; exit 1; }

format: .venv/development ## rewrite the code in its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

train: .venv/training ## train the classifier: make train DATA="--data FOLDER"
	@$(BIN)/attune train $(DATA)

train-environment: .venv/training ## install PyTorch and what else training needs

lock: .venv/uv ## resolve the dependencies anew
	@$(COMPILE) --extra dev --extra train pyproject.toml -o requirements-train.txt
	@$(COMPILE) --extra dev -c requirements-train.txt pyproject.toml -o requirements-dev.txt
	@$(COMPILE) -c requirements-dev.txt pyproject.toml -o requirements.txt

clean: ## remove what was built, and keep .attune, where the mood history is
	rm -rf .venv .rasa build *.egg-info .mypy_cache .ruff_cache

.venv/uv:
	@command -v python3.10 >/dev/null && python3.10 --version >/dev/null 2>&1 \
		|| { echo "Attune needs Python 3.10: install it (for instance: pyenv install 3.10)." >&2; exit 1; }
	@python3.10 -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/runtime: .venv/uv requirements.txt pyproject.toml
	@echo "Installing what Attune needs (once) ..." >&2
	@$(UV) install --quiet --python .venv --compile-bytecode --require-hashes -r requirements.txt
	@$(UV) install --quiet --python .venv --no-deps --no-build-isolation -e .
	@touch $@

.venv/development: .venv/runtime requirements-dev.txt
	@$(UV) install --quiet --python .venv --require-hashes -r requirements-dev.txt
	@touch $@

.venv/training: .venv/development requirements-train.txt
	@$(UV) install --quiet --python .venv --require-hashes -r requirements-train.txt
	@touch $@
