"""The addon taken out and put in again: what goes, and that it binds again."""

from other import ask_shell, copied_database, run_odoo

FILL = """
from scene import Scene
scene = Scene(env.registry, 1)
(pair,) = scene.pairs
assert scene.insist(scene.mark, pair, bool) == "done"
assert scene.insist(scene.decide, pair, bool) == "done"
assert scene.get_unprotected() == []
"""

# What the database holds of our addons, by any way.
COUNT = """
def names(query):
    env.cr.execute(query)
    return sorted(name for (name,) in env.cr.fetchall())

triggers = names(
    "SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger"
    " WHERE NOT tgisinternal AND tgname LIKE 'tolerance%'")
functions = names("SELECT proname FROM pg_proc WHERE proname LIKE 'tolerance%'")
tables = names(
    "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v', 'S')"
    " AND relname LIKE 'tolerance%'")
columns = names(
    "SELECT table_name || '.' || column_name FROM information_schema.columns"
    " WHERE column_name LIKE 'tolerance%' AND table_schema = 'public'")
"""

GONE = (
    COUNT
    + """
stale = {
    "triggers": triggers, "functions": functions, "tables": tables,
    "columns": columns,
    "xml ids": names("SELECT name FROM ir_model_data WHERE module LIKE 'mistake_tol%'"),
    "models": names("SELECT model FROM ir_model WHERE model LIKE 'tolerance.%'"),
    "fields": names("SELECT name FROM ir_model_fields WHERE name LIKE 'tolerance%'"),
    "sequences": names("SELECT code FROM ir_sequence WHERE code LIKE 'tolerance.%'"),
    "actions": names(
        "SELECT res_model FROM ir_act_window WHERE res_model LIKE 'tolerance.%'"),
    "views": names("SELECT model FROM ir_ui_view WHERE model LIKE 'tolerance.%'"),
    "attachments": names(
        "SELECT res_model FROM ir_attachment WHERE res_model LIKE 'tolerance.%'"),
}
tell({name: found[:5] for name, found in stale.items() if found})
"""
)

AGAIN = (
    COUNT
    + """
broken = []
for row in env["ir.model.data"].search([("module", "=like", "mistake_tolerance%")]):
    if row.model in env and not env[row.model].browse(row.res_id).exists():
        broken.append(row.complete_name)
preset = env["tolerance.scheme.preset"].search([])
employees = env["hr.employee"].with_context(active_test=False).search([])
tell({
    "triggers": triggers, "functions": functions, "tables": tables,
    "columns": columns, "broken": broken,
    "strangers": employees.filtered(lambda e: not e.tolerance_subject_id).ids,
    "guards": [name for name in env["tolerance.guard"].search([]).mapped("model")],
    "effects": env["tolerance.effect"].search_count([]),
})
"""
)


def test_addons_can_be_reinstalled(registry):
    with copied_database("again") as database:
        ask_shell(FILL + "tell(1)", database)
        before = ask_shell(AGAIN, database)
        assert before["effects"] and before["triggers"] and not before["broken"]

        run_odoo("module", "uninstall", "-d", database, "mistake_tolerance")
        assert ask_shell(GONE, database) == {}

        load = ["server", "-d", database, "--no-http", "--stop-after-init"]
        load += [
            "--log-level=warn",
            "-i",
            "mistake_tolerance,mistake_tolerance_reports",
        ]
        assert "WARNING" not in run_odoo(*load)
        after = ask_shell(AGAIN, database)
        # Decisions are gone with the addon; all that made them bind is back, once.
        assert after == {**before, "effects": 0}
        ask_shell(FILL + "tell(1)", database)
