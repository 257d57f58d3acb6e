# The Python environment in .build/venv, made by pip (its settings are honoured).

make_venv() {
    local version
    version=$("$python" -c 'import sys; print(sys.version)')
    once venv "$version $(cat "$repo/setup/requirements.txt")" fill_venv
    # Points at the Odoo of this run, so that ODOO_SRC may change between runs.
    echo "$odoo_lib" >"$(echo "$venv"/lib/python3.*/site-packages)/odoo19.pth"
    export PATH=$venv/bin:$PATH
    # As root, Odoo says so on stderr at each start; bytecode belongs to no clone.
    unset PYTHONPATH
}

fill_venv() {
    say "Python environment with $("$python" --version)"
    rm -rf "$venv" "$build/stamps"/venv_*
    logged venv.log "$python could not make an environment" "$python" -m venv "$venv"
    say "Python packages of Odoo"
    pip_install requirements.txt
    # Draws bar codes; its usual companion pycairo would have to be compiled.
    logged pip-cairo.log "pip could not install rlPyCairo" \
        "$venv/bin/pip" install -q --no-deps rlPyCairo
}

add_test_tools() {
    once venv_test "$(cat "$repo/setup/requirements-test.txt")" fill_test_tools
    once venv_prettier "$(cat "$repo/setup/prettier/package-lock.json")" fill_prettier
}

fill_test_tools() {
    say "Python packages of tests and linters"
    pip_install requirements-test.txt
}

# Formats pages and tours. Node and npm come from the environment's wheel.
fill_prettier() {
    rm -rf "$build/prettier"
    cp -r "$repo/setup/prettier" "$build/prettier"
    logged npm.log "npm could not install setup/prettier: is there a network?" \
        env PATH="$venv/bin:$PATH" npm_config_cache="$build/prettier/cache" \
        npm --prefix "$build/prettier" ci --no-audit --no-fund --ignore-scripts
    rm -rf "$build/prettier/cache"
}

pip_install() {
    logged "pip-$1.log" "pip could not install setup/$1: is there a network?" \
        "$venv/bin/pip" install -q --disable-pip-version-check -r "$repo/setup/$1"
}
