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
say "sample agency, as in make demo"
once demo_check "$(addons_key)" fill_demo demo_check
say "tests"
copy installed test
run_pytest test tests $addons --ignore=tests/bench --ignore=tests/soak
