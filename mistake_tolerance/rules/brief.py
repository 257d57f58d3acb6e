"""How much of a long text a brief shows."""


def shorten(text, limit):
    """Write the beginning of a text in one paragraph.

    >>> shorten("A gate left  open", 20)
    'A gate left open'
    >>> shorten("A gate left open", 11)
    'A gate lef…'

    :param str text: of any length, or nothing
    :param int limit: how many characters at most
    :rtype: str
    """
    text = " ".join((text or "").split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
