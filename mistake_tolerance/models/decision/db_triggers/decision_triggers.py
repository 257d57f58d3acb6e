"""Creates the triggers that protect decisions and their effects."""

from odoo.tools import SQL

from ...base.db_trigger import (
    create_deferred_trigger,
    create_function,
    create_trigger,
)
from . import decision_functions as texts

EFFECT_COLUMNS = (
    "name",
    "company_id",
    "determination_id",
    "subject_id",
    "matter_id",
    "area_id",
    "form",
    "decided_on",
    "date_from",
    "cap_points",
)
DETERMINATION_COLUMNS = (
    "name",
    "party_id",
    "replaces_id",
    "case_id",
    "matter_id",
    "subject_id",
    "degree_id",
    "degree_kind",
    "nature",
    "facts",
    "reasons",
    "departure_reasons",
    "influence_from",
    "influence_until",
    "has_no_influence_period",
    "decided_on",
    "handling_track",
    "handling_organ",
    "handling_ground",
    "handling_ceiling",
)
LINE_COLUMNS = (
    "determination_id",
    "scheme_area_id",
    "is_selected",
    "omission_reason",
    "form",
    "cap_points",
    "no_points",
    "date_from",
    "date_to",
)


# Trigger functions: the text of each, and what it refuses by.
FUNCTIONS = {
    "tolerance_determination_fixed": (texts.DETERMINATION, texts.FIXED),
    "tolerance_determination_part_fixed": (texts.PART, texts.FIXED),
    "tolerance_determination_ruled_out": (texts.RULES, texts.RULED_OUT),
    "tolerance_determination_not_worse": (texts.RANK, texts.WORSE),
    "tolerance_determination_entered": (texts.LEDGER, texts.NOT_ENTERED),
    "tolerance_effect_fixed": (texts.EFFECT, texts.EFFECT_FIXED),
    "tolerance_effect_founded": (texts.REASON, texts.UNFOUNDED),
}


def create_functions(env):
    """Make the functions of this file: each model that needs one may be the first."""
    create_function(
        env,
        "tolerance_differ",
        texts.DIFFER,
        "was jsonb, becomes jsonb, columns text[]",
        "boolean IMMUTABLE",
    )
    for name, (body, refusal) in FUNCTIONS.items():
        create_function(env, name, body, refuse=refusal)


def fix(cr, table, function, columns, event="UPDATE OR DELETE"):
    """Make a function refuse changes of ``columns``, and TRUNCATE of the table."""
    name = f"{table}_fixed"
    create_trigger(cr, table, name, SQL(event), function, *columns)
    create_trigger(
        cr, table, f"{name}_truncate", SQL("TRUNCATE"), function, level="STATEMENT"
    )


def fix_part(cr, table, columns):
    """Keep rows that belong to a determination once it is confirmed."""
    fix(
        cr,
        table,
        "tolerance_determination_part_fixed",
        columns,
        "INSERT OR UPDATE OR DELETE",
    )


def protect_determinations(model):
    """Let the database keep what was decided, and every state in the ledger.

    :param tolerance.determination model: any recordset of it
    """
    cr, table = model.env.cr, model._table
    create_functions(model.env)
    fix(cr, table, "tolerance_determination_fixed", DETERMINATION_COLUMNS)
    create_trigger(
        cr,
        table,
        f"{table}_ruled_out",
        SQL("INSERT OR UPDATE OF state"),
        "tolerance_determination_ruled_out",
    )
    create_trigger(
        cr,
        table,
        f"{table}_not_worse",
        SQL("INSERT OR UPDATE OF degree_id, party_id, state, influence_until"),
        "tolerance_determination_not_worse",
        when=SQL("NEW.replaces_id IS NOT NULL"),
    )
    create_deferred_trigger(
        cr,
        table,
        f"{table}_entered",
        SQL("INSERT OR UPDATE"),
        "tolerance_determination_entered",
    )
    for name in ("situation_ids", "exclusion_ids", "principle_ids"):
        field = model._fields[name]
        fix_part(cr, field.relation, (field.column1, field.column2))


def protect_lines(model):
    """Keep the effect areas of a confirmed determination.

    :param tolerance.determination.line model: any recordset of it
    """
    create_functions(model.env)
    fix_part(model.env.cr, model._table, LINE_COLUMNS)


def protect_effects(model):
    """Create triggers: a decision alone begins an effect, its action ends it.

    :param tolerance.effect model: any recordset of it
    """
    cr, table = model.env.cr, model._table
    create_functions(model.env)
    fix(cr, table, "tolerance_effect_fixed", EFFECT_COLUMNS)
    create_deferred_trigger(
        cr,
        table,
        f"{table}_founded",
        SQL("INSERT OR UPDATE"),
        "tolerance_effect_founded",
    )
