"""A million effects of other people, in a database made for measuring alone."""

import pytest

import odoo.tests.common
from odoo.modules.registry import Registry

FILL = (
    # No decision stands behind these effects.
    "ALTER TABLE tolerance_effect DISABLE TRIGGER USER",
    """
    INSERT INTO tolerance_subject (name, kind)
    SELECT 'Bench ' || i, 'person' FROM generate_series(1, 10000) i
    """,
    """
    INSERT INTO tolerance_subject_lineage (subject_id, ancestor_id)
    SELECT id, id FROM tolerance_subject s WHERE name LIKE 'Bench %' AND NOT EXISTS
        (SELECT FROM tolerance_subject_lineage l WHERE l.subject_id = s.id)
    """,
    """
    INSERT INTO tolerance_matter
           (name, title, occurred_on, company_id, kind, source, is_open, guard_touch)
    SELECT 'BENCH-' || i, 'Bench', '2026-01-05', (SELECT min(id) FROM res_company),
           'mistake', 'other', FALSE, 0
      FROM generate_series(1, 10000) i
    """,
    """
    INSERT INTO tolerance_effect (name, company_id, subject_id, matter_id, area_id,
                                  form, decided_on, date_from, cap_points)
    SELECT 'BENCH', (SELECT min(id) FROM res_company), s.id, m.id, a.id,
           'unaffected', '2026-02-02', '2026-01-05', 0
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM tolerance_subject
             WHERE name LIKE 'Bench %') s
      CROSS JOIN generate_series(0, 9) k
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM tolerance_matter
             WHERE name LIKE 'BENCH-%') m ON m.n = 1 + mod(s.n + k, 10000)
      CROSS JOIN (SELECT id FROM tolerance_area ORDER BY id LIMIT 10) a
    """,
    "ALTER TABLE tolerance_effect ENABLE TRIGGER USER",
    """
    INSERT INTO tolerance_matter_subject_rel (matter_id, subject_id)
    SELECT DISTINCT matter_id, subject_id FROM tolerance_effect WHERE name = 'BENCH'
    """,
    """
    INSERT INTO hr_department (name, active)
    SELECT '{"en_US": "Bench"}', TRUE
    """,
    """
    INSERT INTO tolerance_mark (kind, subject_id, department_id, area_id, date, reason,
                                company_id, points, counted_points, is_neutralised,
                                active)
    SELECT 'objection', s.id, (SELECT max(id) FROM hr_department), a.id,
           '2026-01-05', 'Bench', (SELECT min(id) FROM res_company), 0, 0, FALSE, TRUE
      FROM tolerance_subject s
      CROSS JOIN (SELECT id FROM tolerance_area ORDER BY id LIMIT 5) a
     WHERE s.name LIKE 'Bench %'
    """,
)


@pytest.fixture(scope="session")
def million(load_registry):
    """Fill, and let PostgreSQL see that all rows are visible to everybody."""
    registry = Registry(odoo.tests.common.get_db_name())
    with registry.cursor() as cr:
        for statement in FILL:
            cr.execute(statement)
    with registry.cursor() as cr:
        cr.execute("SELECT count(*) FROM tolerance_effect WHERE name = 'BENCH'")
        assert cr.fetchone() == (1_000_000,)
        cr.commit()
        cr._cnx.autocommit = True
        for table in (
            "subject",
            "subject_lineage",
            "matter",
            "matter_subject_rel",
            "effect",
            "mark",
        ):
            cr.execute(f"VACUUM ANALYZE tolerance_{table}")
        cr._cnx.autocommit = False
    return registry
