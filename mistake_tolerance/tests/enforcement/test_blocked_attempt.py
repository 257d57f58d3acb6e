import csv
import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ...models.enforcement.refusal.blocked_attempt import KEY
from ..guard.guard_common import GuardCase

FILE = """Employee,Kind,Area,Matter,Date,Reason
{other},Objection,{area},,2026-06-01,Something else
{officer},Objection,{area},{matter},2026-06-01,Because of the matter
"""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Blank lines above the header, between the rows, of blanks and of separators alone.
GAPS = """
Employee,Kind,Area,Matter,Date,Reason

{other},Objection,{area},,2026-06-01,Something else
,,,,,
  ,,,,,
{officer},Objection,{area},{matter},2026-06-01,Because of the matter

"""


@tagged("post_install", "-at_install")
class TestBlockedAttempt(GuardCase):
    """What is on file of an attempt, and what is no attempt."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.determination = cls._decide()

    def _get_noted(self):
        return self.env.cr.postrollback.data.get(KEY) or {}

    def _write_down(self):
        events = list(self._get_noted().values())
        self._get_noted().clear()
        return self.env["tolerance.blocked.attempt"]._create_events(events)

    def _fill_in(self, text):
        return text.format(
            other=self.colleague.id,
            officer=self.officer.id,
            area=self.promotion_area.id,
            matter=self.matter.id,
        )

    def _import(self, dryrun, content=None, kind="csv", **options):
        Import = self.as_user("hr_officer")["base_import.import"]
        run = Import.create(
            {
                "res_model": "tolerance.mark",
                "file": content or self._fill_in(FILE).encode(),
                "file_type": "text/csv" if kind == "csv" else XLSX,
                "file_name": f"marks.{kind}",
            }
        )
        fields = ["employee_id/.id", "kind", "area_id/.id", "matter_id/.id"]
        fields += ["date", "reason"]
        given = {"has_headers": True, "quoting": '"', "separator": ",", **options}
        return run.execute_import(fields, fields, given, dryrun=dryrun)

    def test_attempt_says_what_where_and_how(self):
        appraisal = self.env["tolerance.promotion"].create(
            {
                "employee_id": self.officer.id,
                "kind": "promotion",
                "to_job": "Deputy Head",
            }
        )
        with self.assertRaises(UserError):
            self.as_user("hr_officer")["tolerance.mark"].create(
                self._mark_vals(promotion_id=appraisal.id)
            )
        attempt = self._write_down()
        self.assertEqual(attempt.matter_number, self.matter.name)
        self.assertEqual(attempt.decision, self.determination.name)
        self.assertEqual(attempt.area_id, self.promotion_area)
        self.assertEqual(attempt.reason, "Because of the matter.")
        self.assertEqual(str(attempt.on_date), "2026-06-01")
        self.assertEqual(attempt.guard_name, "Negative Marks")
        self.assertEqual(attempt.channel, "server")
        self.assertEqual(attempt.user_login, "test_hr_officer")
        self.assertEqual(attempt.user_name, self.users["hr_officer"].name)
        self.assertEqual(attempt.protected_matter, self.matter.name)
        self.assertEqual(attempt.place_name, appraisal.display_name)
        hr = self.as_user("hr_officer", attempt)
        self.assertEqual(hr.record_ref, appraisal.with_user(hr.env.user))
        # The auditor reads that it was tried, not what the record says.
        auditor = self.as_user("auditor", attempt)
        self.assertFalse(auditor.record_ref)
        self.assertNotIn("reason", auditor.fields_get())

    def test_the_dialog_says_which_article_protects(self):
        with self.assertRaises(UserError):
            self.as_user("hr_officer")["tolerance.mark"].create(self._mark_vals())
        attempt = self._write_down()
        line = self.determination.line_ids.filtered(
            lambda line: line.area_id == attempt.area_id
        )
        Why = self.as_user("auditor")["tolerance.why"].with_context(
            default_res_model=attempt._name, default_res_id=attempt.id
        )
        content = str(Form(Why).content)
        self.assertIn(attempt.decision, content)
        self.assertIn(line.scheme_area_id.display_name, content)

    def test_change_leads_to_the_record_itself(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        with self.assertRaises(UserError):
            self.as_user("hr_officer", mark).matter_id = self.matter
            mark.flush_recordset()
        attempt = self._write_down()
        self.assertEqual((attempt.res_model, attempt.res_id), (mark._name, mark.id))

    def test_refused_record_is_told_from_what_protects(self):
        """A record without a matter, or with a strange one, is shown as it was."""
        strange = self._make_matter(
            "In the kitchen", self.colleague.tolerance_subject_id
        )
        for named in (strange.browse(), strange):
            with self.subTest(named=named.name):
                with self.assertRaises(UserError):
                    self.as_user("hr_officer")["tolerance.mark"].create(
                        self._mark_vals(matter_id=named.id)
                    )
                attempt = self._write_down()
                self.assertEqual(attempt.matter_number, named.name)
                self.assertEqual(attempt.protected_matter, self.matter.name)
                self.assertEqual(attempt.outcome, "ground_needed")

    def test_test_run_is_no_attempt(self):
        result = self._import(dryrun=True)
        self.assertIn(self.determination.name, result["messages"][0]["message"])
        self.assertFalse(self._get_noted())
        self._import(dryrun=False)
        attempt = self._write_down()
        self.assertEqual(attempt.channel, "import")
        # What was tried before stays on file, whatever is tested afterwards.
        self._import(dryrun=False)
        self._import(dryrun=True)
        self.assertTrue(self._get_noted())

    def test_line_of_the_file(self):
        """The header is line 1, as in the file; what was skipped counts."""
        for options, expected in (
            ({}, 3),
            ({"skip": 1}, 3),
        ):
            with self.subTest(options=options):
                (message,) = self._import(dryrun=True, **options)["messages"]
                self.assertEqual(message["record"], expected)
                self.assertIn(f"Line {expected} of the file", message["message"])

    def test_blank_lines_of_the_file_count(self):
        text = self._fill_in(GAPS)
        book = openpyxl.Workbook()
        for row in csv.reader(io.StringIO(text)):
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        files = {"csv": text.encode(), "xlsx": content.getvalue()}
        for kind, file in files.items():
            for options in ({}, {"skip": 1}):
                with self.subTest(kind, options=options):
                    (message,) = self._import(True, file, kind, **options)["messages"]
                    self.assertEqual(message["record"], 7)
                    self.assertIn("Line 7 of the file", message["message"])

    def test_lines_empty_in_what_is_imported_count(self):
        """A column that is left out does not make a row."""
        text = self._fill_in(FILE).replace(
            "Something else\n", "Something else\n,,,,,x\n"
        )
        fields = ["employee_id/.id", "kind", "area_id/.id", "matter_id/.id", "date"]
        Import = self.as_user("hr_officer")["base_import.import"]
        run = Import.create(
            {
                "res_model": "tolerance.mark",
                "file": text.encode(),
                "file_type": "text/csv",
                "file_name": "marks.csv",
            }
        )
        options = {"has_headers": True, "quoting": '"', "separator": ","}
        lines = run._find_lines([*fields, False], True, options | {"encoding": "utf-8"})
        self.assertEqual(lines, [2, 4])
