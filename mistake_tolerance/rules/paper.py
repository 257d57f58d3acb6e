"""What a printed paper says, apart from how it is written: as a docx, or by a template.

A paper is a list of blocks in order. The layout follows GB/T 9704, which gives official
papers their fonts, sizes and margins; those that write the paper know it.
"""

import base64
import re
from typing import NamedTuple

from .citation import write_chinese_number

# What XML 1.0 cannot hold, and no printer prints.
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Run(NamedTuple):
    """A piece of a paragraph that looks the same throughout."""

    text: str
    bold: bool = False


class Paragraph(NamedTuple):
    """A paragraph: ``runs`` are texts, or :class:`Run` where they look different.

    ``align`` is ``left``, ``center``, ``right`` or ``justify``. ``style`` is ``body``,
    whose first line is indented by two characters, or ``plain``, which is not.
    """

    runs: tuple = ()
    align: str = "justify"
    style: str = "body"


class Heading(NamedTuple):
    """A heading; level 0 is the title of the paper, 1 to 3 stand inside it."""

    text: str
    level: int = 1


class Table(NamedTuple):
    """A table; its heads are repeated on every page.

    ``rows`` hold cells: a text, or several :class:`Paragraph`. ``widths`` are parts of
    the width of the page, such as ``(1, 3)``; ``heads`` may be empty.
    """

    heads: tuple
    rows: tuple
    widths: tuple


class Figure(NamedTuple):
    """A drawing. What cannot show it writes ``words`` in its place.

    ``svg`` is the source of the drawing, with all its texts escaped.
    """

    svg: str
    words: tuple = ()


class PageBreak(NamedTuple):
    """What follows begins on a new page."""


class Paper(NamedTuple):
    """A whole paper.

    ``header`` stands at the head of every page, ``lang`` is the language of the text
    and decides on the fonts, such as ``zh_CN``.
    """

    title: str
    blocks: tuple
    header: str = ""
    lang: str = "zh_CN"


def clean(value):
    """Return a text as it can be printed; nothing stays nothing.

    >>> clean("\\x00一\\x0b二\\ud800"), clean(False), clean(0), clean("a\\r\\nb")
    ('一二', '', '0', 'a\\nb')
    """
    if value is None or value is False:
        return ""
    text = UNPRINTABLE.sub("", str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def get_runs(runs):
    """Return the runs of a paragraph, all of one type.

    >>> get_runs(("概述：", Run("试行", bold=True)))
    [Run(text='概述：', bold=False), Run(text='试行', bold=True)]
    >>> get_runs("one text")
    [Run(text='one text', bold=False)]
    """
    if isinstance(runs, (str, Run)):
        runs = (runs,)
    return [
        Run(clean(run.text), run.bold) if isinstance(run, Run) else Run(clean(run))
        for run in runs
    ]


def get_paragraphs(cell):
    """Return the paragraphs of a cell of a table.

    >>> get_paragraphs("one") == [Paragraph(("one",), "left", "plain")]
    True
    >>> get_paragraphs((Paragraph(("one",)), Paragraph(("two",))))[1].runs
    ('two',)
    >>> get_paragraphs(None)[0].runs
    ('',)
    """
    if isinstance(cell, tuple) and cell and isinstance(cell[0], Paragraph):
        return list(cell)
    return [Paragraph((clean(cell),), "left", "plain")]


def get_kind(block):
    """Name the kind of a block, for a template that writes each in its own way.

    >>> get_kind(Heading("一")), get_kind(PageBreak())
    ('heading', 'pagebreak')
    """
    return type(block).__name__.lower()


def write_head(number, title, lang):
    """Number a heading of the first level, as papers in the language do.

    >>> write_head(2, "程序", "zh_CN"), write_head(2, "Procedure", "en_US")
    ('二、程序', '2. Procedure')
    """
    if (lang or "").startswith("zh"):
        return f"{write_chinese_number(number)}、{title}"
    return f"{number}. {title}"


def get_image(figure):
    """Return a figure as the address of an image, which runs no script.

    >>> get_image(Figure("<svg/>"))
    'data:image/svg+xml;base64,PHN2Zy8+'
    """
    content = base64.b64encode(figure.svg.encode()).decode()
    return f"data:image/svg+xml;base64,{content}"


# What the template of a paper calls.
HELPERS = {
    function.__name__: function
    for function in (get_kind, get_paragraphs, get_runs, get_image)
}
