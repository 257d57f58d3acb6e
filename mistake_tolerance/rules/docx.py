"""Writes a paper as a docx file, laid out as GB/T 9704 asks. No database here.

The same paper gives the same bytes. Word and WPS substitute a font that is missing by
the one named beside it.
"""

import io
import zipfile

from lxml import etree

from . import paper as papers

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
PACKAGE = "application/vnd.openxmlformats"
WORD = f"{PACKAGE}-officedocument.wordprocessingml"
# A file needs a day, and the clock would make two of the same paper differ.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)

# Twentieths of a point: A4, and a text area of 156 mm by 225 mm below a head of 37 mm.
PAGE = {"w": 11906, "h": 16838}
MARGINS = {"top": 2098, "bottom": 1984, "left": 1588, "right": 1474}
TEXT_WIDTH = PAGE["w"] - MARGINS["left"] - MARGINS["right"]
# 22 lines a page, each as high as one of 三号.
LINE = 579
INDENT = 640
# Half points: 二号, 三号, 小四, 四号.
TITLE, BODY, SMALL, NUMBER = 44, 32, 24, 28

# By language: title, first heading, second heading, text, page number. The second name
# is that of a font which stands in where the first is missing.
FONTS = {
    "zh_CN": (
        ("方正小标宋简体", "宋体"),
        ("黑体", "SimHei"),
        ("楷体_GB2312", "楷体"),
        ("仿宋_GB2312", "仿宋"),
        ("宋体", "SimSun"),
    ),
    "zh_TW": (
        ("標楷體", "DFKai-SB"),
        ("標楷體", "DFKai-SB"),
        ("標楷體", "DFKai-SB"),
        ("標楷體", "DFKai-SB"),
        ("新細明體", "PMingLiU"),
    ),
}
LATIN = "Times New Roman"
ALIGN = {"justify": "both"}
PARTS = {
    "word/styles.xml": ("styles", f"{WORD}.styles+xml"),
    "word/settings.xml": ("settings", f"{WORD}.settings+xml"),
    "word/fontTable.xml": ("fontTable", f"{WORD}.fontTable+xml"),
    "word/header1.xml": ("header", f"{WORD}.header+xml"),
    "word/footer1.xml": ("footer", f"{WORD}.footer+xml"),
    "word/footer2.xml": ("footer", f"{WORD}.footer+xml"),
}


