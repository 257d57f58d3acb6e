"""Reads the text of a docx that came back edited, and compares it with the record."""

import io
import re
import zipfile

from lxml import etree

from .document_number import get_number_key

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# More than any letter needs; a file that grows beyond it when unpacked is refused.
MOST_BYTES = 20_000_000


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
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = archive.getinfo("word/document.xml")
            if part.file_size > MOST_BYTES:
                raise UnreadableError
            with archive.open(part) as stream:
                source = stream.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError) as error:
        raise UnreadableError from error
    if len(source) > MOST_BYTES:
        raise UnreadableError
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError from error
    return [_read_paragraph(node) for node in root.iter(f"{WORD}p")]


def _read_paragraph(node):
    parts = []
    for part in node.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br"):
        # What was struck out with tracked changes is not in the text.
        parts.append(part.text or "" if part.tag == f"{WORD}t" else " ")
    return "".join(parts)


def find_lacking(text, expected):
    """Return what a text should name and does not, by label.

    Numbers are compared as a registry reads them, all else without blanks.

    :param str text: of the edited letter
    :param expected: pairs of a label and a value
    :rtype: list

    >>> text = "青容决〔2026〕 12 号\\n当事人：张 三\\n第七条"
    >>> find_lacking(text, [("文号", "青容决[2026]第12号"), ("当事人", "张三")])
    []
    >>> find_lacking(text, [("条款", "第七条"), ("条款", "第八条"), ("文号", "")])
    [('条款', '第八条')]
    """
    plain = _squeeze(text)
    keys = [f"{get_number_key(line)} " for line in text.splitlines()]
    return [
        (label, value)
        for label, value in expected
        if value
        and _squeeze(value) not in plain
        and not any(f"{get_number_key(value)} " in key for key in keys)
    ]


def _squeeze(text):
    return re.sub(r"\s", "", text or "")
