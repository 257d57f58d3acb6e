import base64
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act

# One white point.
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sA"
    "AAAASUVORK5CYII="
)


@tagged("post_install", "-at_install")
class TestConflictOverHttp(CaseWalk, HttpCase):
    """Files by their address and JSON-2 are closed with the case."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("clerk_two", "clerk")

    def declare(self, user):
        act(self.env["tolerance.interest.declaration"].with_user(user)).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )

    @mute_logger("odoo.http")
    def test_files_by_their_address(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        evidence = inquiry.env["tolerance.evidence"].create(
            {
                "inquiry_id": inquiry.id,
                "name": "Gate",
                "source": "Patrol",
                "content": PICTURE,
                "content_name": "gate.png",
            }
        )
        attachment = self.env["ir.attachment"].create(
            {
                "name": "note.txt",
                "raw": b"Deliberation",
                "res_model": case._name,
                "res_id": case.id,
            }
        )
        addresses = (
            f"/web/content/tolerance.evidence/{evidence.id}/content",
            f"/web/content/{attachment.id}?download=1",
        )
        picture = f"/web/image/tolerance.evidence/{evidence.id}/content"
        user = self.users["clerk_two"]
        self.authenticate(user.login, "test_clerk_two_pw")
        for address in addresses:
            self.assertEqual(self.url_open(address).status_code, 200, address)
        shown = base64.b64decode(PICTURE)
        self.assertEqual(self.url_open(picture).content, shown)
        self.declare(user)
        for address in addresses:
            self.assertEqual(self.url_open(address).status_code, 404, address)
        # Odoo answers with a placeholder picture.
        self.assertNotEqual(self.url_open(picture).content, shown)

    @mute_logger("odoo.http")
    def test_json_2(self):
        case = self.accept()
        user = self.users["clerk_two"]
        key = (
            self.env["res.users.apikeys"]
            .with_user(user)
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        )
        headers = {"Authorization": f"bearer {key}"}

        def call(method, **body):
            return self.url_open(
                f"/json/2/tolerance.case/{method}", json=body, headers=headers
            )

        domain = [["id", "=", case.id]]
        self.assertEqual(call("search", domain=domain).json(), [case.id])
        self.declare(user)
        self.assertEqual(call("search", domain=domain).json(), [])
        answer = call("read", ids=case.ids, fields=["name"])
        self.assertEqual(answer.status_code, 403)
        self.assertNotIn(case.name, answer.text)
        self.assertNotIn(self.officer.name, answer.text)
