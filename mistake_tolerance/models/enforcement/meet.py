from odoo import models
from odoo.tools import SQL

from ..base.db_trigger import create_function


def get_concerns(subject):
    """Return whether the matter that a row cites concerns somebody.

    :param SQL subject: who, or whom that one was
    :rtype: SQL
    """
    return SQL(
        """
        EXISTS (SELECT FROM tolerance_subject_lineage k
                  JOIN tolerance_matter_subject_rel r ON r.subject_id = k.ancestor_id
                 WHERE k.subject_id = %(subject)s AND r.matter_id = n.matter_id
                 UNION ALL
                SELECT FROM tolerance_subject_lineage k
                  JOIN tolerance_case_party p ON p.subject_id = k.ancestor_id
                 WHERE k.subject_id = %(subject)s AND p.matter_id = n.matter_id)
        """,
        subject=subject,
    )


# Whether a row that cites a matter of an effect is dated before it happened: then it
# counts as of that day. Nor does a date still to come lead out of a protection.
BEFORE = SQL(
    """
    e.matter_id = n.matter_id
    AND e.date_from <= (SELECT GREATEST(n.on_date, m.occurred_on)
                          FROM tolerance_matter m WHERE m.id = n.matter_id)
    """
)

# The latest day on which a row that names no matter of its own may count something:
# whoever enters it types its day, and cannot lead out of a protection by it.
SINCE = SQL("GREATEST(n.on_date, n.entered_on)")

# What meets the rows of ``negative``: effects, open matters, then what protects
# somebody else against the matter cited. A row that cites a matter of somebody else is
# met like one that cites none.
MET = SQL(
    """
    SELECT n.id, n.subject_id,
           CASE WHEN e.matter_id = n.matter_id THEN n.matter_id END AS matter_id,
           n.area_id, n.on_date, n.amount,
           e.id AS effect_id, e.form, e.cap_points,
           e.matter_id AS effect_matter_id,
           COALESCE(e.matter_id <> n.matter_id, FALSE) AS is_strange
      FROM negative n
      JOIN tolerance_subject_lineage l ON l.subject_id = n.subject_id
      JOIN tolerance_effect e
        ON e.subject_id = l.ancestor_id
       AND e.area_id = n.area_id
       AND e.is_lifted IS NOT TRUE
       AND (n.matter_id IS NULL OR e.matter_id = n.matter_id OR NOT %(concerns)s)
       AND (e.date_from <= n.on_date
            OR %(before)s
            OR e.matter_id IS DISTINCT FROM n.matter_id AND e.date_from <= %(since)s)
       AND (e.date_to IS NULL OR e.date_to >= LEAST(n.on_date, CURRENT_DATE + 1))
     UNION ALL
    SELECT n.id, n.subject_id, NULL, n.area_id, n.on_date, n.amount,
           NULL, 'open', 0, m.id, n.matter_id IS NOT NULL
      FROM negative n
      JOIN tolerance_subject_lineage l ON l.subject_id = n.subject_id
      JOIN tolerance_matter_subject_rel r ON r.subject_id = l.ancestor_id
      JOIN tolerance_matter m
        ON m.id = r.matter_id
       AND m.is_open
       AND m.occurred_on <= %(since)s
     WHERE n.matter_id IS NULL OR NOT %(concerns)s
     UNION ALL
    SELECT n.id, n.subject_id, NULL, n.area_id, n.on_date, n.amount,
           e.id, 'other', 0, e.matter_id, TRUE
      FROM negative n
      JOIN tolerance_effect e
        ON e.matter_id = n.matter_id
       AND e.area_id = n.area_id
       AND e.is_lifted IS NOT TRUE
     WHERE NOT %(concerns)s
    """,
    concerns=get_concerns(SQL("n.subject_id")),
    before=BEFORE,
    since=SINCE,
)

# What protects somebody who may be the same person. A row that cites the matter waits
# for HR's word; one that cites none, or one of neither of the two, is met as it would
# be met there. It is not for looking back: nothing is neutralised before HR says that
# it is one person.
TWIN = SQL(
    """
    SELECT n.id, n.subject_id,
           CASE WHEN e.matter_id = n.matter_id THEN n.matter_id END,
           n.area_id, n.on_date, n.amount, e.id,
           CASE WHEN e.matter_id = n.matter_id THEN 'twin' ELSE e.form END,
           CASE WHEN e.matter_id = n.matter_id THEN 0 ELSE e.cap_points END,
           e.matter_id, COALESCE(e.matter_id <> n.matter_id, FALSE)
      FROM negative n
      JOIN %(twins)s t ON t.subject_id = n.subject_id
      JOIN tolerance_subject_lineage l ON l.subject_id = t.other_id
      JOIN tolerance_effect e
        ON e.subject_id = l.ancestor_id
       AND e.area_id = n.area_id
       AND e.is_lifted IS NOT TRUE
       AND (e.matter_id = n.matter_id
            OR (n.matter_id IS NULL OR NOT (%(concerns)s OR %(concerns_twin)s))
               AND e.date_from <= %(since)s
               AND (e.date_to IS NULL
                    OR e.date_to >= LEAST(n.on_date, CURRENT_DATE + 1)))
     UNION ALL
    SELECT n.id, n.subject_id, NULL, n.area_id, n.on_date, n.amount,
           NULL, 'open', 0, m.id, n.matter_id IS NOT NULL
      FROM negative n
      JOIN %(twins)s t ON t.subject_id = n.subject_id
      JOIN tolerance_subject_lineage l ON l.subject_id = t.other_id
      JOIN tolerance_matter_subject_rel r ON r.subject_id = l.ancestor_id
      JOIN tolerance_matter m
        ON m.id = r.matter_id
       AND m.is_open
       AND m.occurred_on <= %(since)s
     WHERE n.matter_id IS NULL OR NOT (%(concerns)s OR %(concerns_twin)s)
    """,
    twins=SQL(
        """
        (SELECT subject_id, other_id FROM tolerance_person_match
          WHERE state = 'proposed'
          UNION ALL
         SELECT other_id, subject_id FROM tolerance_person_match
          WHERE state = 'proposed')
        """
    ),
    concerns=get_concerns(SQL("n.subject_id")),
    concerns_twin=get_concerns(SQL("t.other_id")),
    since=SINCE,
)

# The same as a function, because its plan is made once a connection; planning
# takes several times as long as finding that nothing protects one row.
FUNCTION = """
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
              ids, subjects, matters, areas, days, entered, amounts))
      %(met)s
       UNION ALL
      %(twin)s;
END
"""


class ToleranceEnforcement(models.AbstractModel):
    _inherit = "tolerance.enforcement"

    def init(self):
        """Make the function by which the guard finds what meets negative rows."""
        super().init()
        create_function(
            self.env,
            "tolerance_meet",
            FUNCTION,
            "ids integer[], subjects integer[], matters integer[], areas integer[],"
            " days date[], entered date[], amounts float[]",
            "TABLE (id integer, subject_id integer, matter_id integer,"
            " area_id integer, on_date date, amount float, effect_id integer,"
            " form varchar, cap_points float, effect_matter_id integer,"
            " is_strange boolean)",
            met=MET,
            twin=TWIN,
        )
