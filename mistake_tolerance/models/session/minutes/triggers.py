"""Triggers that keep minutes and annexes, whatever writes the rows."""

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import Refusal, create_function, create_trigger

_lt = LazyTranslate(__name__)

MINUTES_KEPT = Refusal(
    "minutes_kept",
    _lt("Minutes that were submitted or confirmed do not change: add an annex."),
)

# Odoo notes who wrote last, and fills in what follows from the session.
NOTED = ("write_uid", "write_date", "case_id", "company_id")

MINUTES = """
BEGIN
    IF TG_OP = 'DELETE' THEN
        %(kept)s;
    END IF;
    IF OLD.state = 'confirmed'
        AND to_jsonb(OLD) - %(noted)s IS DISTINCT FROM to_jsonb(NEW) - %(noted)s
    THEN
        %(kept)s;
    END IF;
    IF OLD.state = 'submitted'
        AND (OLD.attendance, OLD.discussion, OLD.resolution, OLD.dissent, OLD.held_on,
             OLD.meeting_number, OLD.held_hour, OLD.place)
            IS DISTINCT FROM
            (NEW.attendance, NEW.discussion, NEW.resolution, NEW.dissent, NEW.held_on,
             NEW.meeting_number, NEW.held_hour, NEW.place)
    THEN
        %(kept)s;
    END IF;
    RETURN NEW;
END
"""

ANNEX = """
BEGIN
    IF TG_OP = 'DELETE'
        OR to_jsonb(OLD) - %(noted)s IS DISTINCT FROM to_jsonb(NEW) - %(noted)s
    THEN
        %(kept)s;
    END IF;
    RETURN NEW;
END
"""


def protect_minutes(model):
    """Keep the text of minutes once they are submitted, and all once confirmed.

    :param tolerance.minutes model: any recordset of it
    """
    _protect(model, "tolerance_minutes_kept", MINUTES)


def protect_annexes(model):
    """Keep annexes as they were added.

    :param tolerance.minutes.annex model: any recordset of it
    """
    _protect(model, "tolerance_minutes_annex_kept", ANNEX)


def _protect(model, name, body):
    noted = SQL("ARRAY[%s]", SQL(", ").join(SQL("%s", column) for column in NOTED))
    create_function(model.env, name, body, kept=MINUTES_KEPT, noted=noted)
    create_trigger(model.env.cr, model._table, name, SQL("UPDATE OR DELETE"), name)
