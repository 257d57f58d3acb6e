"""What the printer of this machine can do: characters and sizes.

Odoo prints by wkhtmltopdf. Where no font holds a character, it leaves it out.
"""

import logging
import shutil
import subprocess
import unicodedata
from functools import lru_cache

from odoo.addons.base.models.ir_actions_report import _wkhtml

from ....rules.paper import HELPERS

_logger = logging.getLogger(__name__)

# Control and private characters have no look of their own; the others have no glyph.
WITHOUT_LOOK = ("Co", "Cn", "Cs")
# The build of the distributions, without the patched Qt, cannot be told not to shrink:
# a point on paper takes as many points of the page. It prints no page numbers either.
SHRUNK = 1.3016
# Points taken off each character, so that 28 make a line.
CLOSER, CLOSER_SHRUNK = 0.22, 0.42


def get_helpers():
    """Return the values that the template of a paper needs beside the paper.

    :rtype: dict
    """
    is_true = _wkhtml().is_patched_qt
    return {
        **HELPERS,
        "scale": 1 if is_true else SHRUNK,
        "closer": CLOSER if is_true else CLOSER_SHRUNK,
    }


def find_missing(texts):
    """Return the characters of texts that cannot be printed here, each once.

    Without the program of fontconfig nothing is known, and nothing is found but
    characters that have no look anywhere.

    :param texts: an iterable of texts
    :rtype: list[str]
    """
    letters = {
        letter for text in texts for letter in text if not letter.isspace()
    } - set("\u200b")
    lost = {
        letter for letter in letters if unicodedata.category(letter) in WITHOUT_LOOK
    }
    known = frozenset(letters - lost)
    # Mostly one font holds them all, and one question is enough.
    if known and not _has_font(known):
        lost |= {letter for letter in known if not _has_font(frozenset(letter))}
    return sorted(lost)


@lru_cache(maxsize=4096)
def _has_font(letters):
    """Return whether one font holds all the characters."""
    program = shutil.which("fc-list")
    if not program:
        return True
    codes = " ".join(f"{ord(letter):x}" for letter in sorted(letters))
    found = subprocess.run(
        [program, f":charset={codes}", "family"],
        capture_output=True,
        check=False,
        timeout=20,
    )
    if found.returncode:
        _logger.info("fc-list does not answer: %s", found.stderr)
        return True
    return bool(found.stdout.strip())
