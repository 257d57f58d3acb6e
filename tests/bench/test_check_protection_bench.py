"""A thousand questions against a million effects."""

import statistics
import time

from odoo.tools import SQL


def test_a_thousand_pairs(million, env):
    # Each in turn with the matter that was tolerated and with one that was not.
    env.cr.execute(
        """
        SELECT e.subject_id, m.name, other.name, a.code, other.id
          FROM tolerance_effect e
          JOIN tolerance_matter m ON m.id = e.matter_id
          JOIN tolerance_matter other ON other.name = 'BENCH-'
               || 1 + mod(substr(m.name, 7)::int + 5000, 10000)
          JOIN tolerance_area a ON a.id = e.area_id
         WHERE e.name = 'BENCH' AND mod(e.id, 2000) = 0
        """
    )
    rows = env.cr.fetchall()
    pairs = [
        {"subject": subject, "matter": matter, "area": area, "date": "2026-06-01"}
        for subject, tolerated, other, area, _other_id in rows
        for matter in (tolerated, other)
    ]
    assert len(pairs) == 1000
    # They took part in the other matter too: a matter that concerns somebody else
    # alone is answered as on hold.
    env.cr.execute_values(
        """
        INSERT INTO tolerance_matter_subject_rel (matter_id, subject_id) VALUES %s
        ON CONFLICT DO NOTHING
        """,
        [(other_id, subject) for subject, _name, _other, _area, other_id in rows],
    )
    effects = env["tolerance.effect"]
    questions = [
        effects._parse_question(number, pair) for number, pair in enumerate(pairs)
    ]
    effects._find_protection(questions)
    before = env.cr.sql_log_count
    effects._find_protection(questions)
    assert env.cr.sql_log_count - before == 1

    took = []
    for _number in range(9):
        start = time.perf_counter()
        answers = effects.check_protection(pairs)
        took.append(time.perf_counter() - start)
    assert [answer["answer"] for answer in answers] == ["no", "yes"] * 500
    print(f"\n1,000 pairs: {statistics.median(took) * 1000:.0f} ms with its log row")

    query = effects._get_protection_query(questions)
    plan = [
        line
        for (line,) in env.execute_query(
            SQL("EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF) %s", query)
        )
    ]
    print("\n".join(plan))
    scans = [line for line in plan if " on tolerance_effect " in line]
    assert scans and all("Index Only Scan" in line for line in scans), scans
