#!/usr/bin/env bash
# make shell: Python with the demo database in the variable env.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready
ready demo
has_database demo || die "no demo database yet: make demo"
odoo shell -d demo --no-http --log-level=warn
