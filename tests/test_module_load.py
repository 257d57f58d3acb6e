"""What modules write while they load, and a registry made anew.

Two small addons are written to a folder of their own: one that Odoo loads before
the guard is there, one that it loads after it.
"""

import pytest
from other import ask_shell, copied_database, run_odoo

from odoo.tools import config

EARLIER, LATER = "a_review_before", "z_review_after"

MODEL = """
from odoo import fields, models


class Review(models.Model):
    _name = "a.review"
    _description = "Review"

    name = fields.Char()
    employee_id = fields.Many2one("hr.employee")
    day = fields.Date()
    points = fields.Float()
"""

DATA = """
<odoo>
    <record id="{id}" model="{model}">
        {fields}
    </record>
</odoo>
"""

SET_UP = """
from scene import Scene
scene = Scene(env.registry, 1)
(pair,) = scene.pairs
env["ir.model.fields"].create({
    "name": "x_matter_id", "model_id": env["ir.model"]._get_id("a.review"),
    "ttype": "many2one", "relation": "tolerance.matter", "field_description": "Matter",
})
review = env.ref("a_review_before.review")
review.write({"employee_id": scene.employee, "x_matter_id": pair[0]})
env["tolerance.guard"].create({
    "name": "Reviews", "model": "a.review", "path_subject": "employee_id",
    "path_matter": "x_matter_id", "path_date": "day", "area_id": scene.area,
    "negative_domain": "[('points', '<', 0)]", "neutral_values": '{"points": 0}',
})
env.cr.commit()
assert scene.insist(scene.decide, pair, bool) == "done"
tell(scene.get_mark_vals(pair[0]))
"""

LOOK = """
review = env.ref("a_review_before.review")
kept = env["tolerance.neutralisation"].search([("res_model", "=", "a.review")])
tell({
    "points": review.points,
    "before": [json.loads(row.original) for row in kept],
    "marks": env["tolerance.mark"].search_count([("reason", "=", "By a module")]),
})
"""

RELOAD = """
from odoo import api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
env.cr.rollback()
registry = Registry.new(env.cr.dbname)
outcomes = []
with registry.cursor() as cr:
    fresh = api.Environment(cr, 1, {})
    for vals in ({"points": -3}, {"points": 1}):
        try:
            fresh.ref("a_review_before.review").write(vals)
            fresh.flush_all()
            outcomes.append("written")
        except UserError as error:
            outcomes.append("refused" if "RD-" in str(error) else str(error))
            cr.rollback()
    cr.rollback()
tell(outcomes)
"""


def write_addon(folder, name, depends, record, model=""):
    """Write an addon with one model at most and one record."""
    addon = folder / name
    addon.mkdir(exist_ok=True)
    (addon / "__init__.py").write_text("from . import models\n" if model else "")
    (addon / "models.py").write_text(model)
    (addon / "data.xml").write_text(DATA.format(**record))
    manifest = {
        "name": name,
        "version": "19.0.1.0.0",
        "license": "LGPL-3",
        "author": "Test",
        "depends": depends,
        "data": ["data.xml"],
    }
    (addon / "__manifest__.py").write_text(repr(manifest))


def write_review(folder, points):
    fields = '<field name="day">2026-06-01</field>'
    fields += f'<field name="points">{points}</field>'
    record = {"id": "review", "model": "a.review", "fields": fields}
    write_addon(folder, EARLIER, ["hr"], record, MODEL)


@pytest.fixture
def place(registry, tmp_path):
    """A copied database, and the options that let Odoo find the two addons."""
    write_review(tmp_path, 0)
    record = {"id": "area", "model": "res.partner.category", "fields": ""}
    record["fields"] = '<field name="name">Nothing yet</field>'
    write_addon(tmp_path, LATER, ["mistake_tolerance"], record)
    paths = [*config["addons_path"], str(tmp_path)]
    with copied_database("load") as database:
        options = ["-d", database, f"--addons-path={','.join(paths)}"]
        yield tmp_path, database, options


def test_modules_that_load(place):
    folder, database, (*_database, path) = place
    load = ["server", "-d", database, path, "--no-http", "--stop-after-init"]
    load.append("--log-level=warn")
    run_odoo(*load, "-i", f"{EARLIER},{LATER}")
    vals = ask_shell(SET_UP, database, path)

    # Data of a module that loads before the guard: neutralised when all is loaded.
    write_review(folder, -3)
    run_odoo(*load, "-u", EARLIER)
    found = ask_shell(LOOK, database, path)
    assert found == {"points": 0, "before": [{"points": -3}], "marks": 0}

    # Data of a module that loads after it: the database refuses the whole update.
    vals["reason"] = "By a module"
    fields = "".join(
        f'<field name="{name}" eval="{value!r}"/>' for name, value in vals.items()
    )
    record = {"id": "mark", "model": "tolerance.mark", "fields": fields}
    write_addon(folder, LATER, ["mistake_tolerance"], record)
    assert "protects against this mark" in run_odoo(*load, "-u", LATER, fails=True)
    assert ask_shell(LOOK, database, path)["marks"] == 0

    # And a registry made anew watches as the old one did.
    assert ask_shell(RELOAD, database, path) == ["refused", "written"]
