from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestConflict(CaseWalk):
    """Who is close to a case finds no trace of it by any path in the server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("clerk_two", "clerk")

    def get_reasons(self, case, user):
        rows = self.env["tolerance.conflict"].search(
            [("case_id", "=", case.id), ("user_id", "=", user.id)]
        )
        return set(rows.mapped("reason"))

    def test_party_and_line_of_command_are_found(self):
        case = self.accept()
        self.assertEqual(self.get_reasons(case, self.users["officer"]), {"party"})
        self.assertIn("superior", self.get_reasons(case, self.users["head"]))
        self.assertFalse(self.get_reasons(case, self.users["colleague"]))

    def test_former_superior_stays_out(self):
        """A change of managers after the matter opens the case to nobody."""
        case = self.accept()
        self.officer.parent_id = self.colleague
        self.unit.manager_id = self.colleague
        self.assertIn("superior", self.get_reasons(case, self.users["head"]))
        self.assertIn("superior", self.get_reasons(case, self.users["colleague"]))

    def test_declared_interest_hides_the_case_until_it_ends(self):
        case = self.accept()
        user = self.users["clerk_two"]
        as_user = case.with_user(user)
        self.assertTrue(as_user.name)
        tie = act(self.env["tolerance.interest.declaration"].with_user(user)).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        with self.assertRaises(AccessError):
            as_user.check_access("read")
        act(tie).write({"active": False})
        as_user.check_access("read")

    def test_interest_of_another_user_cannot_be_declared(self):
        tie = act(
            self.env["tolerance.interest.declaration"].with_user(
                self.users["clerk_two"]
            )
        ).create(
            {
                "subject_id": self.officer.tolerance_subject_id.id,
                "user_id": self.users["clerk"].id,
            }
        )
        self.assertEqual(tie.user_id, self.users["clerk_two"])

    def make_conflicted(self):
        """Return a case that the second clerk followed, and that is now closed."""
        case = self.accept()
        user = self.users["clerk_two"]
        case.message_subscribe(user.partner_id.ids)
        case.activity_schedule(
            "mail.mail_activity_data_todo", summary=case.name, user_id=user.id
        )
        case.message_post(body="Deliberation begins.", partner_ids=user.partner_id.ids)
        case.with_user(user).message_post(body="My own note.")
        act(self.env["tolerance.interest.declaration"].with_user(user)).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        return case.with_user(user)

    def test_case_is_hidden_from_search_and_counts(self):
        case = self.make_conflicted()
        env = case.env
        for model, domain in (
            ("tolerance.case", [("id", "=", case.id)]),
            ("tolerance.case.party", [("case_id", "=", case.id)]),
            ("tolerance.case.step", [("case_id", "=", case.id)]),
            ("tolerance.matter", [("id", "=", case.sudo().matter_id.id)]),
            ("tolerance.conflict", [("case_id", "=", case.id)]),
        ):
            Model = env[model]
            self.assertTrue(Model.sudo().search_count(domain), model)
            self.assertFalse(Model.search(domain), model)
            self.assertFalse(Model.search_count(domain), model)
            groups = Model.formatted_read_group(domain, [], ["__count"])
            self.assertEqual(groups[0]["__count"], 0, model)
        number = case.sudo().name
        self.assertFalse(env["tolerance.case"].name_search(number))

    def test_case_is_hidden_from_read_export_and_errors(self):
        case = self.make_conflicted()
        case.env.user.group_ids |= self.env.ref("base.group_allow_export")
        case.env.user.group_ids |= self.env.ref("base.group_no_one")
        party = case.sudo().party_ids.with_env(case.env)
        for records in (case, party):
            for read in (
                lambda records=records: records.read(["display_name", "company_id"]),
                lambda records=records: records.web_read({"company_id": {}}),
                lambda records=records: records.export_data(["company_id"]),
            ):
                records.invalidate_recordset()
                with self.assertRaises(AccessError) as caught:
                    read()
                text = str(caught.exception)
                self.assertNotIn(self.officer.name, text)
                self.assertNotIn(case.sudo().name, text)

    def test_case_is_hidden_from_messages_activities_and_following(self):
        case = self.make_conflicted()
        env, partner = case.env, case.env.user.partner_id
        thread = [("model", "=", case._name), ("res_id", "=", case.id)]
        self.assertFalse(env["mail.message"].search(thread))
        messages = self.env["mail.message"].search(thread)
        own = messages.filtered(lambda message: message.author_id == partner)
        self.assertTrue(own)
        with self.assertRaises(AccessError):
            own.with_env(env).read(["body"])
        self.assertNotIn(partner, case.sudo().message_partner_ids)
        self.assertFalse(
            self.env["mail.notification"].search(
                [
                    ("mail_message_id", "in", messages.ids),
                    ("res_partner_id", "=", partner.id),
                ]
            )
        )
        activities = case.sudo().activity_ids
        self.assertTrue(activities)
        self.assertNotIn(env.user, activities.user_id)
        self.assertIn(self.users["clerk"], activities.user_id)

    def test_invitations_are_removed_on_conflict(self):
        case = self.accept()
        user = self.users["clerk_two"]
        event = self.env["calendar.event"].create(
            {
                "name": case.name,
                "start": "2026-05-04 09:00:00",
                "stop": "2026-05-04 10:00:00",
                "res_model_id": self.env["ir.model"]._get_id(case._name),
                "res_id": case.id,
                "partner_ids": [(6, 0, user.partner_id.ids)],
            }
        )
        act(self.env["tolerance.interest.declaration"].with_user(user)).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        self.assertNotIn(user.partner_id, event.partner_ids)

    def test_applicant_who_is_a_clerk_keeps_their_own_page(self):
        user = self.users["officer"]
        user.group_ids |= self.env.ref("mistake_tolerance.group_clerk")
        case = self.accept()
        application = case.sudo().party_ids.application_id.with_user(user)
        self.assertEqual(application.user_id, user)
        self.assertTrue(application.progress)
        self.assertTrue(application.message_ids)
        with self.assertRaises(AccessError):
            case.with_user(user).read(["name"])

    def test_ledger_of_the_case_is_closed_to_an_auditor_in_conflict(self):
        case = self.accept()
        user = self.users["auditor"]
        domain = [("chain", "=", f"tolerance.case,{case.id}")]
        Entry = self.env["tolerance.ledger.entry"].with_user(user)
        Chain = self.env["tolerance.ledger.chain"].with_user(user)
        Pending = self.env["tolerance.ledger.pending"].with_user(user)
        heads = Chain.search([("key", "=", f"tolerance.case,{case.id}")])
        waiting = Pending.search([("entry_id.chain", "=", heads.key)])
        self.assertTrue(Entry.search(domain))
        self.assertTrue(heads.has_access("read") and waiting.has_access("read"))
        act(self.env["tolerance.interest.declaration"].with_user(user)).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        self.assertFalse(Entry.search(domain))
        self.assertFalse(Chain.search([("key", "=", f"tolerance.case,{case.id}")]))
        self.env.invalidate_all()
        self.assertFalse(heads.has_access("read") or waiting.has_access("read"))

    def test_accuser_is_known_to_the_clerk_in_charge_alone(self):
        case = self.accept()
        accuser = (
            self.env["tolerance.protected.source"]
            .with_user(case.clerk_id)
            .create(
                {
                    "case_id": case.id,
                    "name": "Test Accuser",
                    "user_id": self.users["colleague"].id,
                }
            )
        )
        self.assertEqual(self.get_reasons(case, self.users["colleague"]), {"accuser"})
        self.assertNotIn("Test Accuser", accuser.display_name)
        for role in ("clerk_two", "inquirer", "member", "supervisor", "auditor"):
            with self.assertRaises(AccessError):
                accuser.with_user(self.users[role]).read(["name"])
