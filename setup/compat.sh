#!/usr/bin/env bash
# make compat: Odoo's own tests with our addons installed and without, compared.
#
# load: as Odoo runs them, those of a module right after it loaded, when our columns
#   exist and our code is not there yet; those after the installation, tours included.
# whole: those without a browser once more with the code of every installed module.
# COMPAT_WAYS=load leaves the other out. What ended differently is run again on both
# sides, until Odoo alone was seen to end so too, COMPAT_ROUNDS (10) times at most.
. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready

tested="resource calendar hr hr_holidays hr_skills base_automation base_import"
# Tests of those modules that Odoo keeps in modules of their own. The first brings the
# website along, which fails a report's test of hr at load, without our addons too.
tested+=" test_import_export test_base_automation"
ways=${COMPAT_WAYS:-load whole}
rounds=${COMPAT_ROUNDS:-10}

# find_tests MODULE: the folder of its tests, if this package of Odoo has them.
find_tests() {
    local folder folders
    IFS=, read -ra folders <<<"$odoo_addons"
    for folder in "${folders[@]}"; do
        [ ! -d "$folder/$1/tests" ] || echo "$folder/$1/tests"
    done
}

# run_load DATABASE FILE TESTS...: Odoo's own runner, which takes tests as Odoo's tags.
# A failed test is no failure of this script.
run_load() {
    local database=$1 file=$2
    shift 2
    odoo server -d "$database" --logfile="$file.log" --stop-after-init --test-enable -p 0 \
        --test-tags "$(IFS=,; echo "$*")" \
        --screenshots="$results/screenshots" 2>"$logs/stderr" || true
}

# run_whole DATABASE FILE TESTS...: in the finished registry, tests as paths.
run_whole() {
    local database=$1 file=$2
    shift 2
    (cd "$odoo_lib" && PYTHONDONTWRITEBYTECODE=1 python -m pytest -q -c /dev/null --rootdir="$odoo_lib" \
        --noconftest -p no:cacheprovider --odoo-config="$conf" --odoo-database="$database" \
        --odoo-log-level=critical --junitxml="$file.xml" "$@" >"$file.out" 2>&1 9>&- </dev/null) || true
}

# run_sides WAY ROUND TESTS...: each run gets databases of its own.
run_sides() {
    local way=$1 round=$2 side
    shift 2
    for side in without with; do
        say "$way, round $round, $side our addons"
        copy "$side" "compat_$side"
        "run_$way" "compat_$side" "$results/$side-$way-$round" "$@"
        drop "compat_$side"
    done
}

# name_tests WAY: all tests that are there, as the way wants them.
name_tests() {
    local module
    for module in $tested; do
        case $1 in
            load) echo "/$module" ;;
            whole) find_tests "$module" ;;
        esac
    done
}

# name_unsettled WAY: those that so far ended differently, as the way wants them.
name_unsettled() {
    local name module
    python "$repo/setup/compare_tests.py" --unsettled "$1" "$results" | while read -r name; do
        module=${name%%/*}
        case $1 in
            load) echo "$name" ;;
            whole) echo "$(find_tests "$module")/${name#*/tests/}" ;;
        esac
    done
}

ready test
stop_postgres_at_exit
results=$logs/compat
rm -rf "$results"
mkdir -p "$results"
make_template
without_tests=
for module in $tested; do
    [ -n "$(find_tests "$module")" ] || without_tests+=" $module"
done

say "Odoo's modules under test"
copy template without
run_odoo compat-without.log "Odoo's modules could not be installed" \
    -d without -i "${tested// /,}" --skip-auto-install
say "the same and our addons"
copy without with
run_odoo compat-with.log "the addons could not be installed beside Odoo's modules" \
    -d with -i "${addons// /,}" --skip-auto-install
for way in $ways; do
    mapfile -t tests < <(name_tests "$way")
    for ((round = 0; round <= rounds && ${#tests[@]}; round++)); do
        run_sides "$way" "$round" "${tests[@]}"
        mapfile -t tests < <(name_unsettled "$way")
    done
done
drop without
drop with
python "$repo/setup/compare_tests.py" "$results" $without_tests
