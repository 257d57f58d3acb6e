"""What a printed paper says, apart from how it is written: as a docx, or by a template.

A paper is a list of blocks in order. The layout follows GB/T 9704, which gives official
papers their fonts, sizes and margins; those that write the paper know it.
"""

import base64
import re
from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import Markup

from .citation import write_chinese_number

# What XML 1.0 cannot hold, and no printer prints.
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Run(NamedTuple):
    """A piece of a paragraph that looks the same throughout.

    ``is_head`` gives it the font of a heading (黑体).
    """

    text: str
    bold: bool = False
    is_head: bool = False


class Paragraph(NamedTuple):
    """A paragraph: ``runs`` are texts, or :class:`Run` where they look different.

    ``align`` is ``left``, ``center``, ``right`` or ``justify``. ``style`` is ``body``,
    whose first line is indented by two characters, ``plain``, which is not, or
    ``note``, which is smaller (四号). ``left`` and ``right`` are characters left empty
    at the side; ``hanging`` ones of those on the left are written on in the first line.
    """

    runs: tuple = ()
    align: str = "justify"
    style: str = "body"
    left: float = 0
    right: float = 0
    hanging: float = 0


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
    """A drawing. What cannot show it writes ``blocks`` in its place.

    ``svg`` is the source of the drawing, with all its texts escaped.
    """

    svg: str
    blocks: tuple = ()


class PageBreak(NamedTuple):
    """What follows begins on a new page."""


class Mark(NamedTuple):
    """The mark of the agency at the head of its papers (发文机关标志), in red."""

    text: str


class Line(NamedTuple):
    """A line as wide as the text: ``red``, ``thick`` or ``thin``."""

    look: str = "red"


class Space(NamedTuple):
    """Empty room of so many millimetres."""

    height: float


class Group(NamedTuple):
    """Blocks that stand on one page."""

    blocks: tuple


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

    >>> get_runs(("概述：", Run("试行", bold=True)))  # doctest: +ELLIPSIS
    [Run(text='概述：', ...), Run(text='试行', bold=True, ...)]
    >>> get_runs("one text") == [Run("one text")]
    True
    """
    if isinstance(runs, (str, Run)):
        runs = (runs,)
    return [
        run._replace(text=clean(run.text)) if isinstance(run, Run) else Run(clean(run))
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


def get_mark_size(text):
    """Return how large the mark of an agency is written, in points.

    It stands in one line: 156 mm are 442 points.

    >>> get_mark_size("青澜省监狱管理局文件"), get_mark_size("青" * 25)
    (36, 17)
    """
    return max(12, min(36, int(442 / max(1, get_width(text)))))


def get_width(text):
    """Return how many Chinese characters wide a text is.

    >>> get_width("2026年11月28日"), get_width("局〔2026〕")
    (7.0, 5.0)
    """
    return sum(1 if east_asian_width(letter) in "WFA" else 0.5 for letter in text)


def get_markup(runs):
    """Return the runs of a paragraph as markup, in which no blank was added.

    >>> get_markup(("出席：", Run("<甲>", bold=True), Run("乙", is_head=True)))
    Markup('出席：<strong>&lt;甲&gt;</strong><span class="o_head">乙</span>')
    """
    patterns = {
        (False, False): Markup("{}"),
        (True, False): Markup("<strong>{}</strong>"),
        (False, True): Markup('<span class="o_head">{}</span>'),
        (True, True): Markup('<strong class="o_head">{}</strong>'),
    }
    return Markup("").join(
        patterns[run.bold, run.is_head].format(run.text) for run in get_runs(runs)
    )


def get_style(paragraph):
    """Return the look of a paragraph, for a template.

    >>> get_style(Paragraph(("甲",), "left", "plain", left=5, hanging=3))
    'text-align: left; margin-left: 5em; text-indent: -3em'
    """
    parts = [f"text-align: {paragraph.align}"]
    parts += [
        f"margin-{side}: {getattr(paragraph, side):g}em"
        for side in ("left", "right")
        if getattr(paragraph, side)
    ]
    if paragraph.hanging:
        parts.append(f"text-indent: -{paragraph.hanging:g}em")
    return "; ".join(parts)


def get_texts(value):
    """Return all texts of a paper, of a block or of several.

    >>> blocks = (Group((Paragraph(("甲", Run("乙"))),)), Mark("丙"))
    >>> list(get_texts(blocks))
    ['甲', '乙', '丙']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, Run | Mark | Heading):
        yield value.text
    elif isinstance(value, Paragraph):
        yield from get_texts(value.runs)
    elif isinstance(value, Table):
        yield from get_texts((value.heads, value.rows))
    elif isinstance(value, Group):
        yield from get_texts(value.blocks)
    elif isinstance(value, Paper):
        yield from get_texts((value.title, value.header, value.blocks))
    elif isinstance(value, tuple):
        for part in value:
            yield from get_texts(part)


# What the template of a paper calls.
HELPERS = {
    function.__name__: function
    for function in (
        get_kind,
        get_mark_size,
        get_markup,
        get_paragraphs,
        get_style,
        get_image,
    )
}
