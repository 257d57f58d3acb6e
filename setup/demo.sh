#!/usr/bin/env bash
# make demo: the product with its sample agency, in Chinese, on 127.0.0.1:PORT.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready server

port=${PORT:-8069}
check_folder
if server_answers; then
    greet
    exit 0
fi
port_is_free || die "port $port is taken; choose another: make demo PORT=8070"
ready demo
make_template
[ -z "${NEW:-}" ] || drop demo
if has_database demo; then
    is_current demo || die "the demo database was made by another version of the addons:
    make update      brings it up to this one
    make demo NEW=1  begins a new one; what was entered is lost"
else
    say "sample agency"
    fill_demo demo
    mark_current demo
fi
start_server
greet
