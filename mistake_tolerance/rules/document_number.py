"""Compare the numbers of documents (文号) as a registry reads them.

The same number is written with brackets of many kinds, with and without 第 and 号,
with blanks, in full width, with leading zeros.

Left as they are, because they can set two numbers apart: Chinese numerals with a
value of their own (十二, 二十), Chinese digits outside brackets (they occur in names),
the word No. before a number, a 年 that is not between a year and a number, and
traditional and simplified forms other than 號 and 号.
"""

import re
import unicodedata

# What is around a number and says nothing: 第12号 is 12, No. 12 as well.
AROUND = re.compile(r"第(?=[0-9])|(?<=[0-9])号")
# A year and its number are two numbers, with 年 between them or without.
YEAR = re.compile(r"(?<=[0-9]{4}) *年 *(?=第? *[0-9])")
CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
BRACKETED = re.compile(
    r"(?<=[〔（(\[【［<《〈「『])[〇零一二三四五六七八九]+(?=[〕）)\]】］>》〉」』])"
)
# What Unicode lets no program show (Default_Ignorable_Code_Point) and does not count
# among the format characters: joiners, fillers of Korean, variation selectors.
IGNORED = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0"
    "\ufff0-\ufff8\U000e0000-\U000e0fff]"
)


def get_plain_text(text):
    """Return ``text`` in usual width, without what cannot be seen.

    :param str text: what was typed; may be empty
    :rtype: str

    >>> get_plain_text("\u200bＣ－２０２６－１\u3000 a\ttab ")
    'C-2026-1 a tab'
    >>> get_plain_text("1\\ufe0f2\\u034f3\\u31644\\x005")
    '12345'
    """
    # Before and after: the usual form of a filler is another filler.
    plain = unicodedata.normalize("NFKC", IGNORED.sub("", text or ""))
    plain = IGNORED.sub("", plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    # Among the format characters are those without width.
    return "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Cc"))


def get_number_year(text):
    """Return the year that a document number names itself, or None.

    :param str text: the number as it stands on the paper
    :rtype: int | None

    The year stands before the number, in brackets or not; a mere counter is no year:

    >>> [get_number_year(text) for text in ("甘容〔2026〕12号", "Rong 2026-12", "2026")]
    [2026, 2026, None]
    >>> get_number_year("甘容12号"), get_number_year("甘容〔12〕2026号")
    (None, None)
    """
    digits = [part for part in get_number_key(text).split(" ") if part.isdecimal()]
    for part in digits[:-1]:
        if re.fullmatch(r"19[5-9][0-9]|2[01][0-9]{2}", part):
            return int(part)
    return None


def get_number_key(text):
    """Return the form in which document numbers are compared, or an empty string.

    :param str text: the number as it stands on the paper; may be empty
    :rtype: str

    Brackets, dashes, blanks and the width of characters do not make another number,
    nor do 第, 号 and leading zeros:

    >>> get_number_key("甘容〔2026〕12号")
    '甘容 2026 12'
    >>> others = ("甘容[2026]第12号", "甘容（２０２６）012 号", "甘容【2026】１２",
    ...           "甘 容\\u200b〔2026〕 第 0012 号", "甘容 2026-12")
    >>> {get_number_key(other) for other in others}
    {'甘容 2026 12'}

    Digits that a sign parts stay two numbers, other words stay other words, and
    upper and lower case are one:

    >>> get_number_key("2026-1") == get_number_key("20261")
    False
    >>> get_number_key("Rong 1-A") == get_number_key("RONG1a")
    True

    Digits of other scripts, Chinese ones in brackets, 號 and a 年 after the year say
    the same; Chinese numerals elsewhere may be part of a name:

    >>> more = ("甘容〔二〇二六〕12號", "甘容2026年12号", "甘容〔2026〕年第12号",
    ...         "甘容〔٢٠٢٦〕١٢号", "甘容〔２０２６〕1\\ufe0f2\\u3164号")
    >>> {get_number_key(other) for other in more}
    {'甘容 2026 12'}
    >>> get_number_key("三一办〔2026〕十二号")
    '三一办 2026 十二号'

    >>> get_number_key("甘容〔2026〕0号"), get_number_key(" "), get_number_key(None)
    ('甘容 2026 0', '', '')
    """
    written = get_plain_text(text).casefold().replace("號", "号")
    written = BRACKETED.sub(lambda found: found[0].translate(CHINESE), written)
    written = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written
    )
    spaced = "".join(c if c.isalnum() else " " for c in written)
    # 第 and 号 may stand apart from their digits.
    joined = re.sub(r"第 +(?=[0-9])", "第", re.sub(r"(?<=[0-9]) +号", "号", spaced))
    joined = YEAR.sub(" ", joined)
    parts = re.findall(r"[0-9]+|[^0-9 ]+", AROUND.sub(" ", joined))
    key = []
    for part in parts:
        is_digits = part[0] in "0123456789"
        part = part.lstrip("0") or "0" if is_digits else part
        if key and not is_digits and key[-1][0] not in "0123456789":
            # Words are joined: a blank within them says nothing.
            key[-1] += part
        else:
            key.append(part)
    return " ".join(key)
