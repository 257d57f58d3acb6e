#!/usr/bin/env bash
# make bench, make soak: measurements (tests/bench, tests/soak) on a fresh database.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready pytest
kind=$1
compgen -G "$repo/tests/$kind/test_*.py" >/dev/null || die "tests/$kind holds no measurement"
ready test
stop_postgres_at_exit
make_template
make_installed
[ "$kind" != bench ] || make_demo_check
copy installed "$kind"
run_pytest "$kind" "$repo/tests/$kind" -s
