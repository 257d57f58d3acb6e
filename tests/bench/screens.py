"""The screens that a role reaches by the menus, and how their first page is read."""

import statistics
from typing import NamedTuple

from lxml import etree
from pairs import get_clock

from odoo.fields import Domain
from odoo.tools.safe_eval import datetime, dateutil, safe_eval
from odoo.tools.safe_eval import time as safe_time

PAGE = 80
# The web client counts no further.
COUNTED = 10_001
# What the web client reads of a record that a list names.
NAMED = {"fields": {"display_name": {}}}


class Cost(NamedTuple):
    """What one reading costs."""

    ms: float
    statements: int


class Screen(NamedTuple):
    """A list or a board as its window action opens it."""

    action: str
    model: str
    domain: Domain
    spec: dict
    order: str
    groupby: tuple

    def read(self, env):
        """Read the first page, as the web client does."""
        return env[self.model].web_search_read(
            self.domain, self.spec, limit=PAGE, order=self.order, count_limit=COUNTED
        )


def measure(env, read, rounds=5):
    """Read several times, each time with nothing in the cache.

    :param env: the environment of the reader
    :param read: function without arguments
    :return: milliseconds of work, here and in the database, of the median round
    :rtype: Cost
    """
    clock, taken = get_clock(env.cr), []
    # What is read once in a registry.
    read()
    for _round in range(rounds):
        env.invalidate_all()
        statements, start = env.cr.sql_log_count, clock()
        read()
        taken.append(1000 * (clock() - start))
        statements = env.cr.sql_log_count - statements
    return Cost(statistics.median(taken), statements)


def find_screens(env):
    """Find the window actions that the menus of a user lead to.

    :param env: the environment of the user
    :return: the lists and boards of our own models
    :rtype: list[Screen]
    """
    screens = []
    menus = env["ir.ui.menu"].load_menus(False).values()
    ids = {
        menu["action_id"]
        for menu in menus
        if menu.get("action_model") == "ir.actions.act_window"
    }
    # sudo: the web client loads actions so.
    actions_sudo = env["ir.actions.act_window"].sudo().browse(sorted(ids - {False}))
    for action_sudo in actions_sudo:
        kind = action_sudo.view_mode.split(",")[0]
        model = action_sudo.res_model
        if model.startswith("tolerance.") and kind in ("list", "kanban"):
            screens.append(_read_action(env, action_sudo, kind))
    return screens


def _read_action(env, action_sudo, kind):
    known = {
        "uid": env.uid,
        "active_id": False,
        "active_ids": [],
        "allowed_company_ids": env.companies.ids,
        "company_id": env.company.id,
        "context_today": lambda: env.company._tolerance_today(),
        "current_date": str(env.company._tolerance_today()),
        "datetime": datetime,
        "relativedelta": dateutil.relativedelta.relativedelta,
        "time": safe_time,
    }
    context = safe_eval(action_sudo.context or "{}", known)
    Model = env[action_sudo.res_model].with_context(**context)
    ids = {view.view_mode: view.view_id.id for view in action_sudo.view_ids}
    search = etree.fromstring(
        Model.get_view(action_sudo.search_view_id.id or None, "search")["arch"]
    )
    domain = Domain(safe_eval(action_sudo.domain or "[]", known))
    groupby = []
    groups = {}
    for key in context:
        name = key.removeprefix("search_default_")
        node = search.find(f".//filter[@name='{name}']")
        if name == key or not context[key] or node is None:
            continue
        inner = safe_eval(node.get("context") or "{}", known)
        if group := inner.get("group_by"):
            groupby.append(group)
        elif node.get("domain"):
            # Filters between two separators are joined by "or".
            place = _get_group(node)
            groups[place] = groups.get(place, Domain.FALSE) | Domain(
                safe_eval(node.get("domain"), known)
            )
    arch = etree.fromstring(Model.get_view(ids.get(kind) or None, kind)["arch"])
    return Screen(
        action_sudo.path or action_sudo.xml_id,
        action_sudo.res_model,
        domain & Domain.AND(groups.values()),
        _read_spec(Model, arch),
        arch.get("default_order") or None,
        tuple(groupby),
    )


def _get_group(node):
    return sum(1 for _one in node.itersiblings("separator", preceding=True))


def _read_spec(model, arch):
    spec = {}
    for node in arch.iter("field"):
        name = node.get("name")
        field = model._fields.get(name)
        if field is None or node.get("column_invisible") in ("1", "True"):
            continue
        named = field.type == "many2one" or node.get("widget") == "many2many_tags"
        spec[name] = NAMED if named else {}
    return spec
