"""The screens of an agency with 300 cases, and of one with 300,000.

What a page shows is the same in both; what it costs must not grow with the archive,
nor with the conflicts of the reader, nor in Odoo's own lists.
"""

import logging
import re
from contextlib import contextmanager

import pytest
from own_server import copied
from scale_fill import fill, give_conflicts
from screens import find_screens, measure

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL, config

_logger = logging.getLogger("scale.figures")

SAMPLE = "demo_check"
SMALL, BIG = 300, 300_000
ROLES = ("clerk", "inquirer", "partygroup", "hr", "supervisor", "auditor", "officer")
# Below this, a difference is not seen and hardly measured.
NOTHING = 50
STATEMENTS = 12
# Milliseconds in which the condition about closed records is planned.
PLANNED = 10
# How much longer than PostgreSQL needs to count the bare table.
GROUPED = 1.2
# A node of a plan of PostgreSQL that reads a table from its beginning, and how far.
SCAN = re.compile(r"Seq Scan on (\w+).*actual .*rows=(\d+) loops", re.DOTALL)
LEFT_OUT = re.compile(r"Rows Removed by Filter: (\d+)")
LARGE = 10_000


@contextmanager
def opened(source, name):
    with copied(source, name):
        testing = config["test_enable"]
        # Loading a registry would run the tests of its addons once more.
        config["test_enable"] = False
        registry = Registry(name)
        config["test_enable"] = testing
        yield registry


@pytest.fixture(scope="module")
def registries(load_registry):
    name = odoo.tests.common.get_db_name()
    with (
        opened(SAMPLE, f"{name}_small") as small,
        opened(SAMPLE, f"{name}_big") as big,
    ):
        fill(small, SMALL)
        fill(big, BIG)
        yield {SMALL: small, BIG: big}


@pytest.fixture(scope="module")
def plain(load_registry):
    """Odoo with the same modules, without ours."""
    name = odoo.tests.common.get_db_name()
    with opened("template", f"{name}_plain") as registry:
        yield registry


@contextmanager
def as_user(registry, login):
    """Give the environment of a user; what is written is taken back."""
    with registry.cursor() as cr:
        system = api.Environment(cr, SUPERUSER_ID, {})
        user = system["res.users"].search([("login", "=", login)])
        context = {"lang": user.lang, "allowed_company_ids": user.company_ids.ids}
        yield api.Environment(cr, user.id, context)
        cr.rollback()


def report(*parts):
    _logger.info(" ".join(f"{part}" for part in parts))


@pytest.mark.parametrize("role", ROLES)
def test_first_pages(registries, role):
    found = {}
    for cases, registry in registries.items():
        with as_user(registry, role) as env:
            for screen in find_screens(env):
                cost = measure(env, lambda env=env, screen=screen: screen.read(env))
                found.setdefault(screen.action, {})[cases] = cost
    slow = []
    for action, costs in found.items():
        small, big = costs[SMALL], costs[BIG]
        line = f"{action}: {small.ms:.0f} -> {big.ms:.0f} ms, {big.statements} q"
        report(role, line)
        if (
            big.ms > 1.5 * small.ms + NOTHING
            or big.statements > STATEMENTS
            or big.statements > small.statements + 2
        ):
            slow.append(line)
    assert found
    assert slow == []


def count_bare(model):
    """Count the rows of a table by state, without any rule."""
    query = "SELECT state, count(*) FROM %s GROUP BY state"
    return model.env.execute_query(SQL(query, SQL.identifier(model._table)))


@pytest.mark.parametrize("model", ["tolerance.case", "tolerance.case.step"])
def test_whole_tables(registries, model):
    """Counting and grouping everything, and looking for a number."""
    costs = {}
    for cases, registry in registries.items():
        with as_user(registry, "clerk") as env:
            Model = env[model]
            costs[cases] = {
                "bare": measure(env, lambda Model=Model: count_bare(Model)),
                "group": measure(
                    env,
                    lambda Model=Model: Model.formatted_read_group(
                        [], ["state"], ["__count"]
                    ),
                ),
                "count": measure(
                    env, lambda Model=Model: Model.search_count([], limit=10_001)
                ),
                "name": measure(
                    env, lambda Model=Model: Model.name_search("1234", limit=8)
                ),
            }
    for way, big in costs[BIG].items():
        small = costs[SMALL][way]
        report(model, way, f"{small.ms:.0f} -> {big.ms:.0f} ms, {big.statements} q")
        assert big.ms <= BIG / SMALL * small.ms
        # The rules about conflicts cost little beside the counting itself.
        assert big.ms <= GROUPED * costs[BIG]["bare"].ms + PLANNED


