#!/usr/bin/env bash
# make test: lint, install into fresh databases, run every test; no warning, no skip.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database lint ready pytest

ready test
stop_postgres_at_exit
say "linters"
lint
make_template
make_installed
make_demo_check
say "tests"
copy installed test
# Each process has its copy of the database, and a class stays in one; four at most, for
# the memory. In the order of the files the longest, the access matrix, begins early.
cores=$(nproc)
run_pytest test tests $addons --ignore=tests/bench --ignore=tests/soak \
    --numprocesses=$((cores < 4 ? cores : 4)) --dist=loadscope --no-loadscope-reorder
