import json

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestDefault(CaseWalk):
    """Defaults of the user do not reach records that an action makes for others."""

    def keep(self, model, user=None, **values):
        """Keep default values, past the form as an older database may have them."""
        for name, value in values.items():
            self.env.cr.execute(
                "INSERT INTO ir_default (field_id, user_id, json_value) "
                "VALUES (%s, %s, %s)",
                [
                    self.env["ir.model.fields"]._get(model, name).id,
                    user and user.id,
                    json.dumps(value),
                ],
            )
        self.registry.clear_cache()
        self.env.invalidate_all()

    def get_ballot_values(self):
        return {
            "cast_on": "2026-05-04 09:00:00",
            "degree_id": self.degrees["exempt"].id,
            "situation_ids": [[6, 0, self.situation.ids]],
            "reasons": "The clerk decided.",
        }

    def prepare(self):
        case = self.accept()
        self.inquire(case)
        return case

    def assertEmpty(self, session):
        for ballot in self.get_ballots(session):
            self.assertFalse(ballot.cast_on or ballot.degree_id or ballot.reasons)
            self.assertFalse(ballot.situation_ids)
        self.assertTrue(self.get_ballots(session))

    def test_new_ballot_is_empty_for_every_opener(self):
        case = self.prepare()
        self.keep("tolerance.ballot", self.users["clerk"], **self.get_ballot_values())
        self.assertEmpty(self.open_session(case))

    def test_default_for_all_users_is_ignored(self):
        case = self.prepare()
        self.keep("tolerance.ballot", **self.get_ballot_values())
        self.assertEmpty(self.open_session(case))

    def test_default_from_the_client_is_ignored(self):
        case = self.prepare()
        values = {f"default_{n}": v for n, v in self.get_ballot_values().items()}
        values["default_user_id"] = self.users["colleague"].id
        values["default_superior_ids"] = [[6, 0, self.users["colleague"].ids]]
        session = self.open_session(case.with_context(**values))
        self.assertEmpty(session)
        self.assertNotIn(self.users["colleague"], session.seat_ids.sudo().user_id)
        self.assertFalse(session.seat_ids.sudo().superior_ids)

    def test_a_draft_decision_holds_what_the_body_decided(self):
        self.keep(
            "tolerance.determination.line",
            is_selected=False,
            omission_reason="Not wanted.",
            cap_points=3.0,
        )
        self.keep("tolerance.determination", revocation_reason="Written before.")
        case = self.prepare()
        self.hold_session(case)
        context = {
            "default_is_selected": False,
            "default_omission_reason": "Not wanted.",
            "default_revocation_reason": "Written before.",
        }
        self.hold_session(case.with_context(**context))
        draft = self.env["tolerance.determination"].search([("case_id", "=", case.id)])
        self.assertTrue(draft.line_ids)
        self.assertTrue(all(draft.line_ids.mapped("is_selected")))
        self.assertFalse(any(draft.line_ids.mapped("omission_reason")))
        self.assertFalse(any(draft.line_ids.mapped("cap_points")))
        self.assertFalse(draft.revocation_reason)

    def test_a_new_employee_is_a_new_person(self):
        person = self.officer.tolerance_subject_id
        for model in ("hr.employee", "hr.department"):
            self.keep(model, tolerance_subject_id=person.id)
        made = self.env["hr.employee"].create({"name": "New"})
        self.assertNotEqual(made.tolerance_subject_id, person)
        unit = self.env["hr.department"].create({"name": "New"})
        self.assertNotEqual(unit.tolerance_subject_id, person)

    def test_default_for_our_models_is_refused(self):
        clerk = self.users["clerk"]
        Default = self.env["ir.default"].with_user(clerk)
        for model, name, value in (
            ("tolerance.ballot", "reasons", "x"),
            ("tolerance.determination.line", "is_selected", False),
            ("tolerance.application", "organ", "x"),
            ("hr.employee", "tolerance_subject_id", 1),
        ):
            with (
                self.subTest(model),
                self.assertRaisesRegex(ValidationError, "no default value"),
            ):
                Default.set(model, name, value, user_id=True)
        # Another module's fields are its own affair.
        Default.set("res.partner", "comment", "x", user_id=True)

    def test_new_form_takes_defaults_of_its_button(self):
        """A button that opens a new page fills it in."""
        defaults = (
            self.as_user("officer")["tolerance.application"]
            .with_context(default_organ="Bureau")
            .default_get(["organ"])
        )
        self.assertEqual(defaults["organ"], "Bureau")
        act(
            self.env["tolerance.interest.declaration"].with_user(
                self.users["colleague"]
            )
        ).create({"subject_id": self.officer.tolerance_subject_id.id})
