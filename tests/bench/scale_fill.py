"""Fills an agency below the ORM: cases, their steps and parties, conflicts, to-dos.

Some cases have everything that can hang on one, so that no screen is empty.
"""

from one_of_everything import make_one_of_everything

from odoo import SUPERUSER_ID, api

# How many, and their states, one after the other.
WHOLE = 10
VARY = """
    WITH whole AS (SELECT id, row_number() OVER (ORDER BY id) AS i
                     FROM tolerance_case
                    WHERE name NOT LIKE 'SC-%')
    UPDATE tolerance_case c
       SET state = (ARRAY['open', 'inquiry', 'deliberation', 'decided'])[1 + w.i % 4],
           clerk_id = (SELECT id FROM res_users WHERE login = 'clerk')
      FROM whole w WHERE w.id = c.id
"""

# Three of ten cases are under way; each matter closes itself to three users.
FILL = (
    # No trigger, and no foreign key, is worth its time here.
    "SET session_replication_role = replica",
    """
    CREATE TEMP TABLE agency AS
    SELECT (SELECT min(id) FROM res_company) AS company_id,
           (SELECT min(id) FROM tolerance_scheme_version
             WHERE state = 'published') AS version_id,
           (SELECT id FROM res_users WHERE login = 'clerk') AS clerk_id,
           (SELECT array_agg(id) FROM res_users WHERE active AND NOT share) AS users,
           (SELECT id FROM ir_model WHERE model = 'tolerance.case') AS model_id,
           (SELECT min(id) FROM mail_activity_type) AS type_id
    """,
    """
    INSERT INTO tolerance_subject (name, kind)
    SELECT 'Scale ' || i, 'person' FROM generate_series(1, %(cases)s / 3) i
    """,
    """
    CREATE TEMP TABLE persons AS
    SELECT id, row_number() OVER (ORDER BY id) AS i FROM tolerance_subject
     WHERE name LIKE 'Scale %%'
    """,
    """
    INSERT INTO tolerance_matter
           (company_id, name, title, kind, source, occurred_on, is_open, guard_touch)
    SELECT company_id, 'SM-' || i, 'Scale ' || i, 'mistake', 'self_report',
           date '2016-01-01' + i %% 3600, i %% 50 = 0, 0
      FROM agency, generate_series(1, %(cases)s) i
    """,
    """
    CREATE TEMP TABLE matters AS
    SELECT id, row_number() OVER (ORDER BY id) AS i
      FROM tolerance_matter WHERE name LIKE 'SM-%%'
    """,
    """
    INSERT INTO tolerance_matter_subject_rel (matter_id, subject_id)
    SELECT m.id, p.id FROM matters m JOIN persons p ON p.i = 1 + m.i / 4
    """,
    """
    INSERT INTO tolerance_case
           (company_id, matter_id, version_id, clerk_id, name, state, secrecy_level,
            is_breached, due_on)
    SELECT company_id, m.id, version_id, clerk_id, 'SC-' || m.i,
           CASE m.i %% 10 WHEN 0 THEN 'open' WHEN 1 THEN 'inquiry'
                WHEN 2 THEN 'deliberation' WHEN 3 THEN 'decided' ELSE 'filed' END,
           'internal', m.i %% 97 = 0,
           CASE WHEN m.i %% 10 < 3 THEN CURRENT_DATE + (m.i %% 20)::int - 10 END
      FROM agency, matters m
    """,
    """
    CREATE TEMP TABLE cases AS
    SELECT id, matter_id, row_number() OVER (ORDER BY id) AS i
      FROM tolerance_case WHERE name LIKE 'SC-%%'
    """,
    """
    INSERT INTO tolerance_case_party (case_id, matter_id, company_id, subject_id)
    SELECT c.id, c.matter_id, company_id, p.id
      FROM agency, cases c JOIN persons p ON p.i = 1 + c.i / 4
    """,
    """
    INSERT INTO tolerance_case_step
           (case_id, company_id, scheme_step_id, sequence, kind, state, started_on,
            due_on, is_breached, round)
    SELECT c.id, company_id, s.id, s.sequence, s.kind,
           CASE WHEN c.i %% 10 > 3 OR s.sequence < r.sequence THEN 'done'
                WHEN s.sequence = r.sequence THEN 'running' ELSE 'waiting' END,
           CURRENT_DATE - 20, CURRENT_DATE + (c.i %% 20)::int - 10, FALSE, 1
      FROM agency a
     CROSS JOIN cases c
      JOIN tolerance_scheme_step s ON s.version_id = a.version_id
      LEFT JOIN tolerance_scheme_step r
             ON r.version_id = a.version_id
            AND r.kind = CASE c.i %% 10 WHEN 2 THEN 'preliminary'
                                        WHEN 3 THEN 'filing' ELSE 'inquiry' END
    """,
    """
    UPDATE tolerance_case c SET current_step_id = s.id
      FROM tolerance_case_step s WHERE s.case_id = c.id AND s.state = 'running'
    """,
    """
    INSERT INTO tolerance_conflict
           (case_id, matter_id, company_id, user_id, reason, found_on)
    SELECT c.id, c.matter_id, company_id,
           users[1 + (c.i * 7 + j) %% cardinality(users)], 'superior', CURRENT_DATE
      FROM agency, cases c, generate_series(1, 3) j
     WHERE users[1 + (c.i * 7 + j) %% cardinality(users)] <> clerk_id
    """,
    """
    INSERT INTO mail_message (model, res_id, message_type, subtype_id, date, body)
    SELECT 'tolerance.case', id, 'notification',
           (SELECT min(id) FROM mail_message_subtype), now(), ''
      FROM cases
    """,
    """
    INSERT INTO mail_activity
           (res_model_id, res_model, res_id, activity_type_id, user_id, date_deadline,
            automated, active)
    SELECT model_id, 'tolerance.case', c.id, type_id, clerk_id,
           CURRENT_DATE + (c.i %% 20)::int - 10, TRUE, TRUE
      FROM agency, cases c WHERE c.i %% 10 < 3
    """,
    "SET session_replication_role = origin",
    "DROP TABLE agency, persons, matters, cases",
)


def fill(registry, cases):
    """Fill a copy of the sample agency.

    :param registry: of the database
    :param int cases: how many cases
    """
    with registry.cursor() as cr:
        for statement in FILL:
            cr.execute(statement, {"cases": cases})
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        make_one_of_everything(env, env["hr.employee"].search([], limit=WHOLE))
        env.flush_all()
        cr.execute(VARY)
    with registry.cursor() as cr:
        # A vacuum runs in no transaction.
        cr.commit()  # pylint: disable=invalid-commit
        cr._cnx.autocommit = True
        cr.execute("VACUUM ANALYZE")
        cr._cnx.autocommit = False


def give_conflicts(env, user, count):
    """Leave a user as many conflicts as said; the transaction takes it back.

    :param res.users user: who has more of them
    """
    env.flush_all()
    env.cr.execute(
        """
        DELETE FROM tolerance_conflict
         WHERE user_id = %(user)s
           AND id NOT IN (SELECT id FROM tolerance_conflict WHERE user_id = %(user)s
                           ORDER BY id LIMIT %(count)s)
        """,
        {"user": user.id, "count": count},
    )
    env.invalidate_all()
