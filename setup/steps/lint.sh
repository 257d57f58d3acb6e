# The linters. All of them speak before the command fails.

# missing-readme: an addon's description lies in parts in its readme/
# missing-return: an override of init or of a hook has nothing to return
# consider-merging-classes-inherited: one concept a file, also when it extends a model
pylint_off=missing-readme,missing-return,consider-merging-classes-inherited
# xml-field-numeric-without-eval: Odoo reads a number without eval, and so do people
# xml-duplicate-record-id: the sample's departments get their managers in a second file
# xml-tag-position: the order of attributes is no fault
oca_off=xml-tag-position,xml-field-numeric-without-eval,xml-duplicate-record-id

prettier() {
    local modules=$build/prettier/node_modules
    git ls-files -z '*.xml' '*.js' | xargs -0 "$venv/bin/node" \
        "$modules/prettier/bin/prettier.cjs" --log-level=warn \
        --plugin "$modules/@prettier/plugin-xml/src/plugin.js" "$@"
}

lint() {
    cd "$repo"
    local status=0 catalogues
    ruff check --quiet . || status=1
    python setup/lint_rooms.py || status=1
    ruff format --quiet --diff . || status=1
    prettier --check || status=1
    # pylint-odoo knows tests by the folder they lie in; ours lie in a folder a room.
    pylint --score=n --enable=odoolint --disable="$pylint_off" \
        --ignore-paths='.*/tests/.*' $addons || status=1
    pylint --score=n --enable=odoolint --disable="$pylint_off,translation-required" \
        $(printf '%s/tests ' $addons) || status=1
    oca-checks-odoo-module --disable="$oca_off" $addons || status=1
    catalogues=$(git ls-files '*.po')
    [ -z "$catalogues" ] || oca-checks-po $catalogues || status=1
    [ "$status" = 0 ] || die "the linters complain; make format settles what can be settled by itself"
}

format() {
    cd "$repo"
    ruff check --quiet --fix . || true
    ruff format --quiet .
    prettier --write
}
