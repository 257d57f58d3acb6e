from odoo.tests import tagged

from ..case.case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestPlainNames(CaseWalk):
    """Lists name things and people as their readers do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")

    def test_vocabulary_of_the_ledger_is_in_the_language_of_the_reader(self):
        grade = self.env["tolerance.grade"].create(
            {"name": "Fair", "minimum_score": 1, "company_id": self.company.id}
        )
        job = self.env["hr.job"].create({"name": "Ward Officer"})
        group = self.env.ref("mistake_tolerance.group_clerk")
        Entry = self.env["tolerance.ledger.entry"]
        for record in (grade, job, group):
            with self.subTest(model=record._name):
                entry = Entry._append([("oversight.change", record, {}, None)])
                stated = entry.number
                record.with_context(lang="zh_CN").name = "译名"
                self.env.invalidate_all()
                auditor = self.as_user("auditor", entry).with_context(lang="zh_CN")
                self.assertIn("译名", auditor.record_label)
                # What was hashed stays as it was.
                self.assertEqual(entry.number, stated)
                self.assertNotIn("译名", entry.content)
        entry = Entry._append([("oversight.remove", job, {}, None)])
        job.unlink()
        self.assertEqual(entry.record_label, "Ward Officer")

    def test_ledger_keeps_names_of_persons_as_entered(self):
        """Only vocabulary is; who reads the ledger learns no new names."""
        application = self.submit()
        entry = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", application._name), ("res_id", "=", application.id)],
            limit=1,
        )
        self.assertEqual(entry.record_label, entry.number)
        self.assertFalse(entry._is_vocabulary("hr.employee"))

    def test_lists_of_guards_name_the_record_type(self):
        guard = self.env["tolerance.guard"].search([("model", "=", "tolerance.mark")])
        self.assertEqual(guard[0].model_name, "Negative Mark")
        for kind in ("list", "kanban"):
            with self.subTest(kind=kind):
                arch = guard.get_view(view_type=kind)["arch"]
                self.assertNotIn('name="model"', arch)

    def test_system_account_and_person_concerned_are_not_offered(self):
        """Nobody checks or helps themselves, and an account of the system is nobody."""
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        correction = case.env["tolerance.correction"].search([])[0]
        self.assertEqual(correction.responsible_id, self.users["officer"])
        technical = self.env.ref("base.user_admin")
        self.assertIn(technical, correction.technical_user_ids)
        self.assertIn(self.users["officer"], correction.concerned_user_ids)
        for model, name in (
            ("tolerance.correction", "checker_id"),
            ("tolerance.follow.up", "helper_id"),
        ):
            with self.subTest(field=name):
                domain = self.env[model]._fields[name].domain
                self.assertIn("technical_user_ids", domain)
                self.assertIn("concerned_user_ids", domain)
                arch = self.env[model].get_view(view_type="form")["arch"]
                self.assertIn('name="technical_user_ids"', arch)
                self.assertIn('name="concerned_user_ids"', arch)
