import io
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar
from PIL import Image
from pypdf import PdfReader

from odoo.tools import mute_logger

from ...rules.paper import get_texts
from ..base.test_letter import MILLIMETRE, get_items

# Rare characters of names, in extensions of the first plane and beyond it. For the last
# one most servers have no font.
RARE = "𠮷䶮"
RAREST = "\U00021334"


def write_texts(record):
    """Return all texts of the letter of a record, one a line."""
    return "\n".join(get_texts(record._make_letter_paper()))


class MeasuredLetter:
    """A letter that was printed: its pages are measured with a ruler."""

    def __init__(self, test, content):
        self.test = test
        self.content = content
        self.pages = list(extract_pages(io.BytesIO(content)))
        self.letters = [
            [
                letter
                for letter in get_items(page, LTChar)
                if letter.get_text().strip() and letter.y0 > 34 * MILLIMETRE
            ]
            for page in self.pages
        ]

    def get_text(self):
        text = "".join(x.get_text() for page in self.letters for x in page)
        return unicodedata.normalize("NFKC", text).replace(" ", "")

    def check(self):
        """Check page, margins, fonts and glyphs, and that each page shows ink."""
        test = self.test
        for page, letters in zip(self.pages, self.letters, strict=True):
            test.assertAlmostEqual(page.width / MILLIMETRE, 210, delta=0.5)
            test.assertAlmostEqual(page.height / MILLIMETRE, 297, delta=0.5)
            if not letters:
                continue
            left = min(letter.x0 for letter in letters) / MILLIMETRE
            right = max(letter.x1 for letter in letters) / MILLIMETRE
            top = (page.height - max(letter.y1 for letter in letters)) / MILLIMETRE
            test.assertGreater(left, 27.3)
            test.assertLess(right, 28 + 156 + 1.2)
            test.assertGreater(top, 20)
        test.assertNotIn("(cid:0)", self.get_text())
        for page in PdfReader(io.BytesIO(self.content)).pages:
            for font in page["/Resources"]["/Font"].values():
                whole = font.get_object()
                for part in whole.get("/DescendantFonts", [whole]):
                    look = part.get_object()["/FontDescriptor"].get_object()
                    files = {"/FontFile", "/FontFile2", "/FontFile3"}
                    test.assertTrue(files & look.keys(), look.get("/FontName"))
        for ink in self.draw():
            test.assertGreater(ink, 20)

    def draw(self):
        """Return how many dark dots each page shows, drawn as a picture."""
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "letter.pdf"
            source.write_bytes(self.content)
            program = shutil.which("pdftoppm")
            subprocess.run(
                [program, "-r", "50", "-png", source, f"{folder}/page"], check=True
            )
            inks = []
            for path in sorted(Path(folder).glob("page*.png")):
                with Image.open(path) as picture:
                    grey = picture.convert("L").histogram()
                inks.append(sum(grey[:128]))
        return inks


class LetterChecks:
    """For test cases: prints the letter of a record and measures it."""

    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def measure(self, record):
        """Print, measure and return the letter of a record.

        The test environment prints no reports unless it is told to.
        """
        forced = record.with_context(force_report_rendering=True)
        letter = MeasuredLetter(self, forced._render_letter())
        letter.check()
        # The printer draws characters beyond the first plane, but gives a reader only
        # the number of their glyph. That of a missing character is 0.
        texts = write_texts(forced)
        beyond = sum(character > "\uffff" for character in texts)
        self.assertLessEqual(letter.get_text().count("(cid:"), beyond)
        return letter
