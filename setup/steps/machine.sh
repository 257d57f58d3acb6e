# What the machine must offer, said before anything else is done.

# command or file that shows a package is there, and the Debian package's name
# (libcairo2 draws bar codes, libatomic1 belongs to the driver of the browser tests)
required_for_demo="python_venv:python3-venv"
required_for_test="$required_for_demo chromium:chromium cjk_fonts:fonts-noto-cjk
    wkhtmltopdf:wkhtmltopdf pdftoppm:poppler-utils libcairo:libcairo2 libatomic:libatomic1 git:git"

has_python_venv() { find_python; }
has_chromium() { command -v chromium || command -v google-chrome; }
has_cjk_fonts() { compgen -G '/usr/share/fonts/*/noto*/Noto*CJK*'; }
has_wkhtmltopdf() { command -v wkhtmltopdf; }
has_pdftoppm() { command -v pdftoppm; }
has_libcairo() { compgen -G '/usr/lib/*/libcairo.so.2'; }
has_libatomic() { compgen -G '/usr/lib/*/libatomic.so.1'; }
has_git() { command -v git; }

# The first interpreter that Odoo 19 accepts and that can make an environment.
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.10}; do
        if "$candidate" -c 'import ensurepip, sys, venv
sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            python=$(command -v "$candidate")
            return
        fi
    done
    return 1
}

check_folder() {
    mkdir -p "$build" "$logs" 2>/dev/null && [ -w "$build" ] ||
        die "cannot write to $build; clone into a folder of your own"
    local free_kb
    free_kb=$(df -Pk "$build" | awk 'NR == 2 { print $4 }')
    [ "$free_kb" -gt "$((${NEED_MB:-2500} * 1024))" ] ||
        die "only $((free_kb / 1024)) MB free below $build, ${NEED_MB:-2500} MB needed"
}

missing_packages() {
    local pair
    for pair in $1; do
        "has_${pair%%:*}" >/dev/null 2>&1 || printf ' %s' "${pair##*:}"
    done
}

# check_packages LIST: root gets what is missing, anybody else is told how.
check_packages() {
    local missing
    missing=$(missing_packages "$1")
    if [ -n "$missing" ]; then
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
            die "missing:$missing; install with: sudo apt-get install$missing"
        say "system packages:$missing"
        logged apt-system.log "apt-get could not install$missing" install_packages $missing
        missing=$(missing_packages "$1")
        [ -z "$missing" ] || die "still missing after installation:$missing"
    fi
}

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update && apt-get -qq install -y --no-install-recommends "$@" </dev/null
}

check_python() {
    find_python ||
        die "${PYTHON:-python3} is no Python 3.10 to 3.13 with venv; name one with PYTHON="
}

# check_machine demo|test
check_machine() {
    check_folder
    [ -z "${PYTHON:-}" ] || check_python
    case $1 in
        demo) check_packages "$required_for_demo" ;;
        test) check_packages "$required_for_test" ;;
    esac
    check_python
}
