#!/usr/bin/env bash
# make one T=...: the fast loop. T is a path (with ::Class::test if wanted) or a name.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready pytest
[ -n "${T:-}" ] || die "say which test: make one T=mistake_tolerance/tests/subject/test_subject.py, or T=test_rehired"

# The sample agency takes a minute to build: only for a test that copies it.
needs_sample() {
    local files=("$repo/${T%%::*}")
    [ -e "${files[0]}" ] || mapfile -t files < <(grep -rlF -- "$T" "$repo/tests")
    [ "${#files[@]}" -gt 0 ] && grep -rqF demo_check "${files[@]}"
}

ready test
make_template
make_installed
! needs_sample || make_demo_check
copy installed one
if [ -e "$repo/${T%%::*}" ]; then
    run_pytest one "$T"
else
    run_pytest one tests $addons -k "$T"
fi
