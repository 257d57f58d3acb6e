"""Reads what people type into the cells of a workbook. No database here.

Each ``read_`` function takes a value as the file holds it and returns what was meant.
It raises :class:`WrongCell` where that is not certain: a guess would stand in a
regulation.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta

from .citation import DIGITS, UNITS

# Characters without width that come along when text is copied from a page.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
# No text of a regulation has them, and a database refuses the first.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
TRUE = frozenset("是 有 对 對 真 yes y true t 1 √ ✓ ✔ ☑ v x".split())
FALSE = frozenset("否 无 無 没有 錯 错 假 不 no n false f 0 × ✗ ✘ ☐ -".split())
DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
NUMERAL = re.compile(r"[〇○零一二三四五六七八九十百千]+")
NUMERALS = {numeral: digit for digit, numeral in enumerate(DIGITS)} | {"〇": 0, "○": 0}
# Excel counts days from here, since it takes 1900 to be a leap year.
FIRST_DAY = date(1899, 12, 30)
# 1990 to 2100: a smaller number is rather a year or a count than a day.
SERIALS = range(32_874, 73_051)


class WrongCell(ValueError):
    """A value that cannot be taken for what the column holds.

    :param str reason: a code, for which the reader has a sentence
    :param values: what that sentence names
    """

    def __init__(self, reason, **values):
        super().__init__(reason)
        self.reason = reason
        self.values = values


def clean_text(value):
    """Return the text of a cell without what cannot be seen.

    >>> clean_text(" \\u200b试行\\u3000\\r\\n第二行 "), clean_text(12), clean_text(None)
    ('试行\\n第二行', '12', '')

    >>> clean_text(1.0), clean_text(2.5)
    ('1', '2.5')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).translate(INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def simplify(value):
    """Return a text by which names are compared: without width, case and spaces.

    >>> simplify(" Ａrt.　５"), simplify("（一）")
    ('art.5', '(一)')
    """
    text = unicodedata.normalize("NFKC", clean_text(value)).casefold()
    return re.sub(r"\s+", "", text)


def read_text(value, is_line=False):
    """Read a text; a spreadsheet turns some into something else while one types.

    :param value: of the cell
    :param bool is_line: whether the text has one line only

    >>> read_text("第一条\\n目的", is_line=True), read_text(7.0), read_text("")
    ('第一条 目的', '7', None)
    >>> for typed in (-1, datetime(2026, 1, 2), True, "a\\x00b"):
    ...     try:
    ...         read_text(typed)
    ...     except WrongCell as wrong:
    ...         print(wrong.reason)
    changed_item
    changed_day
    changed_boolean
    control
    """
    if isinstance(value, bool):
        raise WrongCell("changed_boolean")
    if isinstance(value, (date, datetime)):
        raise WrongCell("changed_day", found=f"{value:%Y-%m-%d}")
    if isinstance(value, (int, float)) and value < 0:
        # “(1)” is how accountants write -1, and Excel takes it so.
        raise WrongCell("changed_item", found=clean_text(-value))
    text = clean_text(value)
    if CONTROL.search(text):
        raise WrongCell("control")
    if is_line:
        text = " ".join(text.split("\n"))
    return text or None


def read_chinese_number(text):
    """Read a number below 10,000 in Chinese numerals; None if it is none.

    >>> [read_chinese_number(n) for n in ("十", "二十一", "一百零五", "二〇一八", "两")]
    [10, 21, 105, 2018, None]
    """
    if not NUMERAL.fullmatch(text):
        return None
    if not set(text) & set(UNITS[1:]):
        return int("".join(str(NUMERALS[sign]) for sign in text))
    number, digit = 0, None
    for sign in text:
        if sign in UNITS:
            number += (1 if digit is None else digit) * 10 ** UNITS.index(sign)
            digit = None
        else:
            digit = NUMERALS[sign] or None
    return number + (digit or 0)


def read_integer(value, number_format="General"):
    """Read a whole number.

    :param value: of the cell
    :param str number_format: of the cell

    >>> [read_integer(v) for v in (7.0, "７ ", "7.0", "十二", 0, None)]
    [7, 7, 7, 12, 0, None]
    >>> for typed in (7.5, "7日", "many", True, datetime(2018, 2, 23)):
    ...     try:
    ...         read_integer(typed)
    ...     except WrongCell as wrong:
    ...         print(wrong.reason, wrong.values)
    fraction {'found': '7.5'}
    unit {'found': '7日', 'number': '7'}
    not_a_number {'found': 'many'}
    not_a_number {'found': 'True'}
    not_a_number {'found': '2018-02-23 00:00:00'}

    A cell set to percent shows what was typed, and holds a hundredth of it.

    >>> try:
    ...     read_integer(0.07, "0%")
    ... except WrongCell as wrong:
    ...     print(wrong.reason)
    percent
    """
    if isinstance(value, (bool, date, datetime)):
        raise WrongCell("not_a_number", found=str(value))
    text = simplify(value)
    if not text:
        return None
    if text.endswith("%") or ("%" in number_format and not isinstance(value, str)):
        raise WrongCell("percent")
    if (numeral := read_chinese_number(text)) is not None:
        return numeral
    number = re.fullmatch(r"(-?\d{1,9})(\.0*)?", text)
    if number:
        return int(number[1])
    if re.fullmatch(r"-?\d+(\.\d+)?(e[-+]?\d+)?", text):
        reason = "fraction" if "." in text else "not_a_number"
        raise WrongCell(reason, found=clean_text(value))
    unit = re.fullmatch(r"(\d+)\D+", text)
    if unit:
        raise WrongCell("unit", found=clean_text(value), number=unit[1])
    raise WrongCell("not_a_number", found=clean_text(value))


def read_float(value, number_format="General"):
    """Read a number.

    >>> [read_float(v) for v in (7, "２.５", "1,000.5", None)]
    [7.0, 2.5, 1000.5, None]
    """
    if isinstance(value, (bool, date, datetime)):
        raise WrongCell("not_a_number", found=str(value))
    text = simplify(value)
    if not text:
        return None
    if text.endswith("%") or ("%" in number_format and not isinstance(value, str)):
        raise WrongCell("percent")
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,9})?", text):
        raise WrongCell("not_a_number", found=clean_text(value))
    return float(text)


