"""Finds what people mean who write a name, a code or a number."""

from ....rules.cell import read_ordinal, simplify
from ..workbook.labels import iter_envs


class UnknownName(Exception):
    """What was written means nothing here.

    :param str written: what was written
    :param offered: what could be written instead
    :param str field_name: of the line of the example in which it stands
    :param str sentence: what is wrong, where more than the word is
    """

    def __init__(self, written, offered=(), field_name=None, sentence=None):
        super().__init__(written)
        self.sentence = sentence
        self.written = written
        self.field_name = field_name
        self.offered = list(dict.fromkeys(filter(None, offered)))


def find_part(parts, written):
    """Find the part of a regulation that was meant, in whatever language.

    :param parts: those that could be meant
    :param str written: a code, name or number
    :return: one record
    :raises UnknownName: if it means none of them, or several
    """
    by_number = "number" in parts._fields
    wanted = read_ordinal(written) if by_number else simplify(written)
    for env in iter_envs(parts.env):
        named = parts.with_env(env)
        for name in ("number", "code", "name"):
            if name not in parts._fields:
                continue
            read = read_ordinal if name == "number" else simplify
            found = named.filtered(
                lambda part, n=name, read=read: part[n] and read(part[n]) == wanted
            )
            if len(found) == 1:
                return found.with_env(parts.env)
    shown = "number" if by_number else "name"
    raise UnknownName(written, [str(part[shown]) for part in parts])


def find_code(env, written, get_labels, field_name=None):
    """Find the code of an answer or form, written as its code or its label.

    :param env: of the reader
    :param str written: what was written
    :param get_labels: called with an environment, returns ``{code: label}``
    :param str field_name: where it was written
    :rtype: str
    :raises UnknownName: if it is none of them
    """
    wanted = simplify(written)
    for translated in iter_envs(env):
        for code, label in get_labels(translated).items():
            if wanted in (simplify(code), simplify(label)):
                return code
    raise UnknownName(written, get_labels(env).values(), field_name)
