"""Whether a text says anything: what has no visible sign in it is empty."""

from unicodedata import category

# Signs without ink that Unicode counts among the letters and symbols.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Control signs, and signs that only shape others, such as the blank of no width.
SHAPELESS = frozenset({"Cc", "Cf"})


def is_blank(text):
    """Return whether a text has no sign that anybody could see, or is none at all.

    >>> is_blank(False), is_blank(" \\n"), is_blank("\\u00a0\\u3000")
    (True, True, True)
    >>> is_blank("\\u200b\\ufeff\\u2060"), is_blank("\\u3164")
    (True, True)
    >>> is_blank("\\u200b无"), is_blank("-")
    (False, False)
    """
    return all(
        sign.isspace() or sign in FILLERS or category(sign) in SHAPELESS
        for sign in text or ""
    )
