"""SQL that finds the protections that apply to negative records.

It reads the rows of a query named ``negative`` (``n``), which ``negative_query.py``
builds. A record is either *about the matter of an effect*, because it names that
matter, or it *may be about it*, because it names no matter, or one that does not
concern the person. Example: an officer was exempted for a roll call missed on 1 May. A
deduction that names the roll call is about that matter and is refused. A deduction of 3
May that names nothing may be about it, so somebody has to say first what it is about.
"""

from odoo.tools import SQL

from ..case.concern import get_concern_sql
from ..decision.effects_in_force import (
    PROTECTED_SUBJECTS,
    get_area_sql,
    get_covering_sql,
    get_in_force_sql,
    get_period_sql,
)

# A row that cites a matter of an effect counts as of the day it happened at the latest.
COVERED = get_covering_sql(
    SQL("n.on_date"),
    SQL("(SELECT m.occurred_on FROM tolerance_matter m WHERE m.id = n.matter_id)"),
)

# The latest day that a row which names no matter may be about. The user types the day
# of the row, so the day of entry counts too: no typed day evades a protection.
LATEST_DAY = SQL("GREATEST(n.on_date, n.entered_on)")

# Whether an effect protects on a day between those two, for a row that names no matter.
IN_PERIOD = get_period_sql(SQL("LEAST(n.on_date, CURRENT_DATE + 1)"), LATEST_DAY)

# Whether the matter that a row cites concerns the one it is about.
CONCERNS = get_concern_sql(SQL("n.subject_id"), SQL("n.matter_id"))

# Whether an effect protects in the area of the row.
IN_AREA = get_area_sql(SQL("n.area_id"), SQL("n.matter_id"))

# The matches of the rows of ``negative``, in three parts: effects on the person and on
# predecessors; matters of the person that are still being examined; effects on somebody
# else, where the row names a matter of somebody else. Such a row is treated like one
# that names no matter: otherwise naming any other person's matter would evade a
# protection.
SELECT_MATCHES = SQL(
    """
    SELECT n.id, n.subject_id,
           CASE WHEN e.matter_id = n.matter_id THEN n.matter_id END AS matter_id,
           n.area_id, n.on_date, n.amount,
           e.id AS effect_id, e.form, e.cap_points,
           e.matter_id AS effect_matter_id,
           COALESCE(e.matter_id <> n.matter_id, FALSE) AS is_unrelated
      FROM negative n
      JOIN (%(protected_subjects)s)
        ON l.subject_id = n.subject_id
       AND %(in_area)s
       AND CASE WHEN e.matter_id = n.matter_id THEN %(covered)s
                ELSE %(in_period)s AND (n.matter_id IS NULL OR NOT %(concerns)s) END
     UNION ALL
    SELECT n.id, n.subject_id, NULL, n.area_id, n.on_date, n.amount,
           NULL, 'open', 0, m.id, n.matter_id IS NOT NULL
      FROM negative n
      JOIN tolerance_subject_lineage l ON l.subject_id = n.subject_id
      JOIN tolerance_matter_subject_rel r ON r.subject_id = l.ancestor_id
      JOIN tolerance_matter m
        ON m.id = r.matter_id
       AND m.is_open
       AND m.occurred_on <= %(latest_day)s
     WHERE n.matter_id IS NULL OR NOT %(concerns)s
     UNION ALL
    SELECT n.id, n.subject_id, NULL, n.area_id, n.on_date, n.amount,
           e.id, 'other', 0, e.matter_id, TRUE
      FROM negative n
      JOIN tolerance_effect e
        ON e.matter_id = n.matter_id
       AND %(in_area)s
       AND %(in_force)s
     WHERE NOT %(concerns)s
    """,
    concerns=CONCERNS,
    covered=COVERED,
    in_area=IN_AREA,
    in_period=IN_PERIOD,
    protected_subjects=PROTECTED_SUBJECTS,
    latest_day=LATEST_DAY,
    in_force=get_in_force_sql(),
)

# The matches with what protects a possible duplicate of the person: another employee
# record of which HR has not said yet whether it is the same human being. Otherwise a
# deduction could be entered on a second record of a protected person. A row that names
# the matter waits until HR answers; one that names none, or one of neither of the two,
# is matched as it would be for the other person. The sweep does not use it: nothing is
# neutralised before HR says that it is one person.
SELECT_MATCHES_OF_POSSIBLE_DUPLICATES = SQL(
    """
    SELECT n.id, n.subject_id,
           CASE WHEN e.matter_id = n.matter_id THEN n.matter_id END,
           n.area_id, n.on_date, n.amount, e.id,
           CASE WHEN e.matter_id = n.matter_id THEN 'possible_duplicate'
                ELSE e.form END,
           CASE WHEN e.matter_id = n.matter_id THEN 0 ELSE e.cap_points END,
           e.matter_id, COALESCE(e.matter_id <> n.matter_id, FALSE)
      FROM negative n
      JOIN %(possible_duplicates)s t ON t.subject_id = n.subject_id
      JOIN (%(protected_subjects)s)
        ON l.subject_id = t.other_id
       AND %(in_area)s
       AND (e.matter_id = n.matter_id
            OR %(in_period)s
               AND (n.matter_id IS NULL OR NOT (%(concerns)s OR %(concerns_other)s)))
     UNION ALL
    SELECT n.id, n.subject_id, NULL, n.area_id, n.on_date, n.amount,
           NULL, 'open', 0, m.id, n.matter_id IS NOT NULL
      FROM negative n
      JOIN %(possible_duplicates)s t ON t.subject_id = n.subject_id
      JOIN tolerance_subject_lineage l ON l.subject_id = t.other_id
      JOIN tolerance_matter_subject_rel r ON r.subject_id = l.ancestor_id
      JOIN tolerance_matter m
        ON m.id = r.matter_id
       AND m.is_open
       AND m.occurred_on <= %(latest_day)s
     WHERE n.matter_id IS NULL OR NOT (%(concerns)s OR %(concerns_other)s)
    """,
    possible_duplicates=SQL(
        """
        (SELECT subject_id, other_id FROM tolerance_person_match
          WHERE state = 'proposed'
          UNION ALL
         SELECT other_id, subject_id FROM tolerance_person_match
          WHERE state = 'proposed')
        """
    ),
    concerns=CONCERNS,
    concerns_other=get_concern_sql(SQL("t.other_id"), SQL("n.matter_id")),
    in_area=IN_AREA,
    in_period=IN_PERIOD,
    protected_subjects=PROTECTED_SUBJECTS,
    latest_day=LATEST_DAY,
)

# Both queries in one function of the database, because the plan of a function is kept
# for the whole connection; planning takes several times as long as finding that nothing
# protects one row. ``force_generic_plan`` keeps that plan: for thousands of rows
# PostgreSQL would rather read all effects and compile the query, which takes seconds,
# where the indexes answer at once. The update at the start is explained in
# ``_find_matches`` of ``match.py``.
MATCH_FUNCTION = """
#variable_conflict use_column
BEGIN
    IF array_remove(matters, NULL) <> '{}' THEN
        UPDATE tolerance_matter
           SET guard_touch = guard_touch + 1
         WHERE id = ANY(matters);
    END IF;
    RETURN QUERY
      WITH negative(
          id, subject_id, matter_id, area_id, on_date, entered_on, amount) AS (
          SELECT * FROM unnest(
              ids, subjects, matters, areas, days, entry_days, amounts))
      %(matches)s
       UNION ALL
      %(duplicate_matches)s;
END
"""
