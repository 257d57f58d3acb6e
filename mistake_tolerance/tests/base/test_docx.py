import io
import zipfile

from lxml import etree

from odoo.tests import BaseCase, tagged

from ...rules import docx, docx_xml
from ...rules.paper import Figure, Heading, PageBreak, Paper, Paragraph, Run, Table

NAMES = {"w": docx_xml.W, "r": docx_xml.R, "t": docx_xml.TYPES, "p": docx_xml.RELS}


@tagged("post_install", "-at_install")
class TestDocx(BaseCase):
    """The file is read as a word processor reads it: by its parts."""

    def setUp(self):
        super().setUp()
        self.paper = Paper(
            "决定 & <书>",
            (
                Heading("关于容错的决定", 0),
                Heading("一、事实", 1),
                Heading("（一）经过", 2),
                Heading("1. 时间", 3),
                Paragraph(("正文\x00\x0b，", Run("要点", bold=True), "\t次行\n末行")),
                Paragraph(("青澜省监狱管理局",), "right", "plain"),
                Table(("条文", "系统"), (("第一条", "受理"), ("只有一格",)), (1, 2)),
                Figure("<svg/>", (Paragraph(("图中所示",), "left", "plain"),)),
                PageBreak(),
            ),
            "页眉 ㆑𠮷",
            "zh_CN",
        )

    def read_parts(self, paper):
        with zipfile.ZipFile(io.BytesIO(docx.write_docx(paper))) as package:
            self.assertIsNone(package.testzip())
            # A part that is not well-formed fails here.
            return {
                name: etree.fromstring(package.read(name))
                for name in package.namelist()
            }

    def find(self, root, path):
        return root.xpath(path, namespaces=NAMES)

    def test_each_part_has_its_type_and_each_relation_its_part(self):
        parts = self.read_parts(self.paper)
        types = parts["[Content_Types].xml"]
        named = {
            part.removeprefix("/")
            for part in self.find(types, "//t:Override/@PartName")
        }
        written = {name for name in parts if not name.endswith((".rels", "].xml"))}
        self.assertEqual(named, written)
        reached = set()
        for name, folder in (
            ("_rels/.rels", ""),
            ("word/_rels/document.xml.rels", "word/"),
        ):
            targets = self.find(parts[name], "//p:Relationship/@Target")
            reached |= {folder + target for target in targets}
        self.assertEqual(reached, written)

    def test_header_and_footers_are_those_that_the_page_names(self):
        parts = self.read_parts(self.paper)
        relations = {
            relation.get("Id"): relation.get("Target")
            for relation in parts["word/_rels/document.xml.rels"]
        }
        page = self.find(parts["word/document.xml"], "//w:sectPr")[0]
        named = {
            (
                etree.QName(reference).localname,
                reference.get(f"{{{docx_xml.W}}}type"),
            ): relations[reference.get(f"{{{docx_xml.R}}}id")]
            for reference in self.find(page, "w:headerReference | w:footerReference")
        }
        self.assertEqual(
            named,
            {
                ("headerReference", "default"): "header1.xml",
                ("headerReference", "even"): "header1.xml",
                ("footerReference", "default"): "footer1.xml",
                ("footerReference", "even"): "footer2.xml",
            },
        )
        self.assertEqual(self.find(parts["word/header1.xml"], "string()"), "页眉 ㆑𠮷")
        self.assertEqual(
            self.find(parts["word/footer1.xml"], "string(//w:fldSimple/@w:instr)"),
            " PAGE ",
        )

    def test_page_is_that_of_the_standard(self):
        page = self.find(
            self.read_parts(self.paper)["word/document.xml"], "//w:sectPr"
        )[0]

        def millimetres(path):
            return round(int(self.find(page, path)[0]) / 1440 * 25.4)

        self.assertEqual(millimetres("w:pgSz/@w:w"), 210)
        self.assertEqual(millimetres("w:pgSz/@w:h"), 297)
        self.assertEqual(millimetres("w:pgMar/@w:top"), 37)
        self.assertEqual(millimetres("w:pgMar/@w:left"), 28)
        self.assertEqual(millimetres("w:pgMar/@w:right"), 26)
        self.assertEqual(millimetres("w:pgMar/@w:bottom"), 35)

    def test_styles_that_are_used_exist_with_fonts_and_their_substitutes(self):
        for lang, font, substitute in (
            ("zh_CN", "仿宋_GB2312", "仿宋"),
            ("zh_TW", "標楷體", "DFKai-SB"),
            ("en_US", "仿宋_GB2312", "仿宋"),
        ):
            with self.subTest(lang):
                parts = self.read_parts(self.paper._replace(lang=lang))
                styles = parts["word/styles.xml"]
                known = set(self.find(styles, "//w:style/@w:styleId"))
                for name in ("document", "header1", "footer1"):
                    used = self.find(
                        parts[f"word/{name}.xml"],
                        "//w:pStyle/@w:val | //w:tblStyle/@w:val",
                    )
                    self.assertTrue(used)
                    self.assertFalse(set(used) - known)
                text = self.find(styles, "//w:style[@w:styleId='BodyText']/w:rPr")[0]
                self.assertEqual(self.find(text, "w:rFonts/@w:eastAsia"), [font])
                self.assertEqual(self.find(text, "w:sz/@w:val"), ["32"])  # 三号
                fonts = parts["word/fontTable.xml"]
                self.assertEqual(
                    self.find(fonts, f"//w:font[@w:name='{font}']/w:altName/@w:val"),
                    [substitute],
                )

    def test_texts_stand_as_they_were_written(self):
        body = self.read_parts(self.paper)["word/document.xml"]
        text = self.find(body, "//w:p[w:pPr/w:pStyle/@w:val='BodyText']")[0]
        self.assertEqual(
            self.find(text, ".//w:t/text()"), ["正文，", "要点", "次行", "末行"]
        )
        self.assertEqual(self.find(text, "w:r[w:rPr/w:b]/w:t/text()"), ["要点"])
        self.assertEqual(len(self.find(text, ".//w:br")), 1)
        self.assertEqual(len(self.find(text, ".//w:tab")), 1)
        self.assertEqual(
            [
                self.find(body, f"string(//w:p[w:pPr/w:pStyle/@w:val='{style}'])")
                for style in ("Title", "Heading1", "Heading2", "Heading3")
            ],
            ["关于容错的决定", "一、事实", "（一）经过", "1. 时间"],
        )
        self.assertIn("图中所示", self.find(body, "//w:t/text()"))

    def test_a_table_repeats_its_heads_and_fills_its_rows(self):
        body = self.read_parts(self.paper)["word/document.xml"]
        rows = self.find(body, "//w:tr")
        self.assertEqual(
            [bool(self.find(row, "w:trPr/w:tblHeader")) for row in rows],
            [True, False, False],
        )
        self.assertEqual([len(self.find(row, "w:tc")) for row in rows], [2, 2, 2])
        widths = [int(width) for width in self.find(body, "//w:gridCol/@w:w")]
        self.assertEqual(sum(widths), docx_xml.TEXT_WIDTH)
