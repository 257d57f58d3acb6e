import re
from itertools import product

from lxml import etree
from psycopg2 import Error

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from ..common import ROLES
from .matrix_dossier import Dossier
from .matrix_operations import get_transitions
from .matrix_shelf import Shelf, find_models

OTHER_VALUES = {
    "char": "Changed",
    "text": "Changed",
    "html": "<p>Changed</p>",
    "date": "2026-03-03",
    "datetime": "2026-03-03 08:00:00",
}
LINKS = ("one2many", "many2many")


@tagged("post_install", "-at_install")
class TestClosedFields(TransactionCase):
    """What a form makes readonly by the state, the server refuses to write."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = ["base.group_user", *(f"mistake_tolerance.group_{r}" for r in ROLES)]
        # Only the state stands in the way of somebody with every role.
        cls.user = new_test_user(cls.env, "test_all_roles", groups=",".join(groups))

    def get_closed(self, model, states):
        """Return the fields that the form of a model closes, by state.

        :rtype: dict
        """
        arch = etree.fromstring(model.get_view(view_type="form")["arch"])
        closed = {}
        nodes = {}
        for node in arch.xpath("//field[not(ancestor::field)]"):
            nodes.setdefault(node.get("name"), []).append(node.get("readonly"))
        for name, expressions in nodes.items():
            field = model._fields[name]
            # A field that is closed at all times is written in a dialog of its own.
            if (
                field.type in LINKS
                or field.readonly
                or not field.store
                or not all(expressions)
                or not any("state" in e or "can_" in e for e in expressions)
            ):
                continue
            for state in states:
                if all(self.is_closed(model, state, e) for e in expressions):
                    closed.setdefault(state, set()).add(name)
        return closed

    def is_closed(self, model, state, expression):
        """Return whether the state alone makes an expression of a form true.

        :rtype: bool
        """
        given = {"state": state, "id": 1}
        for action, transition in get_transitions(model).items():
            sources = transition.sources
            given[f"can_{action}"] = not sources or state in sources
        others = {n for n in re.findall(r"[a-z]\w+", expression) if n in model._fields}
        others -= given.keys()
        return all(
            safe_eval(expression, {**given, **dict(zip(others, values, strict=True))})
            for values in product((True, False), repeat=len(others))
        )

    def get_other_value(self, record, name):
        field = record._fields[name]
        if field.type == "boolean":
            return not record[name]
        if field.type == "selection":
            values = field.get_values(self.env)
            return next((v for v in values if v != record[name]), record[name])
        if field.type == "many2one":
            return record[name].id
        return OTHER_VALUES.get(field.type, 7)

    def is_refused(self, record, values):
        savepoint = self.env.cr.savepoint()
        try:
            record.write(values)
            self.env.flush_all()
            return False
        except (UserError, Error):
            return True
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    @mute_logger("odoo.sql_db")
    def test_closed_by_the_state(self):
        employee = self.env["hr.employee"].create({"name": "Closed Person"})
        dossier = Dossier(self.env, Shelf(self.env, self.env.company), "none", employee)
        tried, accepted = 0, []
        for name in find_models(self.env):
            model = self.env[name]
            field = model._fields.get("state")
            if model._transient or not field or field.type != "selection":
                continue
            if not hasattr(model, "_write_unlocked"):
                continue
            closed = self.get_closed(model, field.get_values(self.env))
            if not closed:
                continue
            record = dossier.get(name)
            for state, names in closed.items():
                savepoint = self.env.cr.savepoint()
                try:
                    record._write_unlocked({"state": state})
                    self.env.flush_all()
                except (UserError, Error):
                    # Not a state that the record has without more.
                    savepoint.close(rollback=True)
                    self.env.invalidate_all(flush=False)
                    continue
                own = record.with_user(self.user).sudo()
                for field_name in sorted(names):
                    tried += 1
                    value = self.get_other_value(record, field_name)
                    if not self.is_refused(own, {field_name: value}):
                        accepted.append(f"{name} {state}: {field_name}")
                savepoint.close(rollback=True)
                self.env.invalidate_all(flush=False)
        self.assertFalse(accepted)
        self.assertGreater(tried, 50)
