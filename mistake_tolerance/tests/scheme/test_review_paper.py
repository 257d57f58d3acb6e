import base64
import io
import zipfile
from unicodedata import normalize

from lxml import etree, html
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar
from pypdf import PdfReader

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ...models.scheme.dump import get_plain_fields
from ...rules.docx_xml import W
from ...rules.paper import Heading, Paragraph, Table
from ..common import act
from .scheme_common import SchemeCase


class ReviewCase(SchemeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.env["tolerance.scheme"]._load_preset(
            "gansu_2018", cls.company
        )

    def make_paper(self, version, lang="en_US"):
        version = version.with_context(lang=lang)
        return version.env["tolerance.scheme.review"]._make_paper(version)

    def get_texts(self, blocks):
        """Return all that stands in blocks, one text a paragraph."""
        texts = []
        for block in blocks:
            if isinstance(block, Heading):
                texts.append(block.text)
            elif isinstance(block, Paragraph):
                texts.append("".join(getattr(run, "text", run) for run in block.runs))
            elif isinstance(block, Table):
                texts += block.heads
                for cell in (cell for row in block.rows for cell in row):
                    is_text = isinstance(cell, str)
                    texts += [cell] if is_text else self.get_texts(cell)
        return texts

    def get_section(self, paper, number):
        """Return the blocks under the first-level heading of a number."""
        section, found = [], 0
        for block in paper.blocks:
            if isinstance(block, Heading) and block.level == 1:
                found += 1
            elif found == number:
                section.append(block)
        return section


@tagged("post_install", "-at_install")
class TestReviewPaper(ReviewCase):
    def test_each_article_stands_beside_what_cites_it(self):
        paper = self.make_paper(self.version)
        (table,) = self.get_section(paper, 5)
        self.assertEqual(len(table.rows), len(self.version.article_ids))
        for article, (source, parts) in zip(
            self.version.article_ids, table.rows, strict=True
        ):
            with self.subTest(article=article.number):
                source = self.get_texts(source)
                self.assertEqual(source[0], article.display_name)
                self.assertIn(f"Summary: {article.summary}", source)
                self.assertIn("Text of the source: not entered.", source)
                parts = parts if isinstance(parts, str) else self.get_texts(parts)
                for situation in self.version.situation_ids:
                    told = f"Tolerable Situation: {situation.display_name}"
                    is_cited = situation.article_id == article
                    self.assertEqual(told in parts, is_cited)

    def test_all_that_a_regulation_says_is_in_the_paper(self):
        """Of its parts each by its name, and what the version says by itself."""
        Scheme = self.env["tolerance.scheme"]
        for code in ("bincheng_2017", "fujian_2018"):
            version = Scheme._load_preset(code, self.company)
            paper = self.make_paper(version)
            texts = "\n".join(self.get_texts(paper.blocks))
            for model in self.env["tolerance.scheme.part.mixin"]._get_part_models():
                if model._preset_parent or model._preset_key == "acceptances":
                    continue
                for part in version._get_parts(model):
                    with self.subTest(code=code, part=part):
                        self.assertIn(part.display_name, texts)
            for field in get_plain_fields(version).values():
                label = field._description_string(self.env)
                # Of these the paper says who is covered, in one line.
                covered = {"covers_persons": "Persons", "covers_units": "Units"}
                label = covered.get(field.name, label)
                if field.name not in ("number", "choices", "follow_up_months"):
                    if field.name.endswith("_is_default"):
                        continue
                    with self.subTest(code=code, field=field.name):
                        self.assertIn(label, texts)
                        if isinstance(version[field.name], str):
                            value = version[field.name]
                            if field.type == "selection":
                                options = field._description_selection(self.env)
                                value = dict(options)[value]
                            self.assertIn(value, texts)
            if parent := version.scheme_id.parent_id:
                self.assertIn(parent.name, texts)
            for situation in version.situation_ids.filtered("category_id"):
                self.assertIn(f"Category: {situation.category_id.name}", texts)

    def test_the_follow_up_stands_beside_its_article(self):
        draft = self._make_version(
            article_ids=[Command.create({"number": "8", "title": "Follow-up"})],
            follow_up_months=6,
            follow_up_talks=2,
        )
        others = self.get_texts(self.get_section(self.make_paper(draft), 6))
        self.assertIn("Follow-up: 6 months", others)
        self.assertIn("Article not entered", others)
        draft.follow_up_article = "第八条"
        paper = self.make_paper(draft)
        beside = self.get_texts(self.get_section(paper, 5))
        self.assertIn("Follow-up: 6 months", beside)
        self.assertIn("Follow-up Talks: 2", beside)
        others = self.get_texts(self.get_section(paper, 6))
        self.assertNotIn("Follow-up: 6 months", others)
        facts = self.get_texts(self.get_section(paper, 1))
        self.assertIn("Art. 8", facts)
        draft.follow_up_article = "9"
        self.assertIn("dangling:version", self._find(draft))

    def test_the_paper_is_written_for_people(self):
        """Persons and units by their names, and what may be extended."""
        draft = self._make_version(
            step_ids=[
                Command.create(
                    {
                        "name": "Apply",
                        "kind": "apply",
                        "limit": 2,
                        "limit_unit": "month",
                        "limit_trigger": "notice",
                        "extension_count": 1,
                        "extension_limit": 1,
                    }
                ),
            ],
        )
        texts = "\n".join(self.get_texts(self.make_paper(draft).blocks))
        self.assertIn("Persons and Units", texts)
        self.assertIn("May be extended 1 times", texts)

    def test_an_entered_text_of_the_source_is_printed(self):
        draft = self._make_version(
            article_ids=[
                Command.create(
                    {"number": "1", "title": "Aim", "source_text": "Word for word."}
                )
            ]
        )
        (table,) = self.get_section(self.make_paper(draft), 5)
        self.assertEqual(
            self.get_texts(table.rows[0][0]),
            ["Art. 1 Aim", "Text of the source: Word for word."],
        )
        self.assertEqual(table.rows[0][1], "No entry of the system cites it.")

    def test_open_points_and_choices_are_listed(self):
        draft = self._make_version(
            article_ids=[
                Command.create({"number": "2", "is_open": True}),
                Command.create({"number": "3", "title": "Scope", "summary": "All."}),
            ],
            exclusion_ids=[
                Command.create({"name": "Item nine", "is_open": True}),
                Command.create(
                    {"name": "Gross waste", "is_choice": True, "note": "Agreed so."}
                ),
            ],
            choices="One line.\nAnother line.",
        )
        paper = self.make_paper(draft)
        self.assertEqual(
            self.get_texts(self.get_section(paper, 2)),
            [
                "Art. 2",
                "Exclusion: Item nine, Not known: to be written by the agency",
                "Articles without the text of the source: 1. Compare their summaries "
                "with the regulation.",
            ],
        )
        choices = self.get_texts(self.get_section(paper, 3))
        self.assertEqual(choices[:2], ["One line.", "Another line."])
        self.assertEqual(choices[6:9], ["Exclusion", "Gross waste", "Agreed so."])

    def test_every_entry_stands_in_the_paper_once(self):
        draft = self._make_version(
            responsibility_ids=[Command.create({"name": "Handling", "axis": "type"})]
        )
        for version in (self.version, draft):
            paper = self.make_paper(version)
            texts = self.get_texts(
                [*self.get_section(paper, 5), *self.get_section(paper, 6)]
            )
            parts = version.env["tolerance.scheme.review"]._get_provisions(version)
            self.assertGreater(len(parts), 2)
            for part in parts:
                with self.subTest(part=part):
                    name = f"{part._get_part_label()}: {part.display_name}"
                    same = [
                        p
                        for p in parts
                        if (p._name, p.display_name) == (part._name, part.display_name)
                    ]
                    self.assertEqual(texts.count(name), len(same))

    def test_what_a_part_does_is_said_in_the_language_of_the_reader(self):
        paper = self.make_paper(self.version, "zh_CN")
        self.assertEqual(paper.lang, "zh_CN")
        texts = self.get_texts(paper.blocks)
        heads = [
            block.text
            for block in paper.blocks
            if isinstance(block, Heading) and block.level == 1
        ]
        self.assertEqual(
            [head[:2] for head in heads], [f"{number}、" for number in "一二三四五六七"]
        )
        summary = self.version.article_ids[0].with_context(lang="zh_CN").summary
        self.assertIn(f"概述：{summary}", texts)

    def test_the_docx_holds_the_paper(self):
        version = self.as_user("officer", self.version).with_context(lang="zh_CN")
        content = base64.b64decode(version.review_docx)
        self.assertEqual(
            content, base64.b64decode(version.browse(version.id).review_docx)
        )
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            body = etree.fromstring(package.read("word/document.xml"))
        text = "".join(body.itertext(f"{{{W}}}t"))
        for article in version.article_ids:
            self.assertIn(article.summary.splitlines()[0], text)
        # Word shows no drawing of ours: the chart stands there as boxes.
        for number, step in enumerate(version.step_ids.sorted(), 1):
            self.assertIn(f"{number}. {step.name}", text)
        self.assertEqual(text.count("↓"), len(version.step_ids) - 1)

    def test_a_reader_of_another_company_gets_nothing(self):
        other = self.env["res.company"].create({"name": "Other Bureau"})
        version = self.as_user("administrator", self.version)
        stranger = self.env["res.users"].create(
            {
                "name": "Stranger",
                "login": "stranger",
                "company_id": other.id,
                "company_ids": [Command.set(other.ids)],
                "group_ids": [Command.set(self.env.ref("base.group_user").ids)],
            }
        )
        self.assertTrue(version.review_docx)
        report = "report.mistake_tolerance.report_scheme_review"
        with self.assertRaises(AccessError):
            self.version.with_user(stranger).action_download_review()
        with self.assertRaises(AccessError):
            self.env[report].with_user(stranger)._get_report_values(self.version.ids)
        with self.assertRaises(AccessError):
            self.make_paper(self.version.with_user(stranger))

    def test_a_chinese_paper_has_no_codes_and_no_english(self):
        addon = self.env.ref("base.module_mistake_tolerance")
        addon._update_translations(["zh_CN"])
        Scheme = self.env["tolerance.scheme"]
        for code in (
            "gansu_2018",
            "bincheng_2017",
            "fujian_2018",
            "province_responsibility",
        ):
            paper = self.make_paper(Scheme._load_preset(code, self.company), "zh_CN")
            self.assertTrue(self.get_section(paper, 7))
            texts = self.get_texts(paper.blocks)
            for text in texts:
                with self.subTest(code=code, text=text):
                    self.assertNotRegex(text, "[A-Za-z]{4,}")


@tagged("post_install", "-at_install")
class TestReviewPaperPrint(HttpCase, ReviewCase):
    def test_download_as_docx(self):
        self.authenticate("test_officer", "test_officer_pw")
        action = act(self.as_user("officer", self.version)).action_download_review()
        response = self.url_open(action["url"])
        self.assertEqual(response.status_code, 200)
        self.assertEqual(
            response.headers["Content-Type"],
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        )
        self.assertIn(".docx", response.headers["Content-Disposition"])
        self.assertTrue(zipfile.is_zipfile(io.BytesIO(response.content)))

    def test_pdf_is_laid_out_as_official_papers(self):
        reports = self.env["ir.actions.report"].with_context(
            lang="zh_CN", force_report_rendering=True
        )
        content, kind = reports._render_qweb_pdf(
            "mistake_tolerance.report_scheme_review", self.version.ids
        )
        self.assertEqual(kind, "pdf")
        reader = PdfReader(io.BytesIO(content))
        self.assertGreater(len(reader.pages), 3)
        text = "".join(normalize("NFKC", extract_text(io.BytesIO(content))).split())
        self.assertIn("概述", text)
        # Millimetres of the page, and points of the text, as GB/T 9704 wants them.
        self.assertAlmostEqual(float(reader.pages[0].mediabox.width), 595, delta=2)
        page = next(extract_pages(io.BytesIO(content), page_numbers=[0]))
        letters = [
            letter
            for letter in self.get_letters(page)
            if letter.y1 < page.height - 37 / 25.4 * 72 + 2 and letter.y0 > 95
        ]
        self.assertGreater(len(letters), 100)
        left = min(letter.x0 for letter in letters) / 72 * 25.4
        right = (page.width - max(letter.x1 for letter in letters)) / 72 * 25.4
        self.assertGreaterEqual(left, 27)
        self.assertGreaterEqual(right, 25)
        # 三号 is 16 points.
        self.assertIn(16, {round(letter.size) for letter in letters})

    def get_letters(self, item):
        if isinstance(item, LTChar):
            yield item
        elif hasattr(item, "__iter__"):
            for part in item:
                yield from self.get_letters(part)


@tagged("post_install", "-at_install")
class TestFlowChart(ReviewCase):
    def get_chart(self, version):
        image = html.fromstring(version.flow_chart)
        self.assertEqual(image.tag, "img")
        source = image.get("src")
        start = "data:image/svg+xml;base64,"
        self.assertTrue(source.startswith(start))
        return etree.fromstring(base64.b64decode(source.removeprefix(start)))

    def get_words(self, chart):
        return "".join(chart.itertext("{*}text"))

    def test_steps_stand_in_order_with_body_limit_and_return(self):
        version = self.version.with_context(lang="zh_CN")
        words = self.get_words(self.get_chart(version))
        places = [words.find(f"{n}. ") for n in range(1, len(version.step_ids) + 1)]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))
        for step in version.step_ids:
            self.assertIn(step.name, words)
            self.assertIn(step.body_id.name or "", words)

    def test_conditions_and_returns_are_drawn(self):
        draft = self._make_version(
            step_ids=[
                Command.create({"name": "Look", "kind": "inquiry", "sequence": 1}),
                Command.create({"name": "Decide", "kind": "decision", "sequence": 2}),
            ]
        )
        look, decide = draft.step_ids
        plain = self.get_chart(draft)
        self.assertFalse(plain.findall(".//{*}rect[@stroke-dasharray]"))
        lines = len(plain.findall(".//{*}path"))
        decide.return_step_id = look
        look.condition_ids = [
            Command.create({"what": "loss", "comparison": "above", "value": "100000"})
        ]
        chart = self.get_chart(draft)
        self.assertEqual(len(chart.findall(".//{*}rect[@stroke-dasharray]")), 1)
        self.assertEqual(len(chart.findall(".//{*}path")), lines + 1)
        self.assertIn("Can go back to: Look", self.get_words(chart))
        self.assertIn("Only if: ", self.get_words(chart))

    def test_a_name_cannot_bring_markup_into_the_page(self):
        evil = '"><script>alert(1)</script>'
        draft = self._make_version(
            step_ids=[Command.create({"name": evil, "kind": "decision"})]
        )
        chart = self.get_chart(draft)
        self.assertFalse(chart.findall(".//{*}script"))
        self.assertIn("<script>", self.get_words(chart))
        self.assertNotIn("script", draft.flow_chart)

    def test_no_steps_no_chart(self):
        self.assertFalse(self._make_version(step_ids=[]).flow_chart)
        self.assertFalse(self.env["tolerance.scheme.version"].new({}).flow_chart)
