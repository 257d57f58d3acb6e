# Odoo 19 itself: a source tree named by ODOO_SRC, or Debian's package unpacked
# below .build with an apt of its own (the system's apt and packages stay as they are).
# Sets odoo_lib (for Python), odoo_addons (addons path) and odoo_key (what it is).

companions="fonts-font-awesome fonts-roboto-unhinted libjs-jquery libjs-jquery-form
    libjs-underscore"

get_odoo() {
    if [ -n "${ODOO_SRC:-}" ]; then
        use_source_tree
    else
        local wanted=debian-sid
        [ -z "${ODOO_DEB:-}" ] || wanted=$(readlink -f "$ODOO_DEB")
        once odoo "$wanted" unpack_package "$wanted"
        odoo_lib=$build/odoo/usr/lib/python3/dist-packages
        odoo_addons=$odoo_lib/odoo/addons
        odoo_key=$(<"$build/odoo/version")
    fi
}

use_source_tree() {
    grep -qs '^version_info = (19, 0' "$ODOO_SRC/odoo/release.py" ||
        die "ODOO_SRC=$ODOO_SRC is no Odoo 19 source tree (no odoo/release.py of 19.0)"
    odoo_lib=$(cd "$ODOO_SRC" && pwd)
    odoo_addons=$odoo_lib/odoo/addons
    [ ! -d "$odoo_lib/addons/web" ] || odoo_addons+=,$odoo_lib/addons
    odoo_key=$odoo_lib
    say "Odoo 19 from $odoo_lib"
}

unpack_package() {
    local apt=$build/apt package=$1
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
        die "no apt-get here; name an Odoo 19 source tree: ODOO_SRC=/path"
    rm -rf "$build/odoo.new"
    mkdir -p "$apt"/{lists/partial,cache/archives/partial,parts,debs} "$build/odoo.new"
    if [ "$package" = debian-sid ]; then
        isolate_apt "$apt"
        say "Odoo 19: downloading Debian's package (about 130 MB)"
        download "$apt" odoo-19/sid $(printf '%s/stable ' $companions)
        package=$(echo "$apt"/debs/odoo-19_*.deb)
    else
        [ -r "$package" ] || die "ODOO_DEB=$package cannot be read"
        get_companions "$apt" "$(dirname "$package")"
    fi
    say "Odoo 19: unpacking $(basename "$package")"
    unpack "$package" "$apt" "$build/odoo.new"
    rm -rf "$build/odoo"
    mv "$build/odoo.new" "$build/odoo"
    rm -rf "$apt"
}

# Companion packages lying beside the named package save the download.
get_companions() {
    local apt=$1 beside=$2 name wanted=
    for name in $companions; do
        cp "$beside/${name}"_*.deb "$apt/debs/" 2>/dev/null || wanted+=" $name/stable"
    done
    [ -n "$wanted" ] || return 0
    isolate_apt "$apt"
    download "$apt" $wanted
}

# The archive this machine's own apt uses, or ODOO_DEB_MIRROR.
debian_mirror() {
    local mirror=${ODOO_DEB_MIRROR:-}
    [ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(REPO_URI)' \
        'Created-By: Packages' 2>/dev/null | grep -E '/debian/?$' | head -n 1 || true)
    [ -n "$mirror" ] ||
        die "no Debian archive in this machine's apt sources; set ODOO_DEB_MIRROR, ODOO_DEB or ODOO_SRC"
    printf '%s' "$mirror"
}

isolate_apt() {
    local apt=$1 mirror key suite
    mirror=$(debian_mirror)
    key=$(compgen -G '/usr/share/keyrings/debian-archive-keyring.*' | head -n 1) ||
        die "the package debian-archive-keyring is missing; apt-get install debian-archive-keyring"
    for suite in stable sid; do
        echo "deb [signed-by=$key] $mirror $suite main"
    done >"$apt/sources.list"
    : >"$apt/status"
    apt_options=(
        -qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts="$apt/parts"
        -o Dir::Etc::preferencesparts="$apt/parts" -o Dir::Etc::preferences=/dev/null
        -o Dir::State="$apt" -o Dir::State::Lists="$apt/lists"
        -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache"
        -o APT::Architecture="$(dpkg --print-architecture)"
        -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none -o Acquire::Retries=3
        -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false
        -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
    )
    say "Odoo 19: reading Debian's package index"
    apt-get "${apt_options[@]}" -o APT::Update::Error-Mode=any update \
        >"$logs/apt-index.log" 2>&1 || explain_index_failure
}

explain_index_failure() {
    tail -n 5 "$logs/apt-index.log" >&2
    ! grep -qE 'is expired|is not valid yet' "$logs/apt-index.log" ||
        die "the Debian archive and this machine's clock ($(date +%F)) disagree: set the clock, or another archive with ODOO_DEB_MIRROR"
    die "cannot reach the Debian archive: is there a network? Offline, set ODOO_SRC or ODOO_DEB"
}

download() {
    local apt=$1
    shift
    cd "$apt/debs"
    logged apt-download.log "download from the Debian archive failed" \
        apt-get "${apt_options[@]}" download "$@"
    cd "$repo"
}

# Of the translations only Chinese is kept (the others are 800 MB).
unpack() {
    local package=$1 apt=$2 into=$3 deb
    for deb in "$apt"/debs/*.deb; do
        case $deb in */odoo-19_*) ;; *) dpkg-deb -x "$deb" "$into" ;; esac
    done
    dpkg-deb --fsys-tarfile "$package" |
        tar -x -C "$into" --no-same-owner --wildcards --exclude='*.pot' \
            --exclude='*/i18n/[!z]*.po' --exclude='*/i18n/z[!h]*.po' \
            --exclude='./usr/lib/python3/dist-packages/addons' \
            ./usr/lib/python3/dist-packages ||
        die "$package could not be unpacked"
    # Debian strips this file, which the web client lists: without it every page
    # logs an error. It is needed only for blurred backgrounds in video calls.
    local stripped=$into/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib
    mkdir -p "$stripped/selfie_segmentation"
    touch "$stripped/selfie_segmentation/selfie_segmentation.js"
    dpkg-deb -f "$package" Version >"$into/version"
}
