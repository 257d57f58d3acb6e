from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from .access_log_common import AccessLogCase

FORM = {
    "name": {},
    "party_ids": {"fields": {"subject_id": {"fields": {"display_name": {}}}}},
    "evidence_ids": {"fields": {"name": {}}},
}
LIST = {"name": {}, "matter_title": {}, "next_action": {}, "state": {}, "clerk_id": {}}


@tagged("post_install", "-at_install")
class TestAccessLogOverHttp(AccessLogCase):
    """Who opens a classified case, or one on file, is on record, whichever way."""

    def test_form(self):
        self.classify()
        self.log_in()
        with self.assertNoLogs("odoo.http", "WARNING"):
            for _again in range(3):
                self.call(
                    "tolerance.case", "web_read", self.case.ids, specification=FORM
                )
            self.call(
                "tolerance.evidence",
                "web_read",
                self.evidence.ids,
                specification={"description": {}},
            )
        self.assertEqual(self.get_lines(), [self.line("form")])
        opening = self.env["tolerance.access.log"].search([])
        self.assertEqual(opening.reader_id, self.users["clerk"].id)
        self.assertAlmostEqual(
            opening.moment, fields.Datetime.now(), delta=timedelta(minutes=1)
        )

    def test_case_on_file(self):
        self.case.sudo()._write_unlocked({"state": "filed"})
        self.log_in()
        self.call("tolerance.case", "web_read", self.case.ids, specification=FORM)
        self.assertEqual(self.get_lines(), [self.line("form")])

    def test_open_case_of_the_usual_level_is_not_logged(self):
        self.log_in()
        self.call("tolerance.case", "web_read", self.case.ids, specification=FORM)
        self.call("tolerance.case", "export_data", self.case.ids, ["party_ids"])
        self.assertFalse(self.get_lines())

    def test_lists_boards_and_searches_open_nothing(self):
        self.classify()
        self.log_in()
        case, domain = "tolerance.case", [("party_ids.subject_id", "ilike", "Test")]
        found = self.call(case, "web_search_read", domain, specification=LIST)
        self.assertEqual(found["length"], 1)
        self.call(case, "search_read", domain, ["name", "state"])
        self.call(case, "search_count", domain)
        self.call(case, "name_search", self.case.name)
        self.call(case, "formatted_read_group", [], ["state"], ["__count"])
        self.call(
            "tolerance.evidence",
            "web_search_read",
            [],
            specification={"name": {}, "kind": {}, "case_id": {"fields": {"name": {}}}},
        )
        self.assertFalse(self.get_lines())

    def test_read_export_and_grouping(self):
        self.classify()
        self.log_in()
        model, ids = "tolerance.evidence", self.evidence.ids
        with self.assertNoLogs("odoo.http", "WARNING"):
            self.call(model, "read", ids, ["description"])
            self.call(model, "search_read", [], ["description"])
            self.call(model, "export_data", ids, ["description"])
        self.assertEqual(self.get_lines(), [self.line("read"), self.line("export")])
        self.call(model, "formatted_read_group", [], ["description"], ["__count"])
        self.assertIn(self.line("form"), self.get_lines())

    def test_grouping_by_several_sets(self):
        self.classify()
        self.log_in()
        sets = [["kind"], ["description"]]
        model = "tolerance.evidence"
        self.call(model, "formatted_read_grouping_sets", [], sets[:1], ["__count"])
        self.assertFalse(self.get_lines())
        self.call(model, "formatted_read_grouping_sets", [], sets, ["__count"])
        self.assertEqual(self.get_lines(), [self.line("form")])

    def test_grouping_over_a_path_from_another_record(self):
        """The report is read by grouping those who inquire."""
        inquiry = self.evidence.inquiry_id
        unlocked(inquiry.sudo()).report = "What was found"
        self.classify()
        self.log_in()
        told = self.call(
            "tolerance.inquiry.member",
            "formatted_read_group",
            [],
            ["inquiry_id.report"],
            ["__count"],
        )
        self.assertIn("What was found", str(told))
        self.assertEqual(self.get_lines(), [self.line("form")])

    def test_export_over_a_path_from_another_record(self):
        self.classify()
        self.log_in()
        matter = self.case.matter_id
        path = "case_ids/evidence_ids/description"
        told = self.call("tolerance.matter", "export_data", matter.ids, ["name", path])
        self.assertTrue(told["datas"])
        self.assertEqual(self.get_lines(), [self.line("export")])

    def test_address_of_a_report(self):
        """A letter is read at the address of its report, without a button."""
        self.classify()
        self.log_in()
        place = "/report/html/mistake_tolerance.report_letter"
        answer = self.url_open(
            f"{place}/{self.case.id}?letter_model=tolerance.case", timeout=60
        )
        self.assertIn(self.case.name, answer.text)
        self.assertEqual(self.get_lines(), [self.line("file")])

    def test_json_2(self):
        self.classify()
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.users["clerk"])
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        )
        answer = self.url_open(
            "/json/2/tolerance.case/read",
            json={"ids": self.case.ids, "fields": ["name", "party_ids"]},
            headers={"Authorization": f"bearer {key}"},
        )
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.get_lines(), [self.line("program")])

    def test_files(self):
        self.classify()
        attachment = self.env["ir.attachment"].create(
            {
                "name": "note.txt",
                "raw": b"Deliberation",
                "res_model": "tolerance.case",
                "res_id": self.case.id,
            }
        )
        self.log_in()
        with self.assertNoLogs("odoo.http", "WARNING"):
            address = f"/web/content/tolerance.evidence/{self.evidence.id}/content"
            self.assertEqual(self.url_open(address).status_code, 200)
        self.assertEqual(self.get_lines(), [self.line("file")])
        self.url_open(f"/web/content/{attachment.id}?download=1")
        self.assertEqual(self.get_lines(), [self.line("file")])
        self.call("ir.attachment", "read", attachment.ids, ["raw"])
        self.assertEqual(self.get_lines(), [self.line("file"), self.line("read")])

    @mute_logger("odoo.http")
    def test_refused_reader_is_not_in_the_access_log(self):
        self.classify()
        self.authenticate("test_officer", "test_officer_pw")
        address = f"/web/content/tolerance.evidence/{self.evidence.id}/content"
        self.assertEqual(self.url_open(address).status_code, 404)
        self.assertFalse(self.get_lines())
