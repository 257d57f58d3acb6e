"""Read an identification number as people and spreadsheets write it.

Two employee records are taken for one human being only where both hold the same
valid number of a resident identity card (GB 11643): six digits of the region, the
date of birth, three digits of a sequence, and a check digit (ISO 7064 MOD 11-2). A
card issued before 1999 has 15 digits: two for the year, and no check digit.
"""

import re
import unicodedata
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
# What is typed for the letter X: the sign of multiplication, and letters that look
# like it.
LIKE_X = str.maketrans(dict.fromkeys("×xхХχΧ✕╳", "X"))
NUMBER = re.compile(r"([1-9][0-9]{5})([0-9]{8})([0-9]{3})([0-9X])")
OLD_NUMBER = re.compile(r"([1-9][0-9]{5})([0-9]{6})([0-9]{3})")


def get_check_digit(first):
    """Return the check digit that follows the first 17 digits.

    :param str first: 17 digits
    :rtype: str

    >>> get_check_digit("11010519491231002")
    'X'
    """
    total = sum(
        weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True)
    )
    return CHECK_DIGITS[total % 11]


def get_person_number(text):
    """Return the valid 18-character number that ``text`` means, or None.

    :param str text: what was entered; may be empty
    :rtype: str | None

    Width of the characters, blanks, signs and a lower-case x make no difference:

    >>> get_person_number("11010519491231002x")
    '11010519491231002X'
    >>> get_person_number("'１１０１０５ 19491231\\u00a0002\\u200bⅹ")
    '11010519491231002X'
    >>> get_person_number("110105-19491231-002×")
    '11010519491231002X'

    The number of an old card means the one that replaced it: same region, day of
    birth and sequence. The sequences 996 to 999 were given to people born before 1900:

    >>> get_person_number("110105491231002")
    '11010519491231002X'
    >>> get_person_number("110105491231996")

    Anything else says nothing about who somebody is: no number, a wrong check digit,
    a day that does not exist:

    >>> [get_person_number(text) for text in ("无", "暂缺", "-", "0", "", None)]
    [None, None, None, None, None, None]
    >>> get_person_number("110105194912310021")
    >>> get_person_number("11010519490230" + "002X")

    A spreadsheet keeps 15 digits of a number and writes 000 for the others. Some of
    what is left has a right check digit by chance, so none of it is used:

    >>> get_person_number("110105194912310000")
    >>> get_check_digit("11010519491201000")
    '0'
    >>> get_person_number("110105194912010000")
    """
    written = unicodedata.normalize("NFKC", (text or "").translate(LIKE_X))
    written = "".join(char for char in written if char.isalnum()).upper()
    if match := NUMBER.fullmatch(written):
        region, day, sequence, check = match.groups()
        if f"{sequence}{check}".endswith("000"):
            return None
    elif match := OLD_NUMBER.fullmatch(written):
        region, short_day, sequence = match.groups()
        if sequence >= "996":
            return None
        day = f"19{short_day}"
        check = get_check_digit(region + day + sequence)
    else:
        return None
    first = region + day + sequence
    if get_check_digit(first) != check or not _is_day(day):
        return None
    return first + check


def get_person_name(text):
    """Return a name as it is compared: width, blanks, signs and case do not count.

    :param str text: what was entered; may be empty
    :rtype: str

    >>> get_person_name("张 三") == get_person_name("张三\u200b")
    True
    >>> get_person_name("Ａnn  Lee") == get_person_name("ann lee")
    True
    >>> get_person_name("买买提·艾力") == get_person_name("买买提•艾力")
    True
    """
    written = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(char for char in written if char.isalnum())


def _is_day(digits):
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1850
    except ValueError:
        return False
