"""Triggers that let a committee vote in a meeting to which it was called, only."""

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import Refusal, create_function, create_trigger

_lt = LazyTranslate(__name__)

NOT_CONVENED = Refusal(
    "not_convened",
    _lt("The members vote in a meeting that was called and has begun."),
)

OPENING = """
BEGIN
    IF NEW.state = 'open' AND (TG_OP = 'INSERT' OR OLD.state = 'draft')
        AND NEW.is_collective AND NEW.mode = 'on_screen'
        AND NOT EXISTS (SELECT FROM tolerance_meeting
                         WHERE id = NEW.meeting_id AND state = 'held')
    THEN
        %(refuse)s;
    END IF;
    RETURN NEW;
END
"""


def protect_opening(model):
    """Let no ballot of a committee open on the screen without a begun meeting.

    :param tolerance.session model: any recordset of it
    """
    name = "tolerance_session_convened"
    create_function(model.env, name, OPENING, refuse=NOT_CONVENED)
    create_trigger(
        model.env.cr, model._table, name, SQL("INSERT OR UPDATE OF state"), name
    )
