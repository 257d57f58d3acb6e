"""Every window action of ours opens for everybody who can see it."""

from contextlib import contextmanager, suppress

from lxml import etree

from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .demo_common import ADDONS, ROLES, DemoCase
from .matrix import RELATIONS, Matrix
from .matrix_dossier import Dossier
from .matrix_shelf import Shelf

# Each refusal is a line of the log, too.
# Of the roles of the access matrix, which the login has.
MATRIX_ROLES = {
    "officer": "employee",
    "head": "unit_head",
    "partycommittee": "member",
    "partygroup": "member",
    "hr": "hr_officer",
    "tadmin": "administrator",
    **{role: role for role in ("clerk", "inquirer", "supervisor", "auditor")},
}
REFUSED = (
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.models",
)


@tagged("post_install", "-at_install")
class TestEveryAction(DemoCase):
    """What the web client asks for: views, list, a new record, one that is there.

    Nothing may be refused on the way, and in the end only for lack of right, when
    a record that was opened is saved.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # One record of everything, about the officer, for every role that may see it.
        shelf = Shelf(cls.env, cls.env.ref("base.main_company"))
        officer = cls.env.ref("mistake_tolerance.user_officer").employee_id
        dossier = Dossier(cls.env, shelf, "own", officer)
        dossier.join_team(cls.env.ref("mistake_tolerance.user_inquirer"))
        dossier.fill()
        found = cls.env["ir.model.data"].search(
            [("model", "=", "ir.actions.act_window"), ("module", "in", ADDONS)]
        )
        cls.xml_ids = found.mapped("complete_name")

    def each(self):
        """Yield each action with each role that can open it.

        :return: yields role, action as the web client reads it, and its model with
            the user and the context of the action
        """
        for xml_id in self.xml_ids:
            action = self.env.ref(xml_id)
            for role in ROLES:
                user = self.user(role)
                if action.group_ids and not action.group_ids & user.all_group_ids:
                    continue
                env = self.env(user=user, su=False)
                if not env[action.res_model].has_access("read"):
                    continue
                read = env["ir.actions.actions"]._for_xml_id(xml_id)
                context = safe_eval(
                    read["context"] or "{}",
                    {"uid": user.id, "active_id": False, "active_ids": []},
                )
                model = env[action.res_model].with_context(
                    **user.context_get(), **context
                )
                yield role, read, model

    @contextmanager
    def attempt(self, role, action):
        """Name the attempt, keep nothing of it."""
        with self.subTest(f"{role}: {action['xml_id']}"), mute_logger(*REFUSED):
            with self.env.cr.savepoint() as savepoint:
                yield
                self.env.flush_all()
                savepoint.rollback()
        self.env.invalidate_all()

    def get_views(self, action, model):
        search = action["search_view_id"] and action["search_view_id"][0]
        views = [[view, kind] for view, kind in action["views"]] + [[search, "search"]]
        options = {"action_id": action["id"], "toolbar": True}
        answer = call_kw(model, "get_views", [], {"views": views, "options": options})
        return {
            kind: etree.fromstring(view["arch"])
            for kind, view in answer["views"].items()
        }

    def test_there_are_actions_for_everybody(self):
        seen = {}
        for role, action, _model in self.each():
            seen.setdefault(role, set()).add(action["xml_id"])
        self.assertEqual(seen.keys(), {*ROLES})
        self.assertEqual(set().union(*seen.values()), {*self.xml_ids})

    def test_views_and_records(self):
        """Open the action, then one of its records, and save that as it is."""
        opened = set()
        for role, action, model in self.each():
            with self.attempt(role, action):
                views = self.get_views(action, model)
                domain = safe_eval(action["domain"] or "[]", {"uid": model.env.uid})
                for kind in views.keys() - {"form", "search"}:
                    nodes = views[kind].xpath("//field[not(ancestor::field)]")
                    fields = {node.get("name"): {} for node in nodes}
                    found = call_kw(
                        model, "web_search_read", [domain, fields], {"limit": 80}
                    )["records"]
                    if found:
                        opened.add(action["xml_id"])
                        self.save_as_it_is(model.browse(found[0]["id"]), action)
        self.assertGreater(len(opened), 50)

    def save_as_it_is(self, record, action):
        form = Form(record, self.find_form(action))
        # A user who may read a record may not be able to change it.
        with suppress(AccessError):
            spec = form._view["fields_spec"]
            call_kw(record, "web_save", [record.ids, {}, spec], {})

    def find_form(self, action):
        return next((view for view, kind in action["views"] if kind == "form"), None)

    def test_action_opens_a_new_record(self):
        """Open a new record wherever the screen offers it; nowhere else is it so."""
        matrix = Matrix()
        offered = set()
        for role, action, model in self.each():
            with self.attempt(role, action):
                if not self.offers_new(self.get_views(action, model), model):
                    continue
                offered.add((role, action["xml_id"]))
                allowed = {
                    matrix.get_outcome(
                        MATRIX_ROLES[role], relation, model._name, "create"
                    )
                    for relation in RELATIONS
                }
                self.assertNotEqual(allowed, {"0"}, "New is offered in vain")
                Form(model, self.find_form(action))
        self.assertIn(
            ("clerk", "mistake_tolerance.tolerance_decision_delivery_action"), offered
        )

    def offers_new(self, views, model):
        """Tell whether the web client shows the button New."""
        if not model.env.context.get("create", True):
            return False
        return any(
            views[kind].get("create", "1").lower() not in ("0", "false")
            for kind in views.keys() - {"search"}
        )
