"""What the database itself keeps of a request to decide anew.

Nobody who decided before votes about it, in person or by a stand-in, and the decision
stays in force until the request is answered.
"""

from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import (
    Refusal,
    create_deferred_trigger,
    create_function,
    create_trigger,
)

_lt = LazyTranslate(__name__)

SAT_BEFORE = Refusal(
    "sat_before",
    _lt("Who decided in this case before has no vote about the request."),
)
QUESTIONED = Refusal(
    "determination_questioned",
    _lt("A decision stays in force until the request about it is answered."),
)
PANEL = """
BEGIN
    IF EXISTS (
        SELECT FROM tolerance_session now
          JOIN tolerance_session was
            ON was.case_id = now.case_id AND was.id <> now.id
           AND was.state = 'closed'
           AND was.remedy_id IS DISTINCT FROM now.remedy_id
          JOIN tolerance_session_seat held
            ON held.session_id = was.id AND held.state <> 'recused'
         WHERE now.id = NEW.session_id AND now.remedy_id IS NOT NULL
           AND (NEW.user_id IN (held.user_id, held.principal_id)
                OR NEW.principal_id IN (held.user_id, held.principal_id)))
    THEN
        %(refuse)s;
    END IF;
    RETURN NEW;
END
"""

BOUND = """
BEGIN
    IF EXISTS (SELECT FROM tolerance_remedy_request
                WHERE determination_id = NEW.id
                  AND state IN ('submitted', 'accepted'))
    THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""


class ToleranceDetermination(models.Model):
    _inherit = "tolerance.determination"

    def init(self):
        """Let the database keep a decision in force while it is questioned."""
        super().init()
        name = "tolerance_determination_questioned"
        create_function(self.env, name, BOUND, refuse=QUESTIONED)
        # At the end of the transaction: the new decision ends the request in the same.
        create_deferred_trigger(
            self.env.cr,
            self._table,
            name,
            SQL("UPDATE"),
            name,
            when=SQL("OLD.state = 'confirmed' AND NEW.state <> 'confirmed'"),
        )


class ToleranceSessionSeat(models.Model):
    _inherit = "tolerance.session.seat"

    def init(self):
        """Let the database keep out who sat before."""
        super().init()
        create_function(self.env, "tolerance_seat_new_panel", PANEL, refuse=SAT_BEFORE)
        create_trigger(
            self.env.cr,
            self._table,
            "tolerance_seat_new_panel",
            SQL("INSERT OR UPDATE OF is_voting, state"),
            "tolerance_seat_new_panel",
            when=SQL("NEW.is_voting AND NEW.state <> 'recused'"),
        )
