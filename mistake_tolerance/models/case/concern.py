"""SQL of the subjects a matter concerns; searches use ``_get_subject_domain``."""

from odoo.tools import SQL


def get_concern_sql(subject, matter):
    """Return the condition that a matter concerns a subject or a predecessor.

    :param SQL subject: id of the person or unit
    :param SQL matter: id of the matter
    :rtype: SQL
    """
    return SQL(
        """
        EXISTS (SELECT FROM tolerance_subject_lineage k
                  JOIN tolerance_matter_subject_rel r ON r.subject_id = k.ancestor_id
                 WHERE k.subject_id = %(subject)s AND r.matter_id = %(matter)s
                 UNION ALL
                SELECT FROM tolerance_subject_lineage k
                  JOIN tolerance_case_party p ON p.subject_id = k.ancestor_id
                 WHERE k.subject_id = %(subject)s AND p.matter_id = %(matter)s)
        """,
        subject=subject,
        matter=matter,
    )
