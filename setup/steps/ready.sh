# Everything up to a running PostgreSQL and a configured Odoo.

# ready demo|test
ready() {
    check_machine "$1"
    take_lock
    get_odoo
    make_venv
    [ "$1" = demo ] || add_test_tools
    start_postgres
    write_conf
}

# A PostgreSQL that this command started ends with it; a demo's goes on.
stop_postgres_at_exit() {
    trap '[ -n "${postgres_was_running-yes}" ] || stop_postgres' EXIT
}
