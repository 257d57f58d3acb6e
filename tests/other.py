"""Other server processes, and databases that a test may change for good."""

import json
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import odoo.tests.common
from odoo.sql_db import close_db, db_connect
from odoo.tools import SQL, config

HERE = Path(__file__).resolve().parent


def run_odoo(*arguments, script=None, fails=False):
    """Run Odoo in a process of its own.

    :param arguments: subcommand and options, the configuration file is added
    :param str script: what to hand to a shell
    :param bool fails: whether it has to fail
    :return: what it printed and logged
    :rtype: str
    """
    done = subprocess.run(
        [sys.executable, "-m", "odoo", *arguments, "-c", config["config"]],
        input=script,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert bool(done.returncode) == fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def run_shell(script, database=None, *arguments):
    """Run a script in a server process of its own.

    :param str script: Python with ``env``
    :param str database: name, that of the tests if not given
    :return: what it printed and logged
    :rtype: str
    """
    database = database or odoo.tests.common.get_db_name()
    return run_odoo(
        "shell",
        "-d",
        database,
        "--no-http",
        "--log-level=warn",
        *arguments,
        script=script,
    )


def ask_shell(script, database, *arguments):
    """Run a script that ends by calling ``tell`` and return what it told."""
    prelude = (
        "import json, sys\n"
        f"sys.path.insert(0, {str(HERE)!r})\n"
        "def tell(value):\n"
        "    print('TOLD ' + json.dumps(value))\n\n"
    )
    output = run_shell(prelude + script, database, *arguments)
    told = [line[5:] for line in output.splitlines() if line.startswith("TOLD ")]
    assert told, output
    return json.loads(told[-1])


@contextmanager
def copied_database(suffix):
    """Give a copy of the database of the tests, for as long as it is needed."""
    source = odoo.tests.common.get_db_name()
    name = f"{source}_{suffix}"
    close_db(source)
    with closing(db_connect("postgres").cursor()) as cr:
        cr._cnx.autocommit = True
        drop = SQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", SQL.identifier(name))
        cr.execute(drop)
        cr.execute(
            SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND pid <> pg_backend_pid()",
                source,
            )
        )
        cr.execute(
            SQL(
                "CREATE DATABASE %s TEMPLATE %s",
                SQL.identifier(name),
                SQL.identifier(source),
            )
        )
        try:
            yield name
        finally:
            cr.execute(drop)
