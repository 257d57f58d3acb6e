# The demo's server: started in the background, found again by its process id.

# Is the demo already there, on the wanted port (or on any, if none was named)?
server_answers() {
    [ -s "$build/server" ] || return 1
    local pid running
    read -r pid running <"$build/server"
    is_our_server "$pid" || return 1
    if [ "${PORT:-$running}" = "$running" ] && port=$running && wait_for_server "$pid" 5; then
        return 0
    fi
    stop_server
    port=${PORT:-8069}
    return 1
}

is_our_server() { grep -qsz -- "$build/odoo.conf" "/proc/$1/cmdline"; }

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

health() {
    exec 3<>"/dev/tcp/127.0.0.1/$port" &&
        printf 'GET /web/health HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3 &&
        grep -q pass <&3
}

# wait_for_server PID SECONDS
wait_for_server() {
    local tries=$(($2 * 2))
    while [ "$tries" -gt 0 ]; do
        ! (health) 2>/dev/null || return 0
        kill -0 "$1" 2>/dev/null || return 1
        sleep 0.5
        tries=$((tries - 1))
    done
    return 1
}

start_server() {
    stop_server
    port_is_free || die "port $port was taken meanwhile; choose another: make demo PORT=8070"
    say "server on 127.0.0.1:$port"
    rm -f "$logs/demo.log"
    setsid "$venv/bin/python" -m odoo server -c "$build/odoo.conf" -d demo \
        --db-filter '^demo$' --http-port "$port" --max-cron-threads 1 \
        --logfile "$logs/demo.log" </dev/null >"$logs/demo.out" 2>&1 9>&- &
    local pid=$!
    echo "$pid $port" >"$build/server"
    wait_for_server "$pid" 90 ||
        { tail -n 20 "$logs/demo.out" "$logs/demo.log" >&2 || true; die "the server did not start"; }
}

stop_server() {
    [ -s "$build/server" ] || return 0
    local pid _port
    read -r pid _port <"$build/server"
    if is_our_server "$pid"; then
        kill "$pid"
        while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
    fi
    rm -f "$build/server"
}

greet() { python3 "$repo/setup/greet.py" "http://127.0.0.1:$port" "$repo/data/logins.csv"; }
