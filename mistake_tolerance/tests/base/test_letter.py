import io
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextLine
from PIL import Image
from pypdf import PdfReader

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ...models.base.letter.printing import find_missing, get_helpers
from ...rules.letter import Letter, Signature, make_attendance, make_paper
from ...rules.paper import Table

MILLIMETRE = 72 / 25.4
SENTENCE = "容错纠错是为了鼓励干部担当作为而作出的制度安排，"


def make_letter(**parts):
    """Return a letter of two pages with all that a letter can have."""
    return Letter(
        **{
            "title": "关于对吕某某予以容错免责的决定",
            "blocks": (
                "经审理查明，" + SENTENCE * 30,
                Table(("序号", "情形"), (("1", "先行先试"), ("2", "历史遗留")), (1, 5)),
                make_attendance("出席", ("吕某某", "白某某") * 9, "zh_CN"),
                "本决定自送达之日起生效。",
            ),
            "mark": "青澜省监狱管理局文件",
            "number": "青容决〔2026〕12号",
            "level": "秘密",
            "addressee": "青澜省白沙监狱",
            "attachments": ("事实清单", "证据目录"),
            "sender": "青澜省监狱管理局",
            "day": "2026年11月28日",
            "seal": "（印章）",
            "signatures": (Signature("主持人"),),
            "copies": ("局政治部", "局纪委"),
            "issued": "青澜省监狱管理局办公室 2026年11月28日印发",
            "words": {"attachments": "附件", "copies": "抄送"},
            **parts,
        }
    )


def get_items(item, kind):
    """Return the letters or lines of a page, in their order."""
    if isinstance(item, kind):
        yield item
    elif hasattr(item, "__iter__"):
        for part in item:
            yield from get_items(part, kind)


