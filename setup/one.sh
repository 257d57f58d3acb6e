#!/usr/bin/env bash
# make one T=...: the fast loop. T is a path (with ::Class::test if wanted) or a name.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready pytest
[ -n "${T:-}" ] || die "say which test: make one T=mistake_tolerance/tests/test_subject.py, or T=test_rehired"

ready test
make_template
make_installed
copy installed one
if [ -e "$repo/${T%%::*}" ]; then
    run_pytest one "$T"
else
    run_pytest one tests $addons -k "$T"
fi
