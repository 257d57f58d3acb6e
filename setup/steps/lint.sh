# The linters, each of which must be silent.

lint() {
    cd "$repo"
    ruff check --quiet .
    ruff format --quiet --diff .
    # An addon's description lies in parts in its readme/, not in a README.rst.
    pylint --score=n --enable=odoolint --disable=missing-readme $addons
    oca-checks-odoo-module $addons
    local catalogues
    catalogues=$(git ls-files '*.po')
    [ -z "$catalogues" ] || oca-checks-po $catalogues
}

format() {
    cd "$repo"
    ruff check --quiet --fix . || true
    ruff format .
}
