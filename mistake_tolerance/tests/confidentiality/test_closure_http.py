import json
from datetime import timedelta

from odoo import fields, http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestClosureOverHttp(CaseWalk, HttpCase):
    """Exports, links with tokens and JSON-2 of every record type are closed too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("clerk_two", "base.group_allow_export", "clerk")

    def declare(self):
        act(
            self.env["tolerance.interest.declaration"].with_user(
                self.users["clerk_two"]
            )
        ).create({"subject_id": self.officer.tolerance_subject_id.id})

    def export(self, case, kind, ids):
        return self.url_open(
            f"/web/export/{kind}",
            data={
                "data": json.dumps(
                    {
                        "model": case._name,
                        "fields": [{"name": "name", "label": "N", "type": "char"}],
                        "ids": ids,
                        "domain": [["id", "=", case.id]],
                        "import_compat": False,
                        "groupby": [],
                        "context": {},
                    }
                ),
                "csrf_token": http.Request.csrf_token(self),
            },
        )

    @mute_logger("odoo.http", "odoo.addons.web.controllers.export")
    def test_exports(self):
        case = self.accept()
        self.authenticate("test_clerk_two", "test_clerk_two_pw")
        self.assertIn(case.name, self.export(case, "csv", case.ids).text)
        self.assertIn(case.name, self.export(case, "csv", False).text)
        full = self.export(case, "xlsx", False)
        self.assertEqual(full.status_code, 200)
        self.declare()
        answer = self.export(case, "csv", case.ids)
        self.assertNotEqual(answer.status_code, 200)
        self.assertNotIn(case.name, answer.text)
        answer = self.export(case, "csv", False)
        self.assertEqual(answer.text.strip(), '"N"')
        empty = self.export(case, "xlsx", False)
        self.assertLess(len(empty.content), len(full.content))

    @mute_logger("odoo.http")
    def test_links_with_a_token(self):
        """A token, once got, opens no file of a case: its reader's right does."""
        case = self.accept()
        inquiry = self.start_inquiry(case)
        evidence = self.enter_evidence(inquiry)
        attachment = self.env["ir.attachment"].create(
            {
                "name": "note.txt",
                "raw": b"Deliberation",
                "res_model": case._name,
                "res_id": case.id,
            }
        )
        stored = self.env["ir.attachment"].search(
            [("res_model", "=", evidence._name), ("res_field", "=", "content")]
        )
        tokens = [
            *attachment.generate_access_token(),
            attachment._get_raw_access_token(),
        ]
        addresses = [
            f"/web/content/{attachment.id}?access_token={token}" for token in tokens
        ]
        addresses += [
            f"/web/content/{stored[:1].id}?access_token={token}"
            for token in (
                *stored[:1].generate_access_token(),
                stored[:1]._get_raw_access_token(),
            )
        ]
        self.authenticate("test_clerk_two", "test_clerk_two_pw")
        for address in addresses:
            self.assertEqual(self.url_open(address).status_code, 200, address)
        self.declare()
        for address in addresses:
            self.assertEqual(self.url_open(address).status_code, 404, address)
        self.authenticate(None, None)
        for address in addresses:
            self.assertNotEqual(self.url_open(address).status_code, 200, address)

    @mute_logger("odoo.http")
    def test_json_2_of_every_type(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        records = [
            case,
            case.matter_id,
            case.proceeding_id,
            case.party_ids,
            case.party_ids.application_id,
            case.step_ids,
            inquiry,
            inquiry.member_ids,
            inquiry.assessment_ids,
        ]
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.users["clerk_two"])
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        )

        def call(records, method, **body):
            return self.url_open(
                f"/json/2/{records._name}/{method}",
                json=body,
                headers={"Authorization": f"bearer {key}"},
            )

        def search(records):
            return call(records, "search", domain=[["id", "in", records.ids]]).json()

        for record in records:
            self.assertEqual(set(search(record)), set(record.ids), record)
        self.declare()
        for record in records:
            self.assertEqual(search(record), [], record)
            answer = call(record, "read", ids=record.ids, fields=["display_name"])
            self.assertEqual(answer.status_code, 403, record)
            self.assertNotIn(case.name, answer.text)
            self.assertNotIn(self.officer.name, answer.text)