def write_docx(paper):
    """Return the bytes of a docx file that holds a paper.

    :param rules.paper.Paper paper: what it says
    :rtype: bytes

    >>> one = papers.Paper("试", (papers.Heading("题", 0), papers.Paragraph(("文",))))
    >>> write_docx(one) == write_docx(one), write_docx(one)[:2]
    (True, b'PK')
    >>> zipfile.ZipFile(io.BytesIO(write_docx(one))).namelist()[:2]
    ['[Content_Types].xml', '_rels/.rels']
    """
    fonts = FONTS.get(paper.lang, FONTS["zh_CN"])
    parts = {
        "[Content_Types].xml": _write_types(),
        "_rels/.rels": _write_rels(
            [
                ("officeDocument", "word/document.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": _write_core(paper),
        "word/document.xml": _write_document(paper),
        "word/_rels/document.xml.rels": _write_rels(
            [(kind, name.split("/")[1]) for name, (kind, _type) in PARTS.items()]
        ),
        "word/styles.xml": _write_styles(fonts, paper.lang),
        "word/settings.xml": _write_settings(paper.lang),
        "word/fontTable.xml": _write_fonts(fonts),
        "word/header1.xml": _write_header(paper.header),
        # The number stands at the outer edge: on the right of the first page.
        "word/footer1.xml": _write_footer("right"),
        "word/footer2.xml": _write_footer("left"),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, root in parts.items():
            info = zipfile.ZipInfo(name, ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # not the machine that wrote it
            package.writestr(
                info,
                etree.tostring(
                    root, xml_declaration=True, encoding="UTF-8", standalone=True
                ),
            )
    return content.getvalue()


def _root(tag):
    return etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})


def _add(parent, tag, text=None, **attributes):
    """Add an element of the word processor to another one.

    :param str tag: its name, without the namespace
    :param attributes: their values; a name that Python reserves ends in ``_``
    """
    element = etree.SubElement(parent, f"{{{W}}}{tag}")
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name.rstrip('_')}", str(value))
    element.text = text
    return element


def _write_document(paper):
    root = _root("document")
    body = _add(root, "body")
    for block in paper.blocks:
        WRITERS[type(block)](body, block)
    section = _add(body, "sectPr")
    references = zip(
        ("header", "header", "footer", "footer"),
        ("default", "even", "default", "even"),
        (4, 4, 5, 6),
        strict=True,
    )
    for tag, kind, number in references:
        reference = _add(section, f"{tag}Reference", type=kind)
        reference.set(f"{{{R}}}id", f"rId{number}")
    _add(section, "pgSz", **PAGE)
    _add(section, "pgMar", **MARGINS, header=1134, footer=1588, gutter=0)
    _add(section, "docGrid", type="lines", linePitch=LINE)
    return root


def _write_heading(body, heading):
    style = "Title" if not heading.level else f"Heading{min(heading.level, 3)}"
    _write_runs(_add_paragraph(body, style), (heading.text,))


def _write_paragraph(body, paragraph, style=None):
    style = style or ("BodyText" if paragraph.style == "body" else "Plain")
    element = _add_paragraph(body, style, ALIGN.get(paragraph.align, paragraph.align))
    _write_runs(element, paragraph.runs)


def _write_table(body, table):
    columns = len(table.widths)
    widths = [TEXT_WIDTH * part // sum(table.widths) for part in table.widths]
    widths[-1] += TEXT_WIDTH - sum(widths)
    element = _add(body, "tbl")
    look = _add(element, "tblPr")
    _add(look, "tblStyle", val="Grid")
    _add(look, "tblW", w=TEXT_WIDTH, type="dxa")
    _add(look, "tblLayout", type="fixed")
    grid = _add(element, "tblGrid")
    for width in widths:
        _add(grid, "gridCol", w=width)
    if any(table.heads):
        _write_row(element, table.heads, widths, is_head=True)
    for row in table.rows:
        _write_row(element, (*row, *[""] * (columns - len(row))), widths)
    # A table at the end of a page needs a paragraph after it.
    _add_paragraph(body, "Gap")


def _write_row(table, cells, widths, is_head=False):
    row = _add(table, "tr")
    if is_head:
        look = _add(row, "trPr")
        _add(look, "cantSplit")
        _add(look, "tblHeader")
    for cell, width in zip(cells, widths, strict=True):
        element = _add(row, "tc")
        _add(_add(element, "tcPr"), "tcW", w=width, type="dxa")
        for paragraph in papers.get_paragraphs(cell):
            if is_head:
                _write_runs(_add_paragraph(element, "CellHead"), paragraph.runs)
            else:
                _write_paragraph(element, paragraph, "Cell")


def _write_figure(body, figure):
    for words in figure.words:
        _write_paragraph(body, papers.Paragraph((words,), "left", "plain"))


def _write_page_break(body, _block):
    _add(_add(_add_paragraph(body, "Gap"), "r"), "br", type="page")


WRITERS = {
    papers.Heading: _write_heading,
    papers.Paragraph: _write_paragraph,
    papers.Table: _write_table,
    papers.Figure: _write_figure,
    papers.PageBreak: _write_page_break,
}


def _add_paragraph(parent, style, align=None):
    paragraph = _add(parent, "p")
    look = _add(paragraph, "pPr")
    _add(look, "pStyle", val=style)
    if align:
        _add(look, "jc", val=align)
    return paragraph


def _write_runs(paragraph, runs):
    for run in papers.get_runs(runs):
        element = _add(paragraph, "r")
        if run.bold:
            _add(_add(element, "rPr"), "b")
        for line, text in enumerate(run.text.split("\n")):
            if line:
                _add(element, "br")
            for place, piece in enumerate(text.split("\t")):
                if place:
                    _add(element, "tab")
                shown = _add(element, "t", piece)
                shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _write_styles(fonts, lang):
    title, first, second, text, number = (name for name, _other in fonts)
    root = _root("styles")
    usual = _add(_add(root, "docDefaults"), "rPrDefault")
    look = _add(usual, "rPr")
    _add_font(look, text)
    _add(look, "sz", val=BODY)
    _add(look, "szCs", val=BODY)
    _add(look, "lang", val="en-US", eastAsia=_get_language(lang))
    _add_style(root, "Normal", "Normal", text, BODY, is_usual=True)
    _add_style(root, "Title", "Title", title, TITLE, align="center", after=LINE)
    _add_style(root, "Heading1", "heading 1", first, BODY, indent=True, level=0)
    _add_style(root, "Heading2", "heading 2", second, BODY, indent=True, level=1)
    _add_style(
        root, "Heading3", "heading 3", text, BODY, indent=True, level=2, bold=True
    )
    _add_style(root, "BodyText", "Body Text", text, BODY, align="both", indent=True)
    _add_style(root, "Plain", "Plain Text", text, BODY)
    _add_style(root, "Cell", "Table Text", text, SMALL, line=360)
    _add_style(root, "CellHead", "Table Head", first, SMALL, line=360, align="center")
    _add_style(root, "Gap", "Gap", text, SMALL, line=240)
    _add_style(root, "Header", "header", number, SMALL, line=360, align="center")
    _add_style(root, "Footer", "footer", number, NUMBER, line=360)
    grid = _add(root, "style", type="table", styleId="Grid")
    _add(grid, "name", val="Table Grid")
    borders = _add(_add(grid, "tblPr"), "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, side, val="single", sz=4, space=0, color="000000")
    return root


def _add_style(
    root,
    code,
    name,
    font,
    size,
    align=None,
    indent=False,
    line=LINE,
    after=0,
    level=None,
    bold=False,
    is_usual=False,
):
    """Add a style of paragraphs.

    :param int line: height of a line, in twentieths of a point
    :param int level: of a heading, from 0
    """
    style = _add(root, "style", type="paragraph", styleId=code)
    if is_usual:
        style.set(f"{{{W}}}default", "1")
    _add(style, "name", val=name)
    if not is_usual:
        _add(style, "basedOn", val="Normal")
    _add(style, "qFormat")
    look = _add(style, "pPr")
    if level is not None:
        _add(look, "keepNext")
    _add(look, "spacing", before=0, after=after, line=line, lineRule="exact")
    if indent:
        _add(look, "ind", firstLineChars=200, firstLine=INDENT)
    if align:
        _add(look, "jc", val=align)
    if level is not None:
        _add(look, "outlineLvl", val=level)
    letters = _add(style, "rPr")
    _add_font(letters, font)
    if bold:
        _add(letters, "b")
    _add(letters, "sz", val=size)
    _add(letters, "szCs", val=size)


def _add_font(look, name):
    _add(look, "rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=name)


def _write_settings(lang):
    root = _root("settings")
    _add(root, "evenAndOddHeaders")
    _add(root, "characterSpacingControl", val="compressPunctuation")
    _add(root, "themeFontLang", val="en-US", eastAsia=_get_language(lang))
    return root


def _write_fonts(fonts):
    root = _root("fonts")
    for name, other in dict(fonts).items():
        font = _add(root, "font", name=name)
        _add(font, "altName", val=other)
        _add(font, "charset", val="86")
        _add(font, "family", val="auto")
        _add(font, "pitch", val="variable")
    return root


def _write_header(text):
    root = _root("hdr")
    _write_runs(_add_paragraph(root, "Header"), (text,))
    return root


def _write_footer(align):
    root = _root("ftr")
    paragraph = _add_paragraph(root, "Footer", align)
    _write_runs(paragraph, ("— ",))
    field = _add(paragraph, "fldSimple", instr=" PAGE ")
    _write_runs(field, ("1",))
    _write_runs(paragraph, (" —",))
    return root


def _write_types():
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    for extension, kind in (
        ("rels", f"{PACKAGE}-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(
            root, f"{{{TYPES}}}Default", Extension=extension, ContentType=kind
        )
    parts = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "docProps/core.xml": f"{PACKAGE}-package.core-properties+xml",
        **{name: kind for name, (_relation, kind) in PARTS.items()},
    }
    for name, kind in parts.items():
        etree.SubElement(
            root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind
        )
    return root


def _write_rels(targets):
    root = etree.Element(f"{{{RELS}}}Relationships", nsmap={None: RELS})
    for number, (kind, target) in enumerate(targets, 1):
        start = RELS if kind.startswith("metadata") else R
        etree.SubElement(
            root,
            f"{{{RELS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{start}/{kind}",
            Target=target,
        )
    return root


def _write_core(paper):
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC})
    etree.SubElement(root, f"{{{DC}}}title").text = papers.clean(paper.title)
    etree.SubElement(root, f"{{{DC}}}language").text = _get_language(paper.lang)
    return root


def _get_language(lang):
    return (lang or "en_US").replace("_", "-")