def read_boolean(value):
    """Read a yes or no; empty is neither.

    >>> [read_boolean(v) for v in ("是", "√", "Yes", True, 1.0, "否", "ＮＯ", 0, " ")]
    [True, True, True, True, True, False, False, False, None]
    >>> try:
    ...     read_boolean("maybe")
    ... except WrongCell as wrong:
    ...     print(wrong.reason)
    not_a_boolean
    """
    text = simplify(value)
    if not text:
        return None
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    raise WrongCell("not_a_boolean", found=clean_text(value))


def read_day(value, first_day=FIRST_DAY):
    """Read a day.

    :param value: of the cell
    :param date first_day: day 0 of the file's own count

    >>> days = ("2018年2月23日", "2018-2-23", "２０１８/２/２３", "20180223", 43154)
    >>> {str(read_day(day)) for day in (*days, "二〇一八年二月二十三日", 43154.0)}
    {'2018-02-23'}
    >>> read_day("2018-02-23 00:00:00"), read_day(datetime(2018, 2, 23)), read_day("")
    (datetime.date(2018, 2, 23), datetime.date(2018, 2, 23), None)
    >>> for typed in ("2018-2-30", "18-2-23", "2/23/2018", "2018年2月", 2018, "soon"):
    ...     try:
    ...         read_day(typed)
    ...     except WrongCell as wrong:
    ...         print(wrong.reason)
    no_such_day
    not_a_day
    not_a_day
    not_a_day
    not_a_day
    not_a_day
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value in SERIALS:
            return first_day + timedelta(days=int(value))
    text = simplify(value)
    if not text:
        return None
    if "年" in text:
        text = NUMERAL.sub(lambda match: str(read_chinese_number(match[0])), text)
    text = re.sub(r"(?<=\d)t?00:00(:00)?(\.0+)?$", "", text)
    if match := COMPACT_DAY.fullmatch(text):
        parts = match.groups()
    elif match := DAY.fullmatch(text):
        parts = match[1], match[3], match[4]
    elif text.isdigit() and int(text) in SERIALS:
        return first_day + timedelta(days=int(text))
    else:
        raise WrongCell("not_a_day", found=clean_text(value))
    try:
        return date(*map(int, parts))
    except ValueError:
        raise WrongCell("no_such_day", found=clean_text(value)) from None


def read_ordinal(value):
    """Return the bare number by which an article, chapter or item is known.

    >>> [read_ordinal(v) for v in ("第六条", "第十二條", "（三）", "6", 6.0, "12-1")]
    ['6', '12', '3', '6', '6', '12-1']
    >>> [read_ordinal(v) for v in ("Art. 6", "第三章", "6.", "pilot")]
    ['6', '3', '6', 'pilot']
    """
    text = simplify(value)
    bare = re.fullmatch(r"(?:第|art\.?|no\.?|chapter|\()?(.+?)[条條章款项項.)]?", text)
    number = bare[1] if bare else text
    numeral = read_chinese_number(number)
    return str(numeral) if numeral is not None else number
