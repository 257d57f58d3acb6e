"""What an official letter (公文) says, and in which order GB/T 9704 writes it.

Its parts are the head (版头), the text with title, addressee, signature and date
(主体), and the record of copies (版记). The minutes of a meeting (纪要) have a head of
their own, name who attended, and bear no seal.
"""

from typing import NamedTuple

from .paper import (
    Group,
    Heading,
    Line,
    Mark,
    Paper,
    Paragraph,
    Run,
    Space,
    clean,
    get_width,
)

# Millimetres from the upper edge of the text to the mark; lines are 29 points high.
MARK_BELOW = 35
LINE_HEIGHT = 225 / 22
# Characters that stay empty on the right of a date with a seal over it, and without.
SEALED, UNSEALED = 4, 2
BLANK = "＿" * 6


class Signature(NamedTuple):
    """Who signs a paper: ``label`` says as what, such as 主持人.

    A paper to be signed by hand has neither ``name`` nor ``note``; what was confirmed
    on the screen has both, and ``note`` says when.
    """

    label: str
    name: str = ""
    note: str = ""


class Letter(NamedTuple):
    """An official letter; what is empty is not written.

    :param str title: title of the letter
    :param tuple blocks: its text: blocks of :mod:`.paper`; a text is a paragraph
    :param str mark: name of the agency at the head (发文机关标志)
    :param str number: document number (发文字号), such as 青容决〔2026〕12号
    :param str level: confidentiality level (密级)
    :param str draft: says that it is a draft; stands at the head of every page
    :param str addressee: to whom it is sent (主送机关), without the colon
    :param tuple attachments: names of what is attached (附件说明)
    :param str sender: who signs (发文机关署名)
    :param str day: date in full (成文日期)
    :param str seal: the word that marks the place of the seal; empty: no seal
    :param tuple signatures: :class:`Signature` of those who sign
    :param tuple copies: who gets a copy (抄送机关)
    :param str issued: who printed it and when (印发机关和印发日期)
    :param str note: remark in brackets below the date (附注)
    :param dict words: the words the layout adds, ``copies`` and ``attachments``
    :param str lang: language of the text
    """

    title: str
    blocks: tuple
    mark: str = ""
    number: str = ""
    level: str = ""
    draft: str = ""
    addressee: str = ""
    attachments: tuple = ()
    sender: str = ""
    day: str = ""
    seal: str = ""
    signatures: tuple = ()
    copies: tuple = ()
    issued: str = ""
    note: str = ""
    words: dict = {}
    lang: str = "zh_CN"


def make_paper(letter):
    """Return the paper of a letter, for the writers of docx and PDF.

    :param Letter letter: what it says
    :rtype: Paper

    >>> paper = make_paper(Letter("关于容错的决定", ("决定如下。",), mark="青澜省局"))
    >>> [type(block).__name__ for block in paper.blocks]
    ['Space', 'Mark', 'Space', 'Line', 'Space', 'Heading', 'Group']
    """
    blocks = [*_write_head(letter)]
    blocks.append(Heading(letter.title, 0))
    if letter.addressee:
        colon = "：" if letter.lang.startswith("zh") else ":"
        blocks.append(Paragraph((f"{letter.addressee}{colon}",), "left", "plain"))
    text = [_make_block(block) for block in letter.blocks]
    # The last paragraph stays with the signature: none stands alone on a page.
    last = text[-1:] if text and isinstance(text[-1], Paragraph) else []
    blocks += text[: len(text) - len(last)]
    blocks.append(Group((*last, *_write_end(letter))))
    if letter.copies or letter.issued:
        blocks.append(Group(tuple(_write_copies(letter))))
    return Paper(clean(letter.title), tuple(blocks), letter.draft, letter.lang)


def _make_block(block):
    return Paragraph((block,)) if isinstance(block, str | Run) else block


def _write_head(letter):
    """Write what stands above the red line.

    >>> letter = Letter("", (), mark="青澜省局", number="青〔2026〕1号")
    >>> head = list(_write_head(letter))
    >>> head[-3].runs, head[-2].look
    (('青〔2026〕1号',), 'red')
    >>> [block.runs[0].text for block in _write_head(Letter("", (), draft="草稿"))]
    ['草稿']
    """
    used = 0
    if letter.draft:
        # Not every printer writes the head of a page.
        yield Paragraph((Run(letter.draft, is_head=True),), "center", "plain")
        used += LINE_HEIGHT
    if letter.level:
        yield Paragraph((Run(letter.level, is_head=True),), "left", "plain")
        used += LINE_HEIGHT
    if letter.mark:
        yield Space(MARK_BELOW - used)
        yield Mark(letter.mark)
        # The number stands two lines below the mark, the line 4 mm below it.
        yield Space(LINE_HEIGHT if letter.number else LINE_HEIGHT / 2)
    if letter.number:
        yield Paragraph((letter.number,), "center", "plain")
    if letter.mark:
        yield Line("red")
        yield Space(2 * LINE_HEIGHT)


