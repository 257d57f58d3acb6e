"""How an article of a regulation is cited, by the language of the reader."""

import re

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
# The marks that Chinese law gives to a part of an article: (2) is an item.
ITEM = re.compile(r"[(（]?\s*(\d{1,4})\s*[)）]")


def write_chinese_number(number):
    """Write a whole number below 10,000 in Chinese numerals, as laws do.

    >>> [write_chinese_number(n) for n in (0, 2, 10, 11, 20, 35)]
    ['零', '二', '十', '十一', '二十', '三十五']
    >>> [write_chinese_number(n) for n in (100, 105, 110, 118)]
    ['一百', '一百零五', '一百一十', '一百一十八']
    >>> [write_chinese_number(n) for n in (1234, 1005, 2020)]
    ['一千二百三十四', '一千零五', '二千零二十']
    """
    if number == 0:
        return DIGITS[0]
    words = ""
    digits = [int(digit) for digit in str(number)]
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit:
            words += DIGITS[digit] + UNITS[place]
        elif words and not words.endswith(DIGITS[0]):
            words += DIGITS[0]
    words = words.rstrip(DIGITS[0])
    return words[1:] if words.startswith("一十") else words


def write_item(number, lang):
    """Write the number of an item of an article as the regulation lists it.

    >>> write_item(2, "zh_CN"), write_item(11, "zh_TW"), write_item(2, "en_US")
    ('（二）', '（十一）', '(2)')
    >>> write_item(2, None)
    '(2)'
    """
    if lang and lang.startswith("zh"):
        return f"（{write_chinese_number(number)}）"
    return f"({number})"


def cite_article(number, clause, lang):
    """Cite an article and, where given, its paragraph or item.

    :param number: the article's number as typed, such as ``10``
    :param clause: the part of it as typed, such as ``(2)``, or nothing
    :param lang: code of the reader's language, such as ``zh_CN``

    >>> cite_article("10", "(2)", "zh_CN")
    '第十条第（二）项'
    >>> cite_article("10", "(2)", "zh_TW")
    '第十條第（二）項'
    >>> cite_article("10", "(2)", "en_US")
    'Art. 10(2)'
    >>> cite_article("7", "", "zh_CN"), cite_article("7", None, "en_US")
    ('第七条', 'Art. 7')

    Several items are listed; a part in words, and a number that is no whole number,
    stay as they were typed.

    >>> cite_article("12", "(1), (3)", "zh_CN")
    '第十二条第（一）、（三）项'
    >>> cite_article("12", "(1)-(3)", "zh_CN")
    '第十二条第（一）至（三）项'
    >>> cite_article("12", "第二款", "zh_CN"), cite_article("二十", "", "zh_CN")
    ('第十二条第二款', '第二十条')
    >>> cite_article("12-1", "", "zh_CN")
    '第12-1条'
    """
    clause = (clause or "").strip()
    if not (lang or "").startswith("zh"):
        return f"Art. {number}{clause}"
    article, item = ("條", "項") if lang in ("zh_TW", "zh_HK") else ("条", "项")
    return f"第{_write_number(number)}{article}{_write_items(clause, item)}"


def cite_chapter(number, lang):
    """Return a chapter cited by its number.

    >>> cite_chapter("3", "zh_CN"), cite_chapter("3", "en_US")
    ('第三章', 'Chapter 3')
    """
    if not (lang or "").startswith("zh"):
        return f"Chapter {number}"
    return f"第{_write_number(number)}章"


def cite_section(number, clause, lang):
    """Return a part of a source that has no articles, and of a part of it, cited.

    >>> cite_section("3", "(2)", "zh_CN"), cite_section("3", "", "zh_TW")
    ('第三部分（二）', '第三部分')
    >>> cite_section("3", "(2)", "en_US"), cite_section("3", None, "en_US")
    ('Part 3(2)', 'Part 3')
    """
    clause = (clause or "").strip()
    if not (lang or "").startswith("zh"):
        return f"Part {number}{clause}"
    items = _write_items(clause, "").removeprefix("第")
    return f"第{_write_number(number)}部分{items}"


def _write_number(number):
    number = str(number).strip()
    if number.isascii() and number.isdigit() and len(number) < 5:
        return write_chinese_number(int(number))
    return number


def _write_items(clause, item):
    rest = ITEM.sub("", clause)
    if not clause or rest.strip(" ,，、-–—至和及"):
        return clause
    words = ITEM.sub(
        lambda match: f"（{write_chinese_number(int(match.group(1)))}）", clause
    )
    words = re.sub(r"\s*[-–—至]\s*", "至", words)
    words = re.sub(r"\s*[,，、和及]\s*", "、", words)
    return f"第{words}{item}"
