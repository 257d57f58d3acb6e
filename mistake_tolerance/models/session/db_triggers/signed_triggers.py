"""Trigger that keeps what a person signed, on screen or on paper."""

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import Refusal, create_function, create_trigger

_lt = LazyTranslate(__name__)

SIGNED_KEPT = Refusal(
    "signed_kept",
    _lt("What was signed stays as it is. Add to it in the messages."),
)
FUNCTION = """
BEGIN
    IF OLD.state <> 'waiting' AND EXISTS (
        SELECT FROM unnest(TG_ARGV) name
         WHERE to_jsonb(OLD) -> name IS DISTINCT FROM to_jsonb(NEW) -> name)
    THEN
        %(refuse)s;
    END IF;
    RETURN NEW;
END
"""


def keep_signed(model, names):
    """Refuse changes of these fields once a person signed.

    :param model: any recordset of it
    :param names: of its fields; those without a column are left out
    """
    kept = sorted(name for name in names if model._fields[name].column_type)
    create_function(model.env, "tolerance_signed_kept", FUNCTION, refuse=SIGNED_KEPT)
    create_trigger(
        model.env.cr,
        model._table,
        "tolerance_signed_kept",
        SQL("UPDATE OF %s", SQL(", ").join(map(SQL.identifier, kept))),
        "tolerance_signed_kept",
        *kept,
    )
