#!/usr/bin/env bash
# make update: bring changed code, views and data into the demo database.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready server
port=${PORT:-8069}
[ ! -s "$build/server" ] || [ -n "${PORT:-}" ] || port=$(cut -d' ' -f2 "$build/server")
ready demo
has_database demo || die "no demo database yet: make demo"
stop_server
say "updating both addons"
# Odoo keeps the translations of an update before, of menus and labels as well.
run_odoo update.log "the addons could not be updated" -d demo -u "${addons// /,}" \
    --i18n-overwrite
mark_current demo
start_server
greet
