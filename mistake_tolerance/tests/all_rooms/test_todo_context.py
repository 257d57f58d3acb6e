import json

from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act
from ..guard.guard_common import GuardCase

# What any client may send with a call.
SILENCE = {
    "mail_activity_automation_skip": True,
    "mail_activity_quick_update": True,
    "default_active": False,
    "default_user_id": 1,
}


@tagged("post_install", "-at_install")
class TestTodoContext(CaseWalk):
    """What an action puts on somebody's desk does not depend on what a client sends."""

    def get_todos(self, record, user):
        domain = [("user_id", "=", user.id), ("res_model", "=", record._name)]
        domain.append(("res_id", "=", record.id))
        return self.env["mail.activity"].search(domain)

    def test_client_context_cannot_suppress_the_next_task(self):
        application = self.draft()
        act(application.with_context(**SILENCE)).action_submit()
        head = self.users["head"]
        (todo,) = self.get_todos(application, head)
        self.assertTrue(todo.active)
        told = self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", head.partner_id.id),
                ("mail_message_id.model", "=", application._name),
                ("mail_message_id.res_id", "=", application.id),
            ]
        )
        self.assertTrue(told)
        forwarded = application.with_user(head).with_context(**SILENCE)
        act(forwarded).action_forward()
        self.assertFalse(self.get_todos(application, head), "it is done")

    def test_a_kept_default_hides_no_task(self):
        self.env.cr.execute(
            "INSERT INTO ir_default (field_id, json_value) VALUES (%s, %s)",
            [
                self.env["ir.model.fields"]._get("mail.activity", "active").id,
                json.dumps(False),
            ],
        )
        self.registry.clear_cache()
        application = self.draft()
        act(application).action_submit()
        self.assertTrue(self.get_todos(application, self.users["head"]).active)


@tagged("post_install", "-at_install")
class TestDeclarationTold(GuardCase):
    def test_person_is_notified_of_a_declaration(self):
        self._decide()
        declaration = (
            self.as_user("hr_officer")["tolerance.declaration"]
            .with_context(**SILENCE)
            .create(
                {
                    "guard_id": self.env.ref("mistake_tolerance.guard_mark").id,
                    "subject_id": self.officer.tolerance_subject_id.id,
                    "area_id": self.env.ref("mistake_tolerance.area_points").id,
                    "date_from": "2026-05-01",
                    "date_to": "2026-07-01",
                    "reason": "Absent without leave.",
                }
            )
        )
        todos = self.env["mail.activity"].search(
            [
                ("res_model", "=", declaration._name),
                ("res_id", "=", declaration.id),
                ("user_id", "=", self.users["officer"].id),
            ]
        )
        self.assertTrue(todos)
