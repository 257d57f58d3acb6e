"""The page of a docx by GB/T 9704, and how an element is added to another."""

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

# Twentieths of a point: A4, and a text area of 156 mm by 225 mm below a head of 37 mm.
PAGE = {"w": 11906, "h": 16838}
MARGINS = {"top": 2098, "bottom": 1984, "left": 1588, "right": 1474}
TEXT_WIDTH = PAGE["w"] - MARGINS["left"] - MARGINS["right"]
# 22 lines a page, each as high as one of 三号.
LINE = 579
# 28 characters a line: each takes a little less than its 16 points.
CHARACTERS = 28
NARROWER = TEXT_WIDTH // CHARACTERS - 16 * 20
INDENT = 640
# Half points: 二号, 三号, 小四, 四号.
TITLE, BODY, SMALL, NUMBER = 44, 32, 24, 28


def make_root(tag):
    """Return the root element of a part."""
    return etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})


def add(parent, tag, text=None, **attributes):
    """Add an element of the word processor to another one.

    :param str tag: its name, without the namespace
    :param attributes: their values; a name that Python reserves ends in ``_``
    """
    element = etree.SubElement(parent, f"{{{W}}}{tag}")
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name.rstrip('_')}", str(value))
    element.text = text
    return element


def get_twips(millimetres):
    """Return a length in twentieths of a point.

    >>> get_twips(25.4)
    1440
    """
    return round(millimetres * 1440 / 25.4)


def add_paragraph(parent, style, align=None, line=None, **indents):
    """Add a paragraph.

    :param str style: code of its style
    :param tuple line: colour and eighths of a point of a line below it
    :param indents: characters left empty: ``left``, ``right``, ``hanging``
    :return: the element
    """
    paragraph = add(parent, "p")
    look = add(paragraph, "pPr")
    add(look, "pStyle", val=style)
    if line:
        color, size = line
        borders = add(look, "pBdr")
        add(borders, "bottom", val="single", sz=size, space=0, color=color)
    sides = {
        side: round(count * TEXT_WIDTH / CHARACTERS)
        for side, count in indents.items()
        if count
    }
    if sides:
        add(look, "ind", **sides)
    if align:
        add(look, "jc", val=align)
    return paragraph


def keep_with_next(paragraph):
    """Keep a paragraph on one page with the next; a table stays as it is."""
    look = paragraph.find(f"{{{W}}}pPr")
    if look is not None:
        for place, tag in enumerate(("keepNext", "keepLines"), 1):
            look.insert(place, etree.Element(f"{{{W}}}{tag}"))


def write_runs(paragraph, runs):
    for run in papers.get_runs(runs):
        element = add(paragraph, "r")
        if run.bold or run.is_head:
            look = add(element, "rPr")
            if run.is_head:
                add(look, "rStyle", val="Head")
            if run.bold:
                add(look, "b")
        for line, text in enumerate(run.text.split("\n")):
            if line:
                add(element, "br")
            for place, piece in enumerate(text.split("\t")):
                if place:
                    add(element, "tab")
                shown = add(element, "t", piece)
                shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def get_language(lang):
    """Return a language as files name it.

    >>> get_language("zh_CN"), get_language(None)
    ('zh-CN', 'en-US')
    """
    return (lang or "en_US").replace("_", "-")