def _write_end(letter):
    """Write what stands below the text: attachments, signature, date, note."""
    if letter.attachments:
        yield Space(LINE_HEIGHT)
        yield from _write_attachments(letter)
    if letter.sender or letter.day:
        # The seal covers signature and date; its head reaches the line above.
        yield Space(2 * LINE_HEIGHT if letter.seal else LINE_HEIGHT)
        sender, day = get_indents(letter.sender, letter.day, bool(letter.seal))
        if letter.sender:
            yield Paragraph((letter.sender,), "right", "plain", right=sender)
        if letter.day:
            yield Paragraph((letter.day,), "right", "plain", right=day)
        if letter.seal:
            yield Paragraph((letter.seal,), "right", "plain", right=day)
    if letter.signatures:
        yield Space(LINE_HEIGHT)
        for signature in letter.signatures:
            yield Paragraph((write_signature(signature, letter.lang),), "left", "plain")
    if letter.note:
        yield Paragraph((letter.note,))


def get_indents(sender, day, is_sealed):
    """Return how many characters stay empty right of the signature and of the date.

    With a seal the signature is centred above the date; without one the date begins two
    characters further right than the signature.

    >>> get_indents("青澜省监狱管理局", "2026年11月28日", True)
    (3.5, 4)
    >>> get_indents("青澜省监狱管理局", "2026年11月28日", False)
    (2, 1.0)
    >>> get_indents("青澜局", "2026年11月28日", False)
    (8.0, 2)
    >>> get_indents("青" * 20, "2026年11月28日", True)
    (0, 6.5)
    """
    names, days = get_width(sender), get_width(day)
    if is_sealed:
        # A long name reaches the margin, and the date is centred below it.
        right = max(SEALED, (names - days) / 2)
        return max(0, right - (names - days) / 2), right
    if days > names:
        return UNSEALED + days + 2 - names, UNSEALED
    # The date begins two characters right of where the name begins.
    return UNSEALED, names - days


def write_signature(signature, lang):
    """Write the line on which somebody signs, or signed.

    >>> write_signature(Signature("主持人"), "zh_CN")
    '主持人：＿＿＿＿＿＿'
    >>> write_signature(Signature("Chair", "Zhang", "on 28 November"), "en_US")
    'Chair: Zhang (on 28 November)'
    """
    is_chinese = lang.startswith("zh")
    colon = "：" if is_chinese else ": "
    line = f"{signature.label}{colon}{signature.name or BLANK}"
    if not signature.note:
        return line
    return f"{line}（{signature.note}）" if is_chinese else f"{line} ({signature.note})"


def _write_attachments(letter):
    """List what is attached; several are numbered.

    >>> letter = Letter("", (), attachments=("甲", "乙"), words={"attachments": "附件"})
    >>> [block.runs for block in _write_attachments(letter)]
    [('附件：1．甲',), ('2．乙',)]
    """
    word = letter.words.get("attachments", "")
    colon = "：" if letter.lang.startswith("zh") else ": "
    dot = "．" if letter.lang.startswith("zh") else ". "
    start = f"{word}{colon}"
    for number, name in enumerate(letter.attachments, 1):
        text = f"{number}{dot}{name}" if len(letter.attachments) > 1 else name
        if number == 1:
            yield Paragraph((start + text,), "left", "plain", left=2)
        else:
            yield Paragraph((text,), "left", "plain", left=2 + get_width(start))


def _write_copies(letter):
    """Write the record of copies between its lines.

    >>> letter = Letter("", (), copies=("甲局", "乙局"), words={"copies": "抄送"})
    >>> [getattr(block, "runs", block) for block in _write_copies(letter)][2]
    ('抄送：甲局，乙局。',)
    """
    is_chinese = letter.lang.startswith("zh")
    yield Space(LINE_HEIGHT)
    yield Line("thick")
    if letter.copies:
        word = letter.words.get("copies", "")
        text = (
            f"{word}：{'，'.join(letter.copies)}。"
            if is_chinese
            else f"{word}: {', '.join(letter.copies)}"
        )
        yield Paragraph(
            (text,),
            "left",
            "note",
            left=1 + get_width(word) + 1,
            right=1,
            hanging=get_width(word) + 1,
        )
    if letter.issued:
        if letter.copies:
            yield Line("thin")
        yield Paragraph((letter.issued,), "justify", "note", left=1, right=1)
    yield Line("thick")


def make_attendance(label, names, lang):
    """Write who attended, as minutes do: the word in 黑体, the names beside it.

    >>> paragraph = make_attendance("出席", ("张某", "李某"), "zh_CN")
    >>> paragraph.runs[1], paragraph.left, paragraph.hanging
    ('张某  李某', 5, 3)
    """
    is_chinese = lang.startswith("zh")
    start = f"{label}{'：' if is_chinese else ': '}"
    width = get_width(start)
    return Paragraph(
        (Run(start, is_head=True), ("  " if is_chinese else ", ").join(names)),
        "left",
        "plain",
        left=2 + width,
        hanging=width,
    )
