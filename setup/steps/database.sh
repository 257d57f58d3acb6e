# Databases: template (Odoo's own modules, warm) -> installed (with our addons) -> copies.

modules=web,web_tour,base_import,base_automation,hr,mail,calendar,resource,rpc

odoo() { python -m odoo "$1" -c "$conf" "${@:2}" 9>&-; }

write_conf() {
    conf=$build/odoo.conf
    cat >"$conf.new" <<CONF
[options]
addons_path = $odoo_addons,$repo
data_dir = $build/data
db_host = $PGHOST
db_port = $PGPORT
db_replica_host = $PGHOST
db_replica_port = $PGPORT
db_user = $PGUSER
db_password = $PGPASSWORD
http_interface = 127.0.0.1
list_db = False
max_cron_threads = 0
CONF
    chmod 600 "$conf.new"
    mv "$conf.new" "$conf"
}

sql() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

has_database() { [ "$(sql -c "select 1 from pg_database where datname = '$1'")" = 1 ]; }

drop() { dropdb --if-exists --force "$1" 2>/dev/null; }

copy() {
    drop "$2"
    createdb -T "$1" "$2"
}

# keep FROM TO: the finished database takes its name.
keep() {
    drop "$2"
    sql -c "alter database \"$1\" rename to \"$2\""
}

# run_odoo LOG MESSAGE ARGUMENTS...: Odoo with a log that must hold no warning.
run_odoo() {
    local log=$1 message=$2
    shift 2
    rm -f "$logs/$log"
    odoo server --logfile="$logs/$log" --stop-after-init --no-http "$@" 2>"$logs/stderr" ||
        { tail -n 30 "$logs/stderr" "$logs/$log" >&2; die "$message (whole log: $logs/$log)"; }
    python "$repo/setup/check_log.py" "$logs/$log" || die "$message: its log is not clean"
}

make_template() {
    local key
    key=$(printf '%s\n' "$odoo_key" "$modules" | cat - "$repo/setup/prepare_template.py" | sha256sum | head -c 16)
    once template "$key" fill_template
    has_database template || { rm "$build/stamps/template"; make_template; }
}

fill_template() {
    say "template database: Odoo's modules"
    rm -f "$build/stamps"/{installed,demo_check}
    drop template.new
    createdb -T template0 -E UTF8 template.new
    run_odoo template.log "Odoo's own modules could not be installed" \
        -d template.new -i "$modules" --skip-auto-install
    say "template database: assets"
    logged assets.log "the assets could not be built" \
        run_script template.new "$repo/setup/prepare_template.py"
    keep template.new template
}

# Odoo makes its own databases with them; it indexes parts of names only if they exist.
add_trigrams() {
    sql -d "$1" -c "create extension if not exists pg_trgm" >/dev/null 2>&1 ||
        say "PostgreSQL has no trigrams here: parts of names are searched without an index"
}

run_script() { odoo shell -d "$1" --no-http --log-level=warn <"$2"; }

# What the addons install: everything but their tests and pages' tests.
addons_key() {
    (cd "$repo" && cat "$build/stamps/template" &&
        find $addons -type f -not -path '*/tests/*' -not -name '*.pyc' -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum) | sha256sum | head -c 16
}

# A database that people keep is of the version that made or last updated it.
is_current() { [ "$(cat "$build/stamps/$1" 2>/dev/null)" = "$(addons_key)" ]; }

mark_current() { addons_key >"$build/stamps/$1"; }

make_installed() {
    once installed "$(addons_key)" fill_installed
    has_database installed || { rm "$build/stamps/installed"; make_installed; }
}

fill_installed() {
    say "installing both addons"
    copy template installed.new
    add_trigrams installed.new
    run_odoo install.log "the addons could not be installed" \
        -d installed.new -i "${addons// /,}" --skip-auto-install
    keep installed.new installed
}

# The sample agency as in make demo, for tests that copy it.
make_demo_check() {
    once demo_check "$(addons_key)" fill_demo_check
    has_database demo_check || { rm "$build/stamps/demo_check"; make_demo_check; }
}

fill_demo_check() {
    say "sample agency, as in make demo"
    fill_demo demo_check
}

# fill_demo NAME: Chinese, with our sample agency and without Odoo's own demo records.
fill_demo() {
    copy template "$1.new"
    add_trigrams "$1.new"
    logged demo-language.log "the Chinese translations could not be loaded" \
        run_script "$1.new" "$repo/setup/prepare_demo.py"
    sql -d "$1.new" -c "update ir_module_module set demo = true where state = 'installed'"
    run_odoo "$1-install.log" "the sample agency could not be installed" \
        -d "$1.new" -i "${addons// /,}" --with-demo --skip-auto-install
    logged demo-users.log "the users could not be set to Chinese" \
        run_script "$1.new" "$repo/setup/prepare_demo.py"
    keep "$1.new" "$1"
}
