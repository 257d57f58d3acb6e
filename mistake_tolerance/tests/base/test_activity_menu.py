from datetime import timedelta

from lxml import etree

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..case.case_common import CaseWalk
from ..common import act

# Names that the activity menu of the web client asks for, see activity_menu.js.
NAMES = (
    "filter_activities_my",
    "activities_overdue",
    "activities_today",
    "activities_upcoming_all",
)


@tagged("post_install", "-at_install")
class TestActivityMenu(CaseWalk):
    """The bell opens what waits for the reader, and nothing of anybody else."""

    def setUp(self):
        super().setUp()
        # As browsers set it: in the evening of UTC it is tomorrow in the agency.
        for user in self.users.values():
            user.tz = self.company._tolerance_setting("tolerance_tz")

    def _get_models(self):
        return [
            name
            for name, model in self.registry.items()
            if name.startswith("tolerance.")
            and not model._abstract
            and issubclass(model, self.registry["mail.activity.mixin"])
        ]

    def test_every_type_with_activities_has_the_filters_of_the_menu(self):
        models = self._get_models()
        self.assertIn("tolerance.appraisal", models)
        self.assertIn("tolerance.determination", models)
        views = self.env["ir.ui.view"].search(
            [("model", "in", models), ("type", "=", "search"), ("mode", "=", "primary")]
        )
        searched = [(name, False) for name in models]
        searched += [(view.model, view.id) for view in views]
        for name, view_id in searched:
            arch = self.env[name].get_view(view_id, "search")["arch"]
            filters = {
                node.get("name"): node.get("domain")
                for node in etree.fromstring(arch).iter("filter")
            }
            for wanted in NAMES:
                with self.subTest(wanted, model=name, view=view_id):
                    domain = safe_eval(filters[wanted], {"uid": self.env.uid})
                    self.env[name].search_count(domain)

    def test_menu_shows_own_tasks_only(self):
        first, second = (self.accept(login) for login in ("officer", "colleague"))
        as_clerk = self.as_user("clerk")
        as_clerk["mail.activity"].search(
            [("res_model", "=", "tolerance.case"), ("res_id", "=", second.id)]
        ).sudo().user_id = self.users["inquirer"]
        group = next(
            group
            for group in as_clerk["res.users"]._get_activity_groups()
            if group["model"] == "tolerance.case"
        )
        arch = etree.fromstring(
            as_clerk["tolerance.case"].get_view(False, "search")["arch"]
        )
        chosen = [
            safe_eval(
                arch.find(f".//filter[@name='{name}']").get("domain"),
                {"uid": as_clerk.uid},
            )
            for name in NAMES[:3]
        ]
        mine, *days = map(Domain, chosen)
        domain = Domain(group["domain"]) & mine & Domain.OR(days)
        cases = as_clerk["tolerance.case"].search(domain)
        self.assertIn(first, cases)
        self.assertNotIn(second, cases)

    def get_places(self, login, model):
        """Return what the menu of a user knows about the tasks on a type."""
        users = self.as_user(login)["res.users"]
        groups = {group["model"]: group for group in users._get_activity_groups()}
        return groups[model]["tolerance_places"]

    def test_a_row_leads_to_the_record_whenever_it_is_due(self):
        application = self.submit()
        todo = self.env["mail.activity"].search(
            [
                ("res_model", "=", "tolerance.application"),
                ("res_id", "=", application.id),
            ]
        )
        today = self.env.company._tolerance_today()
        for days, state in ((-1, "overdue"), (0, "today"), (3, "upcoming_all")):
            todo.date_deadline = today + timedelta(days=days)
            with self.subTest(state):
                self.assertEqual(
                    self.get_places("head", "tolerance.application"),
                    [
                        {
                            "state": state,
                            "res_model": "tolerance.application",
                            "res_id": application.id,
                        }
                    ],
                )

    def test_types_of_odoo_keep_their_rows(self):
        self.users["clerk"].partner_id.activity_schedule(
            user_id=self.users["clerk"].id, summary="Call"
        )
        groups = self.as_user("clerk")["res.users"]._get_activity_groups()
        self.assertTrue(groups)
        for group in groups:
            ours = group["model"].startswith("tolerance.")
            self.assertEqual("tolerance_places" in group, ours, group["model"])

    def test_a_member_is_led_to_the_ballot(self):
        case = self.accept("officer")
        self.inquire(case)
        session = self.open_session(case)
        [place] = self.get_places("member", "tolerance.session")
        ballot = self.get_ballots(session)
        self.assertEqual(
            (place["res_model"], place["res_id"]), (ballot._name, ballot.id)
        )
        todo = self.as_user("member")["mail.activity"].search(
            [("res_model", "=", session._name), ("res_id", "=", session.id)]
        )
        action = todo.filtered(lambda t: t.user_id == todo.env.user)
        action = action.action_open_document()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (ballot._name, ballot.id)
        )
        own = self.as_user("member", ballot)
        self.fill(own)
        act(own).action_cast()
        [place] = self.get_places("clerk", "tolerance.session")
        self.assertEqual(
            (place["res_model"], place["res_id"]), (session._name, session.id)
        )
