#!/usr/bin/env bash
# make compat: Odoo's own tests with our addons installed and without, compared.
#
# load: as Odoo runs them, those of a module right after it loaded, when our columns
#   exist and our code is not there yet; those after the installation, tours included.
# whole: those without a browser once more with the code of every installed module.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready

tested="resource calendar hr hr_holidays hr_skills base_automation"
# Debian's package has no tests in base_import itself; this module holds them. It brings
# the website along, which fails a report's test of hr at load, without our addons too.
tested+=" base_import test_import_export test_base_automation"

ready test
stop_postgres_at_exit
mkdir -p "$logs/compat"
make_template

# run_load DATABASE: Odoo's own runner. A failed test is no failure of this script.
run_load() {
    local log=$logs/compat/$1-load.log
    rm -f "$log"
    odoo server -d "$1" --logfile="$log" --stop-after-init --test-enable -p 0 \
        --test-tags "$(printf '/%s,' $tested | sed 's/,$//')" \
        --screenshots="$logs/compat/screenshots" 2>"$logs/stderr" || true
}

# run_whole DATABASE: the same tests in the finished registry.
run_whole() {
    local module paths=()
    for module in $tested; do
        [ ! -d "$odoo_addons/$module/tests" ] || paths+=("$odoo_addons/$module/tests")
    done
    rm -f "$logs/compat/$1-whole.xml"
    (cd "$build" && PYTHONDONTWRITEBYTECODE=1 python -m pytest -q -c /dev/null --rootdir="$odoo_addons" \
        --noconftest -p no:cacheprovider --odoo-config="$conf" --odoo-database="$1" \
        --odoo-log-level=critical --junitxml="$logs/compat/$1-whole.xml" \
        "${paths[@]}" >"$logs/compat/$1-whole.log" 2>&1 9>&- </dev/null) || true
}

say "Odoo's modules under test"
copy template without
run_odoo compat-without.log "Odoo's modules could not be installed" \
    -d without -i "$(echo $tested | tr ' ' ,)" --skip-auto-install
say "the same and our addons"
copy without with
run_odoo compat-with.log "the addons could not be installed beside Odoo's modules" \
    -d with -i "${addons// /,}" --skip-auto-install
for database in without with; do
    # Tests change no database for good, but for assets: each run gets its own.
    for way in load whole; do
        say "Odoo's tests $database our addons: $way"
        copy "$database" "compat_$database"
        "run_$way" "compat_$database"
        drop "compat_$database"
    done
done
drop without
drop with
cd "$repo"
python setup/compare_tests.py "$logs/compat"