def get_odoo_lists(env, shown=()):
    """Return readings of Odoo's own lists, by what is read.

    :param env: the environment of the reader
    :param shown: domain of the employees and contacts
    """
    shown = list(shown)
    Employee, Partner = env["hr.employee"], env["res.partner"]
    Activity, Message = env["mail.activity"], env["mail.message"]
    names = {"name": {}}
    return {
        "employees": lambda: Employee.web_search_read(
            shown, {**names, "activity_ids": {}}, limit=80
        ),
        "contacts": lambda: Partner.web_search_read(shown, names, limit=80),
        "activities": lambda: Activity.search([("res_model", "=", "hr.employee")]).read(
            ["summary"]
        ),
        "messages": lambda: Message.search(
            [("model", "=", "hr.employee")], limit=30
        ).read(["subject"]),
    }


def test_conflicts_of_the_reader(registries):
    costs = {}
    with as_user(registries[BIG], "hr") as env:
        for count in (10_000, 1, 0):
            give_conflicts(env, env.user, count)
            for name, read in get_odoo_lists(env).items():
                costs.setdefault(name, {})[count] = measure(env, read, rounds=15)
    for name, cost in costs.items():
        figures = ", ".join(f"{n}: {cost[n].ms:.1f} ms" for n in sorted(cost))
        report("conflicts", name, figures, f"{cost[0].statements} q")
        assert len({one.statements for one in cost.values()}) == 1
        least = min(one.ms for one in cost.values())
        assert max(one.ms for one in cost.values()) <= 1.2 * least + 2


def test_with_and_without(registries, plain):
    """Odoo's own lists, in one database with our addons and in one without."""
    costs = {}
    for kind, registry in (("with", registries[SMALL]), ("without", plain)):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            employees = env["hr.employee"].create(
                [{"name": f"Bench {number}"} for number in range(80)]
            )
            reader = env["res.users"].create(
                {
                    "name": "Bench",
                    "login": "bench",
                    "group_ids": [
                        (4, env.ref(f"hr.group_hr_{role}").id)
                        for role in ("user", "manager")
                    ],
                }
            )
            for employee in employees:
                employee.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=reader.id
                )
            env.flush_all()
            cr.execute("ANALYZE")
            own = env(user=reader.id, su=False)
            shown = [("name", "like", "Bench ")]
            for name, read in get_odoo_lists(own, shown).items():
                costs.setdefault(name, {})[kind] = measure(own, read, rounds=15)
            cr.rollback()
    for name, cost in costs.items():
        ours, theirs = cost["with"], cost["without"]
        report(
            f"{name}: {theirs.ms:.1f} -> {ours.ms:.1f} ms",
            f"({ours.ms / theirs.ms:.2f} x), {theirs.statements} ->",
            f"{ours.statements} q",
        )
        # The check of what is read asks once, and PostgreSQL plans that for 5 ms.
        assert ours.statements <= theirs.statements + 1
        assert ours.ms <= 1.2 * theirs.ms + PLANNED


def find_read_whole(plan, sizes):
    """Find the tables that a plan reads to their end, or nearly.

    A scan that ends as soon as the page is full is none.

    :param str plan: of PostgreSQL, with what was read
    :param dict sizes: rows of the tables that count, by name
    """
    for node in plan.split("->"):
        found = SCAN.search(node)
        if found and found[1] in sizes:
            left_out = LEFT_OUT.search(node)
            read = int(found[2]) + int(left_out[1] if left_out else 0)
            if read > sizes[found[1]] / 2:
                yield found[1]


@pytest.mark.parametrize("role", ROLES)
def test_plans(registries, role):
    """No first page reads a large table from its beginning to its end."""
    scanned = {}
    with as_user(registries[BIG], role) as env:
        env.cr.execute(
            SQL(
                "SELECT relname, reltuples FROM pg_class "
                "WHERE relkind = 'r' AND reltuples > %s",
                LARGE,
            )
        )
        large = dict(env.cr.fetchall())
        assert "tolerance_case_step" in large
        screens = find_screens(env)
        # PostgreSQL itself says how it has read.
        env.cr.execute("LOAD 'auto_explain'")
        env.cr.execute(
            "SET auto_explain.log_min_duration = 0; SET auto_explain.log_analyze = on;"
            "SET auto_explain.log_level = notice;"
            # Each worker would say how much of the table it has read itself.
            "SET max_parallel_workers_per_gather = 0"
        )
        for screen in screens:
            env.cr._cnx.notices = []
            env.invalidate_all()
            screen.read(env)
            assert env.cr._cnx.notices
            for notice in env.cr._cnx.notices:
                for table in find_read_whole(notice, large):
                    scanned.setdefault(screen.action, set()).add(table)
    report(role, "read whole:", scanned or "no large table")
    assert scanned == {}
