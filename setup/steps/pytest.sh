# pytest with Odoo's registry and HTTP server, on a database with both addons.

# run_pytest DATABASE ARGUMENTS...: the summary line stays last, so that CI can read it.
run_pytest() {
    local database=$1 status=0
    shift
    rm -f "$logs/test.log"
    cd "$repo"
    python -m pytest --odoo-config="$conf" --odoo-database="$database" --odoo-http \
        --odoo-log-level=info --odoo-extra="logfile=$logs/test.log" \
        --odoo-extra="screenshots=$logs/screenshots" \
        "$@" 2>&1 9>&- </dev/null | tee "$logs/pytest.out" | sed -u '$d' || status=$?
    python setup/check_log.py "$logs/test.log" ||
        { tail -n 1 "$logs/pytest.out"; die "the server log of the tests is not clean"; }
    tail -n 1 "$logs/pytest.out"
    return "$status"
}
