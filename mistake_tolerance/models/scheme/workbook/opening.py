"""Opens what was uploaded as a workbook, if it is one and not too large."""

import io
import re
import zipfile
from dataclasses import dataclass

import openpyxl
from openpyxl.utils import range_boundaries

# A regulation of two hundred articles in three languages takes a fifth of this.
MOST_BYTES = 5 * 1024**2
MOST_BYTES_UNPACKED = 40 * 1024**2
MOST_FILES = 500
MOST_CELLS = 300_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# A name may have any prefix, and any white space after it.
CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
# openpyxl makes a cell of each place in such a range.
SPREAD = re.compile(
    rb"""<(?:[^\s<>/:]+:)?(?:mergeCell|hyperlink)\s[^<>]*?\bref\s*=\s*["']([^"']*)["']"""
)


class NoWorkbook(Exception):
    """What was uploaded cannot be read as a workbook.

    :param str reason: a code, for which the reader has a sentence
    """

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass
class Workbook:
    """A workbook with the results of its formulas, and with the formulas."""

    values: object
    formulas: object


def open_workbook(content):
    """Open an uploaded workbook.

    :param bytes content: the file
    :rtype: Workbook
    :raises NoWorkbook: if it is none, or larger than any regulation
    """
    if not content:
        raise NoWorkbook("empty")
    if len(content) > MOST_BYTES:
        raise NoWorkbook("large")
    if content.startswith(OLE):
        raise NoWorkbook("encrypted" if ENCRYPTED in content else "old")
    if not content.startswith(b"PK"):
        raise NoWorkbook("other")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive)
        return Workbook(
            *(
                openpyxl.load_workbook(io.BytesIO(content), data_only=is_value)
                for is_value in (True, False)
            )
        )
    except NoWorkbook:
        raise
    except Exception as error:  # openpyxl raises anything on a damaged file
        raise NoWorkbook("damaged") from error


def _check_archive(archive):
    """Refuse an archive that is no workbook, or that unpacks to too much.

    :raises NoWorkbook: naming why
    """
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise NoWorkbook("encrypted")
    if len(members) > MOST_FILES:
        raise NoWorkbook("large")
    # Python reads no more of a member than its header says.
    if sum(member.file_size for member in members) > MOST_BYTES_UNPACKED:
        raise NoWorkbook("large")
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        raise NoWorkbook("other")
    cells = 0
    for member in members:
        if member.filename.endswith((".xml", ".rels", ".vml")):
            text = archive.read(member)
            # No spreadsheet declares entities, or is written in another encoding.
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\x00" in text:
                raise NoWorkbook("damaged")
            cells += len(CELL.findall(text))
            cells += sum(_count_places(ref.decode()) for ref in SPREAD.findall(text))
    if cells > MOST_CELLS:
        raise NoWorkbook("cells")


def _count_places(ref):
    """Return how many cells a range has.

    :param str ref: such as ``A1:C3``
    :rtype: int
    :raises ValueError: if it is none
    """
    left, top, right, bottom = range_boundaries(ref)
    return (right - left + 1) * (bottom - top + 1)
