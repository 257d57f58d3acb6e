"""Days and lists inside the sentences that people read, in their language."""

from odoo.tools import format_date, format_list


def write_day(env, day):
    """Write a day out in full, as documents do: 2026年11月2日.

    :param day: a date, or nothing
    """
    return format_date(env, day, date_format="long") if day else ""


def write_list(env, words):
    """List ``words`` as the language does: 甲、乙和丙."""
    return format_list(env, [str(word) for word in words])


def write_clauses(env, clauses):
    """Join clauses that have commas or colons of their own: 甲：一；乙：二."""
    text = ""
    for clause in clauses:
        text = env._("%(text)s; %(more)s", text=text, more=clause) if text else clause
    return text


def write_name(env, parts):
    """Join the parts of a record's name; parts that are empty are left out."""
    name = ""
    for part in filter(None, parts):
        name = env._("%(name)s, %(part)s", name=name, part=part) if name else part
    return name


def write_pair(env, label, value):
    """Write a value after its label, with the colon of the language: 类型：因素."""
    return env._("%(label)s: %(value)s", label=label, value=value)
