import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.scheme.dump import dump_version
from ..common import act
from .workbook_common import WorkbookCase


@tagged("post_install", "-at_install")
class TestWorkbook(WorkbookCase):
    """What is written into a workbook is read back from it."""

    def test_every_shipped_regulation_survives(self):
        for code in self.Scheme._get_preset_codes():
            company = self.env["res.company"].create({"name": f"Bureau {code}"})
            version = self.env["tolerance.scheme"]._load_preset(code, company)
            for lang in ("en_US", "zh_CN", "zh_TW"):
                with self.subTest(code=code, lang=lang):
                    Scheme = self.Scheme.with_context(lang=lang)
                    content = Scheme._make_workbook(version, True)
                    draft, problems = Scheme._load_workbook(content, company)
                    self.assertFalse(problems)
                    self.assertEqual(draft.state, "draft")
                    self._assert_same(draft, dump_version(version))

    def test_one_language_keeps_the_others_where_a_text_stays(self):
        book = self._open(self.Scheme._make_workbook(self.version))
        cell = self._get_cell(book, "articles.title@zh_CN")
        cell.value = "宗旨"
        draft, problems = self._load(book, self.version.scheme_id)
        self.assertFalse(problems)
        expected = dump_version(self.version)
        expected["articles"][0]["title"] = {"en_US": "宗旨", "zh_CN": "宗旨"}
        self._assert_same(draft, expected)
        self.assertEqual(draft.scheme_id, self.version.scheme_id)
        self.assertEqual(self.version.state, "published")

    def test_an_empty_workbook_needs_the_title_only(self):
        # A body that was named in one language only.
        self.env["tolerance.body"].create(
            {"name": "Old Council", "company_id": self.env.company.id}
        )
        book = self._open(self.Scheme._make_workbook())
        _draft, problems = self._load(book)
        self.assertEqual(len(problems), 1, problems)
        self._get_cell(book, "scheme.name@zh_CN").value = "某局容错办法"
        draft, problems = self._load(book)
        self.assertFalse(problems)
        self.assertEqual(draft.scheme_id.name, "某局容错办法")
        self.assertTrue(draft.publish_missing)

    def test_an_entry_without_a_code_is_referred_to_by_its_name(self):
        book = self._open(self.Scheme._make_workbook(self.version))
        for key in ("degrees.code", "steps.code", "bodies.code"):
            sheet = self._get_sheet(book, key.partition(".")[0])
            column = self._get_cell(book, key).column
            for row in range(3, sheet.max_row + 1):
                sheet.cell(row, column).value = None
        # The lines of the examples name codes.
        for key in ("answers", "expectations"):
            sheet = self._get_sheet(book, key)
            sheet.delete_rows(3, sheet.max_row)
        draft, problems = self._load(book, self.version.scheme_id)
        self.assertFalse(problems)
        self.assertFalse(any(draft.degree_ids.mapped("code")))
        loaded, shipped = (
            version.with_context(lang="zh_CN").example_ids
            for version in (draft, self.version)
        )
        for name in ("degree_id", "article_id"):
            self.assertEqual(
                loaded.mapped(f"{name}.display_name"),
                shipped.mapped(f"{name}.display_name"),
            )

    def test_only_what_the_version_uses_is_written(self):
        self.env["tolerance.body"].create(
            {"name": "别家的委员会", "company_id": self.company.id}
        )
        book = self._open(self.Scheme._make_workbook(self.version))
        bodies = self._get_sheet(book, "bodies")
        steps = self.version.step_ids
        used = steps.body_id | steps.partner_body_id | self.version.level_ids.body_id
        names = {row[0].value for row in bodies.iter_rows(min_row=3) if row[0].value}
        self.assertEqual(names, set(used.with_context(lang="zh_CN").mapped("name")))

    def test_lines_of_an_example_name_its_code(self):
        book = self._open(self.Scheme._make_workbook(self.version))
        codes = set(self.version.example_ids.mapped("code"))
        for key in ("answers.example", "expectations.example"):
            cell = self._get_cell(book, key)
            column = [c.value for c in cell.parent[cell.column_letter][2:] if c.value]
            self.assertTrue(column)
            self.assertLessEqual(set(column), codes)

    def test_examples_without_a_code_are_told_apart_by_their_names(self):
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        draft.example_ids.code = False
        content = self.Scheme._make_workbook(draft, True)
        loaded, problems = self._load(content)
        self.assertFalse(problems)
        self._assert_same(loaded, dump_version(draft))

    def test_what_a_degree_protects_is_in_the_workbook(self):
        book = self._open(self.Scheme._make_workbook(self.version))
        self._get_cell(book, "degrees.area_effect").value = "none"
        draft, problems = self._load(book, self.version.scheme_id)
        self.assertFalse(problems)
        self.assertEqual(draft.degree_ids.sorted("rank")[0].area_effect, "none")

    def test_areas_of_one_outcome_and_the_article_of_the_follow_up(self):
        book = self._open()
        self._get_cell(book, "version.follow_up_article").value = "第八条"
        degree = self._get_cell(book, "degrees.name@zh_CN", 2).value
        self._get_cell(book, "areas.exempt_only", 1).value = None
        self._get_cell(book, "areas.degree", 1).value = degree
        draft, problems = self._load(book)
        self.assertFalse(problems)
        area = draft.area_ids.filtered("degree_id").with_context(lang="zh_CN")
        self.assertEqual(area.degree_id.name, degree)
        self.assertEqual(draft._get_follow_up_article().number, "8")
        content = self.Scheme._make_workbook(draft, True)
        again, problems = self._load(content)
        self.assertFalse(problems)
        self._assert_same(again, dump_version(draft))

    def test_a_draft_is_replaced(self):
        scheme = self.version.scheme_id
        first, _problems = self._load(self.content, scheme)
        second, problems = self._load(self.content, scheme)
        self.assertFalse(problems)
        self.assertFalse(first.exists())
        self.assertEqual(scheme.version_ids, second | self.version)
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", second._name), ("res_id", "=", second.id)]
        )
        # What was accepted comes with the workbook, and is an act of who loads it.
        self.assertEqual(
            set(entries.mapped("verb")), {"scheme.workbook", "scheme.accept_finding"}
        )

    def test_another_regulation_does_not_take_its_place(self):
        book = self._open()
        self._get_cell(book, "scheme.name@zh_CN").value = "另一办法"
        draft, problems = self._load(book, self.version.scheme_id)
        self.assertFalse(draft)
        self.assertEqual(len(problems), 1, problems)
        self.assertEqual(self.version.scheme_id.version_ids, self.version)

    def test_the_administrator_loads_by_dialog(self):
        administrator = self.users["administrator"]
        Download = self.env["tolerance.scheme.workbook.download"]
        dialog = Download.with_user(administrator).create(
            {"version_id": self.version.id, "all_languages": True}
        )
        action = act(dialog).action_download()
        self.assertIn("/file?download=true", action["url"])
        self.assertTrue(dialog.filename.endswith(".xlsx"))
        Load = self.env["tolerance.scheme.workbook.load"].with_user(administrator)
        load = Load.create(
            {"scheme_id": self.version.scheme_id.id, "file": dialog.file}
        )
        self.assertFalse(load.draft_id)
        action = act(load).action_load()
        draft = self.version.browse(action["res_id"])
        self.assertEqual((draft.state, draft.number), ("draft", 2))
        load.invalidate_recordset()
        self.assertNotIn("target", action)
        with self.assertRaises(UserError):
            act(load).action_load()
        accepted = len(draft.acceptance_ids)
        self.assertTrue(accepted)
        self.assertIn("this workbook was downloaded", load.draft_losses)
        self.assertIn(f"The draft has: {accepted}", load.draft_losses)
        again = act(load).action_replace()
        # The form of the draft that is gone is no page to go back to: the way leads
        # through the list of regulations and the regulation.
        self.assertEqual(again["target"], "self")
        place, _slash, new_id = again["url"].rpartition("/")
        scheme = self.version.scheme_id
        self.assertEqual(
            place, f"/odoo/tolerance-schemes/{scheme.id}/tolerance.scheme.version"
        )
        self.assertFalse(draft.exists())
        self.assertEqual(self.version.browse(int(new_id)).scheme_id, scheme)

    def test_mistakes_are_listed_in_the_dialog(self):
        book = self._open()
        self._get_cell(book, "steps.limit", 1).value = "7日"
        Load = self.env["tolerance.scheme.workbook.load"]
        load = Load.with_user(self.users["administrator"]).create(
            {"file": base64.b64encode(self._save(book))}
        )
        action = act(load).action_load()
        self.assertEqual((action["res_model"], action["res_id"]), (load._name, load.id))
        self.assertEqual(load.problem_count, 1)
        self.assertEqual(load.problem_ids.found, "7日")
        self.assertIn("7", load.problem_ids.advice)
        load.action_download_problems()
        listed = self._open(base64.b64decode(load.problem_file)).active
        self.assertEqual(listed.max_row, 2)
        self.assertEqual(listed.cell(2, 4).value, "7日")

    def test_others_do_not_load(self):
        for role in ("clerk", "auditor"):
            with self.subTest(role=role):
                user = self.users[role]
                Load = self.env["tolerance.scheme.workbook.load"].with_user(user)
                with self.assertRaises(AccessError):
                    Load.create({})
