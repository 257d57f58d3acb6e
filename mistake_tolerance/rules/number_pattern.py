"""How an agency writes its running document numbers: 〔{year}〕{number}号."""

NUMBER = "{number}"
YEAR = "{year}"
# What Odoo's sequences call the year of the range a number falls into.
RANGE_YEAR = "%(range_year)s"


def split_pattern(pattern):
    """Split a pattern into what stands before and after the number.

    >>> split_pattern("甘监容〔{year}〕{number}号")
    ('甘监容〔%(range_year)s〕', '号')
    >>> split_pattern("No. {number}")
    ('No. ', '')

    A pattern without a place for the number, or with two of them, is refused.

    >>> split_pattern("甘监容〔{year}〕号") is None
    True
    >>> split_pattern("{number}-{number}") is None
    True

    So is one that a sequence could not fill in.

    >>> split_pattern("100% {number}") is None
    True
    """
    if pattern.count(NUMBER) != 1 or "%" in pattern:
        return None
    before, after = (part.replace(YEAR, RANGE_YEAR) for part in pattern.split(NUMBER))
    return before, after


def join_pattern(before, after):
    """Write a pattern from what a sequence has before and after its number.

    >>> join_pattern("甘监容〔%(range_year)s〕", "号")
    '甘监容〔{year}〕{number}号'
    >>> join_pattern(False, False)
    '{number}'
    """
    return f"{before or ''}{NUMBER}{after or ''}".replace(RANGE_YEAR, YEAR)
