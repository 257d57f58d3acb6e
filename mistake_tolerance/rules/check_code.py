"""The check code on a receipt: short enough to type, too long to guess."""

import unicodedata

# 64 bits, as 16 signs.
LENGTH = 16


def write_code(digest):
    """Write the beginning of a digest in groups of four.

    >>> write_code("0123456789abcdef0123")
    '0123-4567-89AB-CDEF'
    """
    signs = digest[:LENGTH].upper()
    return "-".join(signs[i : i + 4] for i in range(0, LENGTH, 4))


def read_code(text):
    """Read a code as somebody types it, full-width digits and blanks included.

    >>> read_code(" ０123 4567-89ab－cdef ")
    b'0123456789ABCDEF'
    >>> read_code(None)
    b''
    """
    plain = unicodedata.normalize("NFKC", text or "").upper()
    return "".join(sign for sign in plain if sign in "0123456789ABCDEF").encode()
