"""A server of one's own, on a copy of a database; both are gone afterwards."""

import os
import runpy
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from odoo.modules.registry import Registry
from odoo.sql_db import close_db, db_connect
from odoo.tools import SQL, config

REPO = Path(__file__).parent.parent
CONNECTION = ("db_host", "db_port", "db_user", "db_password")
check_log = runpy.run_path(str(REPO / "setup" / "check_log.py"))


def run_sql(*statements):
    with db_connect("postgres").cursor() as cr:
        cr._cnx.autocommit = True
        for statement in statements:
            cr.execute(statement)


@contextmanager
def copied(source, name):
    """Copy a database for as long as it is needed.

    :param str source: name of the database, which nobody may be using
    :param str name: of the copy
    """
    # A database is only copied while nobody is connected to it.
    close_db(source)
    drop = SQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", SQL.identifier(name))
    create = SQL(
        "CREATE DATABASE %s TEMPLATE %s", SQL.identifier(name), SQL.identifier(source)
    )
    run_sql(drop, create)
    try:
        yield name
    finally:
        Registry.delete(name)
        close_db(name)
        run_sql(drop)


def find_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(database, log, workers=0):
    """Run a server on a database.

    :param pathlib.Path log: where it writes
    :param int workers: processes that answer requests, without jobs; 0 is one process
        with threads
    :return: its address
    """
    port = find_port()
    command = [sys.executable, "-m", "odoo", "server", "-c", os.devnull]
    command += [f"--{name}={config[name]}" for name in CONNECTION if config[name]]
    command += [f"--addons-path={','.join(config['addons_path'])}"]
    command += [f"--data-dir={config['data_dir']}", "--http-interface=127.0.0.1"]
    if workers:
        command += [f"--workers={workers}", "--max-cron-threads=0"]
        command += [f"--gevent-port={find_port()}"]
    process = subprocess.Popen(
        [*command, "-d", database, f"--http-port={port}", f"--logfile={log}"],
        cwd=REPO,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def wait_for(url, process):
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{url}/web/health", timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the server did not start")


def find_complaints(log):
    """Return what a log must not hold.

    :rtype: list
    """
    found = check_log["complaints"](log.read_text(errors="replace"))
    return [record["message"] for record in found]
