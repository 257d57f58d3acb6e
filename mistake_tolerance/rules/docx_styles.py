"""The styles of a docx: fonts and sizes of GB/T 9704."""

from .docx_xml import (
    BODY,
    INDENT,
    LINE,
    NARROWER,
    NUMBER,
    SMALL,
    TITLE,
    W,
    add,
    get_language,
    make_root,
)

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
RED = "FF0000"
LATIN = "Times New Roman"


def write_styles(fonts, lang):
    title, first, second, text, number = (name for name, _other in fonts)
    root = make_root("styles")
    usual = add(add(root, "docDefaults"), "rPrDefault")
    look = add(usual, "rPr")
    _add_font(look, text)
    add(look, "sz", val=BODY)
    add(look, "szCs", val=BODY)
    add(look, "lang", val="en-US", eastAsia=get_language(lang))
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
    _add_style(root, "Note", "Note", text, NUMBER)
    _add_style(root, "Mark", "Mark", title, TITLE, align="center", line=None, color=RED)
    head = add(root, "style", type="character", styleId="Head")
    add(head, "name", val="Head")
    _add_font(add(head, "rPr"), first)
    grid = add(root, "style", type="table", styleId="Grid")
    add(grid, "name", val="Table Grid")
    borders = add(add(grid, "tblPr"), "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz=4, space=0, color="000000")
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
    color=None,
):
    """Add a style of paragraphs.

    :param int line: height of a line, in twentieths of a point; ``None``: by its size
    :param int level: of a heading, from 0
    """
    style = add(root, "style", type="paragraph", styleId=code)
    if is_usual:
        style.set(f"{{{W}}}default", "1")
    add(style, "name", val=name)
    if not is_usual:
        add(style, "basedOn", val="Normal")
    add(style, "qFormat")
    look = add(style, "pPr")
    if level is not None:
        add(look, "keepNext")
    if line:
        add(look, "spacing", before=0, after=after, line=line, lineRule="exact")
    else:
        add(look, "spacing", before=0, after=after, line=240, lineRule="auto")
    if indent:
        add(look, "ind", firstLineChars=200, firstLine=INDENT)
    if align:
        add(look, "jc", val=align)
    if level is not None:
        add(look, "outlineLvl", val=level)
    letters = add(style, "rPr")
    _add_font(letters, font)
    if bold:
        add(letters, "b")
    if color:
        add(letters, "color", val=color)
    if size == BODY and not is_usual:
        add(letters, "spacing", val=NARROWER)
    add(letters, "sz", val=size)
    add(letters, "szCs", val=size)


def _add_font(look, name):
    add(look, "rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=name)


def write_fonts(fonts):
    """Name each font with the one that substitutes it.

    >>> write_fonts(FONTS["zh_CN"])[0].get(f"{{{W}}}name")
    '方正小标宋简体'
    """
    root = make_root("fonts")
    for name, other in dict(fonts).items():
        font = add(root, "font", name=name)
        add(font, "altName", val=other)
        add(font, "charset", val="86")
        add(font, "family", val="auto")
        add(font, "pitch", val="variable")
    return root
