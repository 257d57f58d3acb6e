"""Draws a procedure as a flow chart, from top to bottom. No database here.

The drawing is as narrow as a phone. It holds no script and no link, and every text in
it is escaped.
"""

import unicodedata
from html import escape
from typing import NamedTuple

from .paper import clean

WIDTH = 360
EDGE = 4
# Distance between two lines of return, left of the boxes.
LANE = 12
PADDING = 10
GAP = 26
NAME_SIZE, TEXT_SIZE = 15, 13
LINE_HEIGHT = 1.35
# What may not begin a line of Chinese.
CLOSING = "，。；：、？！）》」』”’,.;:?!)"
FONT = "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"


class Step(NamedTuple):
    """A box of the chart.

    ``condition`` says when the step is taken at all; such a box is drawn with a broken
    line. ``back`` is the place of the earlier step to which a return leads.
    """

    name: str
    lines: tuple = ()
    condition: str = ""
    back: int | None = None


def get_length(text):
    """Estimate how long a text is, in the height of its letters.

    >>> get_length("认定"), round(get_length("abcd"), 2)
    (2.0, 2.24)
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WFA" for letter in text)
    return wide + 0.56 * (len(text) - wide)


def wrap(text, length):
    """Break a text into lines of at most a length, in the height of its letters.

    >>> wrap("容错免责裁定委员会认定。", 4)
    ['容错免责', '裁定委员', '会认定。']
    >>> wrap("seven working days", 6)
    ['seven', 'working', 'days']

    A mark that closes stays with what it closes, and a word that is too long is cut.

    >>> wrap("容错免责。裁", 4)
    ['容错免', '责。裁']
    >>> wrap("abcdefghij", 3), wrap("", 3)
    (['abcde', 'fghij'], [])
    """
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _get_words(paragraph):
            if line and get_length((line + word).rstrip()) > length:
                lines.append(line.rstrip())
                line = ""
            line += word.lstrip() if not line else word
            while get_length(line.rstrip()) > length and len(line) > 1:
                cut = _get_cut(line, length)
                lines.append(line[:cut])
                line = line[cut:]
        if line.strip():
            lines.append(line.rstrip())
    return lines


def _get_cut(word, length):
    """Return how many letters of a word fit, one at least."""
    cut = 1
    while cut + 1 < len(word) and get_length(word[: cut + 1]) <= length:
        cut += 1
    return cut


def _get_words(text):
    """Split a text where a line may end: after blanks and between Chinese letters."""
    words = []
    for letter in text:
        is_wide = unicodedata.east_asian_width(letter) in "WF"
        if (
            words
            and (letter in CLOSING or not is_wide)
            and not words[-1].endswith(" ")
            and (letter in CLOSING or not _is_wide(words[-1]))
        ):
            words[-1] += letter
        else:
            words.append(letter)
    return words


def _is_wide(word):
    return unicodedata.east_asian_width(word[-1]) in "WF"


def draw(steps, title):
    """Draw the steps of a procedure.

    :param steps: one :class:`Step` each, in order
    :param str title: what the drawing shows, for those who hear it read out
    :return: the source of an SVG
    :rtype: str

    >>> chart = draw([Step("受理"), Step("<调查>", ("7 日",), "A & B", 0)], "程序")
    >>> chart.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    True
    >>> "&lt;调查&gt;" in chart, "A &amp; B" in chart, "<调查>" in chart
    (True, True, False)
    >>> chart.count("<rect"), chart.count("stroke-dasharray"), chart.count("<path")
    (2, 1, 2)
    >>> draw([], "程序").count("<rect")
    0
    """
    lanes = sum(step.back is not None for step in steps)
    left = EDGE + LANE * (lanes + 1) if lanes else EDGE
    parts, middles, top = [], [], EDGE
    for number, step in enumerate(steps, 1):
        texts = _get_texts(number, step, WIDTH - EDGE - left - 2 * PADDING)
        height = 2 * PADDING + sum(size * LINE_HEIGHT for _text, size, _look in texts)
        if number > 1:
            centre = (left + WIDTH - EDGE) / 2
            parts.append(_draw_arrow([(centre, top - GAP), (centre, top)]))
        parts.append(_draw_box(left, top, height, bool(step.condition)))
        parts += _draw_texts(texts, left + PADDING, top + PADDING)
        middles.append(top + height / 2)
        top += height + GAP
    lane = 0
    for place, step in enumerate(steps):
        if step.back is not None:
            lane += 1
            side = left - LANE * lane
            # Below the middle, where another return may arrive.
            start, end = middles[place] + 6, middles[step.back] - 6
            line = [(left, start), (side, start), (side, end), (left, end)]
            parts.append(_draw_arrow(line))
    height = max(top - GAP + EDGE, 2 * EDGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" role="img" font-family="{FONT}">'
        f"<title>{escape(clean(title))}</title>{''.join(parts)}</svg>"
    )


def _get_texts(number, step, width):
    """Return the lines of a box: text, size and look of each."""
    texts = []
    for content, size, look in (
        (f"{number}. {step.name}", NAME_SIZE, 'font-weight="bold" fill="#1f2937"'),
        (step.condition, TEXT_SIZE, 'fill="#9a3412"'),
        *((line, TEXT_SIZE, 'fill="#374151"') for line in step.lines),
    ):
        texts += [(line, size, look) for line in wrap(clean(content), width / size)]
    return texts


def _draw_texts(texts, left, top):
    drawn = []
    for text, size, look in texts:
        drawn.append(
            f'<text x="{left}" y="{top + size:.1f}" font-size="{size}" {look}>'
            f"{escape(text)}</text>"
        )
        top += size * LINE_HEIGHT
    return drawn


def _draw_box(left, top, height, is_broken):
    broken = ' stroke-dasharray="6 4"' if is_broken else ""
    return (
        f'<rect x="{left}" y="{top:.1f}" width="{WIDTH - EDGE - left}" '
        f'height="{height:.1f}" rx="6" fill="#ffffff" stroke="#1f2937"{broken}/>'
    )


def _draw_arrow(points):
    """Draw a line through points that ends in an arrow."""
    line = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    (before, _y), (x, y) = points[-2], points[-1]
    head = (
        f"{x - 5:.1f},{y - 8:.1f} {x + 5:.1f},{y - 8:.1f}"
        if before == x
        else f"{x - 8:.1f},{y - 5:.1f} {x - 8:.1f},{y + 5:.1f}"
    )
    return (
        f'<path d="M{line}" fill="none" stroke="#1f2937"/>'
        f'<polygon points="{x:.1f},{y:.1f} {head}" fill="#1f2937"/>'
    )
