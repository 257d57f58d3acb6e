"""A name under which a file can be kept on any computer."""

import re
import unicodedata

from .paper import clean

# What a file system or a browser reads as something else than a part of a name.
SIGNS = re.compile(r'[<>:"|?*/\\]+')
LONGEST = 100


def make_file_name(name, ending):
    """Return the name of a file: no folder, nothing that cannot be seen, its ending.

    :param str name: as it was sent or titled; may be empty
    :param str ending: what the file is, such as ``docx``
    :rtype: str

    >>> make_file_name("C:\\\\temp\\\\容错认定书（张 三）.docx", "docx")
    '容错认定书（张 三）.docx'
    >>> make_file_name("../../a\\x00b\\u202excod.exe\\n", "docx")
    'abxcod.exe.docx'
    >>> make_file_name(" ..DOCX", "docx"), make_file_name(None, "pdf")
    ('letter.docx', 'letter.pdf')
    >>> make_file_name("甲" * 300, "pdf") == "甲" * 100 + ".pdf"
    True
    """
    plain = "".join(
        char
        for char in clean(name)
        if unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp")
    )
    plain = re.split(r"[/\\]", plain.strip())[-1]
    return write_file_name(
        re.sub(rf"\.{ending}$", "", plain, flags=re.IGNORECASE), ending
    )


def write_file_name(title, ending):
    """Return the name of the file of a letter with this title.

    >>> write_file_name("关于2026/1号的答复: 甲", "pdf")
    '关于2026 1号的答复 甲.pdf'
    """
    plain = re.sub(r"\s+", " ", SIGNS.sub(" ", clean(title)))
    return f"{plain.strip(' .')[:LONGEST].strip(' .') or 'letter'}.{ending}"
