"""Reads the text of a docx that came back edited, and compares it with the record."""

import io
import re
import zipfile
from typing import NamedTuple

from lxml import etree

from .document_number import get_number_key

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# More than any letter needs; a file that grows beyond it when unpacked is refused.
MOST_BYTES = 20_000_000
MAIN = "word/document.xml"
# Words that turn an outcome into its contrary: 不予免责.
DENIALS = ("不", "不予", "未", "未予", "非", "免予", "not ", "Not ")
LETTER = "[0-9A-Za-z]"
# Properties by which a run does not show.
HIDDEN = (f"{WORD}vanish", f"{WORD}webHidden")
# What follows an article and makes it another provision: 第六条第（一）项.
PART = (
    r"(?!\s*第\s*[（(]?\s*[0-9一二三四五六七八九十]+\s*[）)]?\s*[款项目])"
    r"(?!\s*[（(]\s*[0-9])"
)


class UnreadableError(ValueError):
    """The file is no docx that can be read."""


def read_docx(content):
    """Return the paragraphs of a docx, those of tables too.

    :param bytes content: the file
    :rtype: list
    :raises UnreadableError: if it is none, or too large

    >>> try:
    ...     read_docx(b"no docx")
    ... except UnreadableError:
    ...     print("unreadable")
    unreadable
    """
    (root,) = _read_parts(content, lambda name: name == MAIN)
    return [_read_paragraph(node) for node in root.iter(f"{WORD}p")]


def read_hidden(content):
    """Return all that somebody can read who opens a docx, shown or not.

    That is more than :func:`read_docx` returns: head and foot of the pages, notes,
    comments and their authors, what was struck out, and the properties of the file.

    :param bytes content: the file
    :rtype: list
    :raises UnreadableError: if it is none, or too large
    """
    texts = []
    for root in _read_parts(content, lambda name: name.endswith(".xml")):
        texts += ["".join(node.itertext()) for node in root.iter(f"{WORD}p")]
        if not root.tag.startswith(WORD):
            texts += root.itertext()
        texts += [
            value
            for node in root.iter(etree.Element)
            for name, value in node.attrib.items()
            if name.endswith("}author")
        ]
    return texts


def _read_parts(content, is_wanted):
    """Return the roots of those parts of a docx that are wanted, the text among them.

    :rtype: list
    :raises UnreadableError: if it is no docx, or too large
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    left, roots = MOST_BYTES, []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.getinfo(MAIN)
            for part in archive.infolist():
                if not is_wanted(part.filename):
                    continue
                if part.file_size > left:
                    raise UnreadableError
                with archive.open(part) as stream:
                    source = stream.read(left + 1)
                left -= len(source)
                if left < 0:
                    raise UnreadableError
                roots.append(etree.fromstring(source, parser))
    except (
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise UnreadableError from error
    return roots


def _read_paragraph(node):
    parts = []
    for part in node.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br"):
        # What is hidden, or was struck out with tracked changes, is not in the text.
        if any(_is_on(part.getparent().find(f"{WORD}rPr/{name}")) for name in HIDDEN):
            continue
        parts.append(part.text or "" if part.tag == f"{WORD}t" else " ")
    return "".join(parts)


def find_lacking_lines(text, lines):
    """Return the lines that a text does not have, compared without blanks.

    :param str text: of a letter
    :param lines: each has to stand in it, a colon at its end aside
    :rtype: list

    >>> find_lacking_lines("一、事实 门 未上锁。", ["门未上锁。", "免责："])
    ['免责：']
    """
    squeezed = "".join(text.split())
    return [
        line for line in lines if "".join(line.split()).rstrip(":：") not in squeezed
    ]


def _is_on(mark):
    """Tell whether a property of a run is set."""
    return mark is not None and mark.get(f"{WORD}val") not in ("0", "false", "off")


class Term(NamedTuple):
    """What a letter has to name, as a whole.

    :param str label: what it is, for the reader
    :param str value: the term; empty: nothing is looked for
    :param str kind: ``number``, ``article``, ``outcome`` or ``name``
    :param tuple others: longer terms of the same kind, in which it does not count
    """

    label: str
    value: str
    kind: str = "name"
    others: tuple = ()


def find_lacking(text, terms):
    """Return what a text should name and does not.

    Numbers are compared as a registry reads them, all else without blanks.

    :param str text: of the edited letter
    :param terms: several :class:`Term`
    :return: pairs of label and value
    :rtype: list

    >>> text = "青容决〔2026〕 12 号\\n当事人：张 三\\n第七条、第十一条"
    >>> find_lacking(text, [Term("文号", "青容决[2026]第12号", "number"),
    ...                     Term("当事人", "张三"), Term("条款", "第七条", "article")])
    []
    >>> find_lacking(text, [Term("条款", "第一条", "article"), Term("文号", "")])
    [('条款', '第一条')]
    """
    return [
        (term.label, term.value)
        for term in terms
        if term.value and not _has_term(text, term)
    ]


def _has_term(text, term):
    """Tell whether a text names a term as a whole.

    A longer term does not count, nor does one that is denied:

    >>> outcome = Term("结果", "惩戒意见", "outcome", ("从轻惩戒意见",))
    >>> texts = ("作惩戒 意见", "不予惩戒意见", "从轻惩戒意见")
    >>> [_has_term(text, outcome) for text in texts]
    [True, False, False]

    Nor does an article with more digits, or a part of it:

    >>> [_has_term(text, Term("", "Art. 1", "article"))
    ...  for text in ("Art. 12", "Art. 1 (2)", "see Art. 1 and 2")]
    [False, False, True]
    >>> [_has_term(text, Term("", "第十条", "article"))
    ...  for text in ("第十条第（二）项", "第二十条", "第十条、第十一条")]
    [False, False, True]

    A number is whole as well:

    >>> number = Term("", "容决〔2026〕1号", "number")
    >>> texts = ("文号：容决[2026]第001号", "容决〔2026〕11号", "青容决〔2026〕1号")
    >>> [_has_term(text, number) for text in texts]
    [True, False, False]
    """
    for other in sorted(term.others, key=len, reverse=True):
        if len(_squeeze(other)) > len(_squeeze(term.value)):
            text = re.sub(_spell(other), "\n", text)
    if term.kind == "number" and _has_number(text, term.value):
        return True
    pattern = _spell(term.value)
    if re.match(LETTER, _squeeze(term.value)):
        pattern = f"(?<!{LETTER}){pattern}"
    if re.match(LETTER, _squeeze(term.value)[-1]):
        pattern = f"{pattern}(?!{LETTER})"
    if term.kind == "article":
        pattern += PART
    if term.kind == "outcome":
        text = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text)
        pattern = "".join(f"(?<!{word})" for word in DENIALS) + pattern
    if term.kind == "number":
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return bool(re.search(pattern, text))


def _has_number(text, number):
    """Tell whether a line holds a number, whatever its brackets and blanks.

    What stands before a number on its line is a label, if a colon or blank ends it.
    """
    key = get_number_key(number)
    parts = (part for line in text.splitlines() for part in re.split(r"[：:\t]", line))
    pattern = re.compile(rf"{re.escape(key)}(?! [0-9])(?: |$)")
    return bool(key) and any(map(pattern.match, map(get_number_key, parts)))


def _spell(term):
    """Return the pattern of a term, with or without blanks in it."""
    return r"\s*".join(map(re.escape, _squeeze(term)))


def _squeeze(text):
    return re.sub(r"\s", "", text or "")
