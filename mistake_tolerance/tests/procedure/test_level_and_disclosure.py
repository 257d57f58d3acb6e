from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import publish


@tagged("post_install", "-at_install")
class TestLevelAndDisclosure(CaseWalk):
    """Who acts on which level, and how a decision is made known."""

    def _publish(self, change):
        action = self.version.action_new_draft()
        self.version = self.version.browse(action["res_id"])
        change(self.version)
        publish(self.as_user("administrator", self.version))
        self.situation = self.version.situation_ids.sorted("number")[0]
        self.degrees = self.version.degree_ids.grouped("kind")

    def _add_levels(self, version):
        """Let two levels have committees, and name none in the steps."""
        Body = self.env["tolerance.body"]
        version.step_ids.body_id = False
        for name in ("Bureau", "Prison"):
            committee = Body.create({"name": f"{name} Committee"})
            unlocked(committee).head_user_id = self.users["member"]
            version.level_ids = [
                Command.create(
                    {
                        "name": name,
                        "body_id": committee.id,
                        "office_id": Body.create({"name": f"{name} Office"}).id,
                    }
                )
            ]

    def test_the_level_of_a_case_says_who_acts(self):
        self._publish(self._add_levels)
        case = self.accept()
        self.inquire(case)
        self.assertIn("enter the level", case.next_action)
        with self.assertRaises(UserError):
            case.action_open_session()
        _bureau, prison = self.version.level_ids
        case.level_id = prison
        steps = {step.kind: step.body_id for step in case.step_ids}
        self.assertEqual(steps["decision"], prison.body_id)
        self.assertEqual(steps["filing"], prison.office_id)
        self.assertEqual(self.open_session(case).body_id, prison.body_id)
        with self.assertRaises(AccessError):
            case.level_id = _bureau

    def test_the_level_that_serves_the_unit_is_proposed(self):
        self._publish(self._add_levels)
        _bureau, prison = self.version.level_ids
        unlocked(prison.body_id).unit_ids = self.unit
        case = self.accept()
        self.assertEqual(case.level_id, prison)
        steps = {step.kind: step.body_id for step in case.step_ids}
        self.assertEqual(steps["decision"], prison.body_id)
        case.level_id = _bureau
        self.assertEqual(case.level_id, _bureau)

    def test_a_committee_brings_its_office(self):
        self._publish(self._add_levels)
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        level = draft.level_ids[0]
        unlocked(level.body_id).office_id = level.office_id
        level.office_id = False
        self.assertEqual(level._get_body("filing"), level.body_id.office_id)

    def test_a_body_named_by_a_step_comes_first(self):
        self._publish(self._add_levels)
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        own = self.env["tolerance.body"].create({"name": "Party Group"})
        draft.step_ids.filtered(lambda s: s.kind == "filing").body_id = own
        publish(self.as_user("administrator", draft))
        self.version = draft
        self.situation = draft.situation_ids.sorted("number")[0]
        self.degrees = draft.degree_ids.grouped("kind")
        case = self.accept()
        case.level_id = draft.level_ids[0]
        steps = {step.kind: step.body_id for step in case.step_ids}
        self.assertEqual(steps["filing"], own)

    def _disclose(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        self.serve(case)
        return case.step_ids.filtered(lambda step: step.kind == "disclosure")

    def test_form_and_range_are_recorded_and_stay(self):
        step = self._disclose()
        with self.assertRaisesRegex(UserError, "Form of Disclosure"):
            step.action_finish()
        step.write(
            {
                "disclosure_id": self.version.disclosure_ids[0].id,
                "disclosure_range": "The divisions",
            }
        )
        step.action_finish()
        self.assertEqual(step.state, "done")
        with self.assertRaises(AccessError):
            step.disclosure_range = "Everybody"

    def test_where_the_regulation_names_no_form_none_is_asked_for(self):
        self._publish(lambda version: version.disclosure_ids.unlink())
        step = self._disclose()
        step.action_finish()
        self.assertEqual(step.state, "done")

    def test_a_form_of_another_regulation_is_refused(self):
        step = self._disclose()
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        with self.assertRaises(ValidationError):
            step.disclosure_id = draft.disclosure_ids[0]