@tagged("post_install", "-at_install")
class TestLetterPrint(TransactionCase):
    """A letter is printed, and the print is measured with a ruler."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.content = cls.print_paper(make_paper(make_letter()))
        cls.pages = list(extract_pages(io.BytesIO(cls.content)))

    @classmethod
    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def print_paper(cls, paper):
        """Print a paper; the program of the distribution warns of what it cannot."""
        company = cls.env.company
        reports = cls.env["ir.actions.report"]
        page = reports._render_template(
            "mistake_tolerance.report_letter",
            {"docs": company, "papers": {company.id: paper}, **get_helpers()},
        )
        bodies, _ids, header, footer, options = reports._prepare_html(
            page, report_model=company._name
        )
        return reports._run_wkhtmltopdf(
            bodies,
            report_ref="mistake_tolerance.report_letter",
            header=header,
            footer=footer,
            specific_paperformat_args=options,
        )

    def get_letters(self, page):
        """Return the letters of the text, without head and number of the page."""
        return [
            letter
            for letter in get_items(page, LTChar)
            if letter.get_text().strip() and letter.y0 > 34 * MILLIMETRE
        ]

    def test_page_is_a4_and_text_stands_within_the_margins(self):
        for page in self.pages:
            self.assertAlmostEqual(page.width / MILLIMETRE, 210, delta=0.5)
            self.assertAlmostEqual(page.height / MILLIMETRE, 297, delta=0.5)
        letters = [
            letter for page in self.pages[:2] for letter in self.get_letters(page)
        ]
        left = min(letter.x0 for letter in letters) / MILLIMETRE
        right = max(letter.x1 for letter in letters) / MILLIMETRE
        top = self.pages[0].height - max(letter.y1 for letter in letters)
        self.assertAlmostEqual(left, 28, delta=0.7)
        self.assertAlmostEqual(right, 28 + 156, delta=1.2)
        self.assertGreater(top / MILLIMETRE, 36.5)

    def test_a_full_page_has_22_lines_of_28_characters(self):
        content = self.print_paper(
            make_paper(Letter("长文", ("案" * 28 * 60,), lang="zh_CN"))
        )
        page = list(extract_pages(io.BytesIO(content)))[1]
        letters = self.get_letters(page)
        rows = {}
        for letter in letters:
            rows.setdefault(round(letter.y0), []).append(letter)
        self.assertEqual({len(row) for row in rows.values()}, {28})
        self.assertEqual(len(rows), 22)
        first = page.height - max(letter.y1 for letter in letters)
        # The box of a letter begins below that of its line.
        self.assertAlmostEqual(first / MILLIMETRE, 37, delta=4)

    def test_title_and_mark_have_their_size_and_color(self):
        letters = list(get_items(self.pages[0], LTChar))
        # 三号 is 16 points: what a letter is high beside its points tells the others.
        body = max(letters, key=lambda letter: letter.get_text() == "容")
        heights = {round(letter.height / body.height * 16) for letter in letters}
        self.assertIn(22, heights)
        marks = [x for x in letters if x.graphicstate.ncolor == (1, 0, 0)]
        self.assertEqual(len(marks), len("青澜省监狱管理局文件"))
        self.assertAlmostEqual(marks[0].height / body.height * 16, 36, delta=1)
        # 35 mm below the edge of the text; a letter has some room above it.
        top = (self.pages[0].height - marks[0].y1) / MILLIMETRE
        self.assertAlmostEqual(top, 37 + 35, delta=5)

    def test_all_fonts_are_embedded_and_no_glyph_is_missing(self):
        fonts = [
            font.get_object()
            for page in PdfReader(io.BytesIO(self.content)).pages
            for font in page["/Resources"]["/Font"].values()
        ]
        self.assertTrue(fonts)
        for font in fonts:
            for part in font.get("/DescendantFonts", [font]):
                look = part.get_object()["/FontDescriptor"].get_object()
                self.assertTrue({"/FontFile", "/FontFile2", "/FontFile3"} & look.keys())
        text = "".join(
            letter.get_text()
            for page in self.pages
            for letter in get_items(page, LTChar)
        )
        self.assertNotIn("(cid:", text)
        text = unicodedata.normalize("NFKC", text)
        for part in ("容决〔2026〕12号", "吕某某", "2026年11月28日", "抄送", "附件"):
            self.assertIn(unicodedata.normalize("NFKC", part), text.replace(" ", ""))

    def test_date_and_signature_stand_over_each_other_left_of_the_margin(self):
        lines = {
            unicodedata.normalize("NFKC", line.get_text()).strip(): line
            for page in self.pages
            for line in get_items(page, LTTextLine)
        }
        day = lines["2026年11月28日"]
        # The text of a PDF may hold a radical for the first character.
        sender = next(
            line for text, line in lines.items() if text[1:] == "澜省监狱管理局"
        )
        middle = (day.x0 + day.x1) / 2
        self.assertAlmostEqual(middle, (sender.x0 + sender.x1) / 2, delta=8)
        edge = (28 + 156) * MILLIMETRE
        self.assertAlmostEqual((edge - day.x1) / 16, 4, delta=0.6)

    def test_the_print_shows_ink(self):
        program = shutil.which("pdftoppm")
        self.assertTrue(program, "pdftoppm (poppler-utils) draws the page")
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "letter.pdf"
            source.write_bytes(self.content)
            page = [program, "-r", "72", "-png", "-f", "1", "-l", "1", source]
            subprocess.run([*page, f"{folder}/page"], check=True)
            with Image.open(next(Path(folder).glob("page*.png"))) as picture:
                drawn = picture.convert("RGB")
        red = sum(
            count
            for count, (red, green, blue) in drawn.getcolors(drawn.width * drawn.height)
            if red > 200 and green < 80 and blue < 80
        )
        self.assertGreater(red, 500)


@tagged("post_install", "-at_install")
class TestLetterFonts(TransactionCase):
    def test_characters_that_no_font_holds_are_found(self):
        self.assertEqual(find_missing(["容错 abc 123，〔2026〕"]), [])
        # A private character, and one that is not assigned.
        missing = ["\ue123", "\U0003fffd"]
        self.assertEqual(find_missing(["甲".join(missing)]), missing)
