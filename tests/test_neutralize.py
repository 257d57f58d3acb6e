"""A test copy of a database cannot pass for the original."""

from odoo.modules.neutralize import get_neutralization_queries, neutralize_database


def test_copy_numbers_are_marked(env):
    sequences = env["ir.sequence"].search([("code", "=like", "tolerance.%")])
    assert sequences, "the addons number nothing"
    env.flush_all()
    # Twice, as when a copy is made of a copy.
    for query in 2 * list(get_neutralization_queries(["mistake_tolerance"])):
        env.cr.execute(query)
    env.invalidate_all()
    for sequence in sequences:
        number = sequence.next_by_id()
        assert number.startswith("TEST-"), number
        assert not number.startswith("TEST-TEST-"), number


def test_copy_runs_none_of_our_jobs(env):
    ours = env["ir.model.data"].search(
        [("model", "=", "ir.cron"), ("module", "=like", "mistake_tolerance%")]
    )
    jobs = env["ir.cron"].browse(ours.mapped("res_id"))
    assert jobs.filtered("active")
    env.flush_all()
    neutralize_database(env.cr)
    env.invalidate_all()
    assert not jobs.filtered("active")
