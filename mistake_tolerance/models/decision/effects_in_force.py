"""The conditions for effects in force and their subjects, for searches and for SQL.

An effect is in force until it is lifted. It is in force in a period if it begins no
later than the last day of the period and does not end before the first.
"""

from odoo.fields import Domain
from odoo.tools import SQL

# Subjects that an effect protects: its own and all successors. ``l.subject_id`` is
# protected by the effect ``e``; lifted effects are left out.
PROTECTED_SUBJECTS = SQL(
    """
    tolerance_subject_lineage l
    JOIN tolerance_effect e
      ON e.subject_id = l.ancestor_id AND e.is_lifted IS NOT TRUE
    """
)

# The area that stands for all of them, see :func:`get_area_sql`.
EVERY_AREA = SQL("(SELECT id FROM tolerance_area WHERE is_every)")


def get_in_force_domain(first=None, last=None):
    """Return the domain of effects in force between two days.

    :param datetime.date first: it has not ended before; any end if not given
    :param datetime.date last: it has begun by then; any beginning if not given
    :rtype: Domain
    """
    domain = Domain("is_lifted", "=", False)
    if last is not None:
        domain &= Domain("date_from", "<=", last)
    if first is not None:
        domain &= Domain("date_to", "=", False) | Domain("date_to", ">=", first)
    return domain


def get_in_force_sql(first=None, last=None):
    """Return the condition of :func:`get_in_force_domain` on an effect ``e``.

    :param SQL first: a day, as there
    :param SQL last: a day, as there
    :rtype: SQL
    """
    condition = SQL("e.is_lifted IS NOT TRUE")
    if first is None and last is None:
        return condition
    return SQL("%s AND %s", condition, get_period_sql(first, last))


def get_period_sql(first=None, last=None):
    """Return the condition on the days alone, beside :data:`PROTECTED_SUBJECTS`.

    It does not read ``is_lifted``: the indexes of effects in force do not hold it, and
    a million effects are found in the index alone.

    :param SQL first: a day, as in :func:`get_in_force_domain`
    :param SQL last: a day, as there
    :rtype: SQL
    """
    parts = []
    if last is not None:
        parts.append(SQL("e.date_from <= %s", last))
    if first is not None:
        parts.append(SQL("(e.date_to IS NULL OR e.date_to >= %s)", first))
    return SQL(" AND ").join(parts)


def get_covering_sql(day, occurred_on):
    """Return the condition that an effect covers a record which cites its matter.

    ``e`` is the effect, as in :data:`PROTECTED_SUBJECTS`.

    A record dated before the matter happened counts as of that day. A future date
    does not evade a protection.

    :param SQL day: date of the record
    :param SQL occurred_on: day of the matter
    :rtype: SQL
    """
    return get_period_sql(
        SQL("LEAST(%s, CURRENT_DATE + 1)", day),
        SQL("GREATEST(%s, %s)", day, occurred_on),
    )


def get_area_sql(area, matter):
    """Return the condition that an effect ``e`` protects in an area.

    An effect on every area (``is_every``) protects in each, but only against what cites
    its matter: what cites no matter is asked for its ground only where the decision
    names the area.

    :param SQL area: id of the area of the record
    :param SQL matter: id of the matter that the record cites
    :rtype: SQL
    """
    # The array lets an index find both areas at once.
    return SQL(
        """e.area_id = ANY(ARRAY[%(area)s, %(every)s])
           AND (e.area_id = %(area)s OR e.matter_id = %(matter)s)""",
        area=area,
        every=EVERY_AREA,
        matter=matter,
    )


def get_duplicate_sql(subject, area, matter):
    """Return a SELECT of what protects a possible duplicate person, for one matter.

    HR has not said yet whether it is the same person. It applies on any day: a mark
    that it concerns must wait.

    :param SQL subject: id of the person
    :param SQL area: id of the effect area
    :param SQL matter: id of the matter
    :return: name and day of each decision or hold
    :rtype: SQL
    """
    return SQL(
        """
        SELECT e.name, e.decided_on
          FROM (SELECT p.other_id AS id FROM tolerance_person_match p
                 WHERE p.state = 'proposed' AND p.subject_id = %(subject)s
                 UNION ALL
                SELECT p.subject_id FROM tolerance_person_match p
                 WHERE p.state = 'proposed' AND p.other_id = %(subject)s) duplicate
          JOIN (%(protected_subjects)s)
            ON l.subject_id = duplicate.id
           AND e.matter_id = %(matter)s
           AND %(in_area)s
        """,
        subject=subject,
        matter=matter,
        in_area=get_area_sql(area, matter),
        protected_subjects=PROTECTED_SUBJECTS,
    )
