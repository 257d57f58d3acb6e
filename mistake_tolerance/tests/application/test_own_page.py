from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import ROLES, act


@tagged("post_install", "-at_install")
class TestOwnPage(CaseWalk):
    """An applicant keeps their own page, whatever else they are in the agency."""

    def is_readable(self, records):
        try:
            return bool(records.search([("id", "in", records.ids)]))
        except AccessError:
            return False

    def test_applicant_who_is_staff(self):
        user = self.users["officer"]
        for number, role in enumerate(ROLES):
            with self.subTest(role):
                user.group_ids = self.env.ref("base.group_user") | self.env.ref(
                    f"mistake_tolerance.group_{role}"
                )
                attachment = self.as_user("officer")["ir.attachment"].create(
                    {"name": "plan.txt", "raw": b"The plan"}
                )
                own = self.draft(attachment_ids=[(6, 0, attachment.ids)])
                act(own).action_submit()
                act(self.as_user("head", own)).action_forward()
                self.answer(own, decision="return", reason="One page is missing.")
                own.statement = "With the page."
                act(own).action_submit()
                self.assertEqual(own.state, "filed")
                action = self.answer(own, title=f"Matter {number}")
                case = self.as_user("officer")["tolerance.case"].browse(
                    action["res_id"]
                )
                own.invalidate_recordset()
                self.assertEqual(own.read(["state"])[0]["state"], "accepted")
                self.assertTrue(own.receipt and own.progress and own.next_action)
                self.assertEqual(own.attachment_ids.raw, b"The plan")
                self.assertTrue(own.message_ids)
                own.message_post(body="How far is it?")
                self.assertTrue(self.is_readable(own))
                case_sudo = case.sudo()
                case_sudo.message_post(body="Whom shall we ask?")
                for records in (
                    case_sudo,
                    case_sudo.matter_id,
                    case_sudo.party_ids,
                    case_sudo.step_ids,
                    case_sudo.proceeding_id,
                    case_sudo.message_ids,
                    case_sudo.conflict_ids,
                    self.env["tolerance.ledger.entry"].search(
                        [("chain", "=", f"tolerance.case,{case.id}")]
                    ),
                    self.env["tolerance.ledger.entry"].search(
                        [("res_model", "=", own._name), ("res_id", "=", own.id)]
                    ),
                ):
                    self.assertTrue(records)
                    closed = records.sudo(False).with_user(user)
                    self.assertFalse(self.is_readable(closed), records._name)
