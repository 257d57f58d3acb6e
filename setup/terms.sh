#!/usr/bin/env bash
# make terms: write the terms of both addons into their catalogues anew; translations stay.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready

ready test
stop_postgres_at_exit
make_template
make_installed
copy installed terms
cd "$repo"
odoo shell -d terms --no-http --log-level=error <"$repo/setup/export_terms.py" |
    grep -v '^$' || true
drop terms
