# `make app` and `make test` need nothing else first: both set up .venv/ when it is not ready.
PY := .venv/bin/python
READY := .venv/.ready
TESTED := .venv/.tested

.PHONY: help setup app test proof fuzz lint data bench wheel clean

help:
	@echo "make app    화면을 엽니다 · open the planner in a browser (make app ARGS='--port 6001')"
	@echo "make test   모든 검사를 합니다 · every check and test"
	@echo "make proof  풀이를 수천 개의 작은 문제로 검산합니다 · prove the solver on thousands of problems"
	@echo "make fuzz   망가뜨린 파일 수천 개를 읽어 봅니다 · feed broken files to the readers (make fuzz MINUTES=10)"
	@echo "make lint   형식·타입·계층 검사만 · style, types and layers only"
	@echo "make data   data/의 표를 다시 만듭니다 · rebuild the tables in data/ (make data REFERENCE=폴더 STATUS=파일 TREND=파일)"
	@echo "make bench  속도를 잽니다 · measure speed"
	@echo "make wheel  dist/에 배포 파일을 만듭니다 · build the wheel and the sdist"
	@echo "make setup  .venv/만 준비합니다 · prepare .venv/ only"
	@echo "make clean  만든 것을 지웁니다 · remove what was made"

setup: $(READY)

$(READY): pyproject.toml constraints.txt tools/setup.sh
	@sh tools/setup.sh

app: $(READY)
	$(PY) -m cluster_planner.cli app $(ARGS)

lint: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo

# CBC and Dask are half a gigabyte that only their tests and those who ask for them need.
$(TESTED): $(READY) pyproject.toml constraints.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[cbc,dask]'
	@touch $(TESTED)

# Files in the order of tests/conftest.py, which knows better than xdist which of them take long.
test: lint $(TESTED)
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

# The proof tests of `make test` with as many times more examples (make proof TIMES=100), and the
# cases of the solver, the readers and the gate of which `make test` tries one of a kind.
TIMES ?= 20
proof: $(READY)
	CLUSTER_PLANNER_PROOF=$(TIMES) $(PY) -m pytest tests/proof tests/optimize tests/sources tests/intake $(ARGS)

# Valid files of every kind, broken at random, through recognition and reading (tests/fuzz).
MINUTES ?= 10
fuzz: $(READY)
	$(PY) -m tests.fuzz --minutes $(MINUTES) $(ARGS)

# With REFERENCE=folder every table is rebuilt from the reference facts and the boundary package;
# STATUS=file and TREND=file then bring in those official files as an import would. Without any of
# them data/core_rule.yaml is applied again to the parks that stand.
OFFICIAL := $(if $(STATUS),--status '$(STATUS)') $(if $(TREND),--trend '$(TREND)')
data: $(READY)
ifdef REFERENCE
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[data]'
	$(PY) -m data.build --reference '$(REFERENCE)' $(OFFICIAL)
else
	$(PY) -m data.build $(if $(strip $(OFFICIAL)),$(OFFICIAL),--only-core)
endif

# ARGS chooses groups of figures, such as ARGS='default national'; all of them take long.
bench: $(READY)
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(PY) -m benchmarks $(ARGS)

wheel: $(READY)
	$(PY) -m build --no-isolation --outdir dist .

clean:
	rm -rf .venv dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
