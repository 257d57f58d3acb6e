"""Writes a paper as a docx file, laid out as GB/T 9704 asks. No database here.

The same paper gives the same bytes. Word and WPS substitute a font that is missing by
the one named beside it.
"""

import io
import zipfile

from lxml import etree

from . import paper as papers
from .docx_parts import (
    PARTS,
    write_core,
    write_footer,
    write_header,
    write_rels,
    write_settings,
    write_types,
)
from .docx_styles import FONTS, RED, write_fonts, write_styles
from .docx_xml import (
    LINE,
    MARGINS,
    PAGE,
    TEXT_WIDTH,
    R,
    W,
    add,
    add_paragraph,
    get_twips,
    keep_with_next,
    make_root,
    write_runs,
)

# A file needs a day, and the clock would make two of the same paper differ.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
ALIGN = {"justify": "both"}
STYLES = {"body": "BodyText", "plain": "Plain", "note": "Note"}
# Colour and eighths of a point: 0.35 mm, and 0.25 mm for the thin one.
LINES = {"red": (RED, 8), "thick": ("000000", 8), "thin": ("000000", 6)}


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
        "[Content_Types].xml": write_types(),
        "_rels/.rels": write_rels(
            [
                ("officeDocument", "word/document.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": write_core(paper),
        "word/document.xml": write_document(paper),
        "word/_rels/document.xml.rels": write_rels(
            [(kind, name.split("/")[1]) for name, (kind, _type) in PARTS.items()]
        ),
        "word/styles.xml": write_styles(fonts, paper.lang),
        "word/settings.xml": write_settings(paper.lang),
        "word/fontTable.xml": write_fonts(fonts),
        "word/header1.xml": write_header(paper.header),
        # The number stands at the outer edge: on the right of the first page.
        "word/footer1.xml": write_footer("right"),
        "word/footer2.xml": write_footer("left"),
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


def write_document(paper):
    root = make_root("document")
    body = add(root, "body")
    _write_blocks(body, paper.blocks)
    section = add(body, "sectPr")
    references = zip(
        ("header", "header", "footer", "footer"),
        ("default", "even", "default", "even"),
        (4, 4, 5, 6),
        strict=True,
    )
    for tag, kind, number in references:
        reference = add(section, f"{tag}Reference", type=kind)
        reference.set(f"{{{R}}}id", f"rId{number}")
    add(section, "pgSz", **PAGE)
    add(section, "pgMar", **MARGINS, header=1134, footer=1588, gutter=0)
    add(section, "docGrid", type="lines", linePitch=LINE)
    return root


def _write_blocks(body, blocks, keep=False):
    """Write blocks below each other.

    :param bool keep: whether they all stand on one page
    """
    for number, block in enumerate(blocks):
        last = len(body)
        WRITERS[type(block)](body, block)
        if keep and number + 1 < len(blocks):
            for paragraph in body[last:]:
                keep_with_next(paragraph)


def _write_heading(body, heading):
    style = "Title" if not heading.level else f"Heading{min(heading.level, 3)}"
    write_runs(add_paragraph(body, style), (heading.text,))


def _write_paragraph(body, paragraph, style=None):
    element = add_paragraph(
        body,
        style or STYLES[paragraph.style],
        ALIGN.get(paragraph.align, paragraph.align),
        left=paragraph.left,
        right=paragraph.right,
        hanging=paragraph.hanging,
    )
    write_runs(element, paragraph.runs)


def _write_table(body, table):
    columns = len(table.widths)
    widths = [TEXT_WIDTH * part // sum(table.widths) for part in table.widths]
    widths[-1] += TEXT_WIDTH - sum(widths)
    element = add(body, "tbl")
    look = add(element, "tblPr")
    add(look, "tblStyle", val="Grid")
    add(look, "tblW", w=TEXT_WIDTH, type="dxa")
    add(look, "tblLayout", type="fixed")
    grid = add(element, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    if any(table.heads):
        _write_row(element, table.heads, widths, is_head=True)
    for row in table.rows:
        _write_row(element, (*row, *[""] * (columns - len(row))), widths)
    # A table at the end of a page needs a paragraph after it.
    add_paragraph(body, "Gap")


def _write_row(table, cells, widths, is_head=False):
    row = add(table, "tr")
    if is_head:
        look = add(row, "trPr")
        add(look, "cantSplit")
        add(look, "tblHeader")
    for cell, width in zip(cells, widths, strict=True):
        element = add(row, "tc")
        add(add(element, "tcPr"), "tcW", w=width, type="dxa")
        for paragraph in papers.get_paragraphs(cell):
            if is_head:
                write_runs(add_paragraph(element, "CellHead"), paragraph.runs)
            else:
                _write_paragraph(element, paragraph, "Cell")


def _write_figure(body, figure):
    _write_blocks(body, figure.blocks)


def _write_page_break(body, _block):
    add(add(add_paragraph(body, "Gap"), "r"), "br", type="page")


def _write_mark(body, mark):
    element = add_paragraph(body, "Mark")
    write_runs(element, (mark.text,))
    size = papers.get_mark_size(mark.text) * 2
    for run in element.iterfind(f"{{{W}}}r"):
        look = add(run, "rPr")
        run.insert(0, look)
        add(look, "sz", val=size)
        add(look, "szCs", val=size)


def _write_line(body, line):
    add_paragraph(body, "Gap", line=LINES[line.look])


def _write_space(body, space):
    look = add_paragraph(body, "Gap")[0]
    height = get_twips(space.height)
    add(look, "spacing", before=0, after=0, line=height, lineRule="exact")


def _write_group(body, group):
    _write_blocks(body, group.blocks, keep=True)


WRITERS = {
    papers.Heading: _write_heading,
    papers.Paragraph: _write_paragraph,
    papers.Table: _write_table,
    papers.Figure: _write_figure,
    papers.PageBreak: _write_page_break,
    papers.Mark: _write_mark,
    papers.Line: _write_line,
    papers.Space: _write_space,
    papers.Group: _write_group,
}
