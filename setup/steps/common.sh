# Where things live, how a step reports and how a command stops. Sourced first.
set -euo pipefail
umask 022

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$repo/.build
logs=$build/log
venv=$build/venv
addons="mistake_tolerance mistake_tolerance_reports"

say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# once NAME KEY COMMAND...: run COMMAND unless it was finished before for this KEY.
# The stamp is renamed into place last, so an interrupted step simply runs again.
once() {
    local stamp=$build/stamps/$1 key=$2
    [ ! -f "$stamp" ] || [ "$(<"$stamp")" != "$key" ] || return 0
    shift 2
    "$@"
    mkdir -p "$build/stamps"
    printf '%s\n' "$key" >"$stamp.new"
    mv "$stamp.new" "$stamp"
}

# logged FILE MESSAGE COMMAND...: keep the output in FILE, show its end on failure.
logged() {
    local log=$logs/$1 message=$2
    shift 2
    if ! "$@" >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        die "$message (whole output: $log)"
    fi
}

# One command at a time in a clone: the lock is free again when the script ends.
take_lock() {
    exec 9>"$build/lock"
    flock -n 9 || die "another make is at work in this folder; wait for it to end"
}

source_steps() {
    local step
    for step in "$@"; do
        . "$repo/setup/steps/$step.sh"
    done
}
