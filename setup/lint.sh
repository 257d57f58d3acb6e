#!/usr/bin/env bash
# make lint, make format
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv lint
check_machine demo
take_lock
get_odoo
make_venv
add_test_tools
"${1:-lint}"
