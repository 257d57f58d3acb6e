"""What one process decided binds another, and a module load sweeps behind itself."""

from other import run_shell
from scene import Scene

TRY = """
from odoo.exceptions import UserError
try:
    env["tolerance.mark"].create({vals!r})
    env.cr.commit()
    print("OUTCOME written")
except UserError as error:
    print("OUTCOME refused", "RD-" in str(error))
"""


def test_another_process_is_bound(registry):
    scene = Scene(registry, 1)
    ((matter, _draft),) = scene.pairs
    assert scene.insist(scene.decide, scene.pairs[0], bool) == "done"
    output = run_shell(TRY.format(vals=scene.get_mark_vals(matter)))
    assert "OUTCOME refused True" in output
    assert scene.get_unprotected() == []


def test_a_module_load_sweeps_behind_itself(registry):
    """What a module writes while it loads is not watched; the end of the load is."""
    scene = Scene(registry, 1)
    ((matter, _draft),) = scene.pairs
    assert scene.insist(scene.mark, scene.pairs[0], bool) == "done"
    cr, env = scene.begin()
    try:
        # Below the ORM and past the trigger, as a migration script could.
        cr.execute("ALTER TABLE tolerance_mark DISABLE TRIGGER USER")
        scene.decide(env, scene.pairs[0])
        env.flush_all()
        cr.execute(
            "UPDATE tolerance_mark SET effect_id = NULL, is_neutralised = FALSE "
            "WHERE matter_id = %s",
            [matter],
        )
        cr.execute("ALTER TABLE tolerance_mark ENABLE TRIGGER USER")
        cr.commit()
    finally:
        cr.close()
    assert scene.get_unprotected()
    run_shell(
        "env.registry.updated_modules.append('base')\n"
        "env['tolerance.enforcement']._register_hook()\n"
        "env.cr.commit()\n"
    )
    assert scene.get_unprotected() == []
