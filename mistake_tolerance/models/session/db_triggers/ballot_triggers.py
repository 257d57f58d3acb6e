"""Triggers that protect roll, rule and ballots, whatever writes the rows.

Casting takes a share lock on the session, closing locks it for itself: a ballot is
cast before its round is counted, or not at all.
"""

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import (
    Refusal,
    create_deferred_trigger,
    create_function,
    create_trigger,
)

_lt = LazyTranslate(__name__)

BALLOT_KEPT = Refusal(
    "ballot_kept", _lt("A ballot that is cast does not change, and none is deleted.")
)
BALLOT_OVER = Refusal(
    "ballot_over", _lt("The ballots of this session are counted: none is cast now.")
)
BALLOT_ENTERED = Refusal(
    "ballot_entered",
    _lt("A ballot counts only with its entry in the ledger by the member in person."),
)
ROLL_KEPT = Refusal(
    "roll_kept", _lt("The ballot is open: the roll and the rule of voting stay.")
)

BALLOT = """
DECLARE
    session record;
BEGIN
    IF TG_OP = 'DELETE' THEN
        %(kept)s;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.cast_on IS NOT NULL AND
        (OLD.cast_on, OLD.degree_id, OLD.conduct_answer, OLD.reasons, OLD.round,
         OLD.is_abstention, OLD.is_return, OLD.question, OLD.is_lapsed)
        IS DISTINCT FROM
        (NEW.cast_on, NEW.degree_id, NEW.conduct_answer, NEW.reasons, NEW.round,
         NEW.is_abstention, NEW.is_return, NEW.question, NEW.is_lapsed)
    THEN
        %(kept)s;
    END IF;
    IF NEW.cast_on IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.cast_on IS NULL) THEN
        SELECT state, round INTO session
          FROM tolerance_session WHERE id = NEW.session_id FOR SHARE;
        IF session.state <> 'open' OR session.round <> NEW.round OR NEW.is_lapsed THEN
            %(over)s;
        END IF;
    END IF;
    RETURN NEW;
END
"""

# When the transaction ends: the entry follows the ballot.
ENTRY = """
BEGIN
    IF NOT EXISTS (
        SELECT FROM tolerance_ledger_entry entry
          JOIN tolerance_session_seat seat ON seat.user_id = entry.author_id
         WHERE seat.id = NEW.seat_id AND entry.verb = 'ballot.cast'
           AND entry.res_model = 'tolerance.ballot' AND entry.res_id = NEW.id)
    THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""

CHOICE = """
DECLARE
    choice record;
BEGIN
    choice := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
    IF EXISTS (SELECT FROM tolerance_ballot
                WHERE id = choice.ballot_id AND cast_on IS NOT NULL)
    THEN
        %(kept)s;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
"""

ROLL = """
DECLARE
    seat record;
BEGIN
    seat := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
    IF EXISTS (SELECT FROM tolerance_ballot WHERE session_id = seat.session_id)
        AND (TG_OP = 'DELETE' OR TG_OP = 'INSERT' AND NEW.is_voting
             OR TG_OP = 'UPDATE' AND NEW.is_voting IS DISTINCT FROM OLD.is_voting)
    THEN
        %(kept)s;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
"""

RULE = """
BEGIN
    IF OLD.state <> 'draft' AND EXISTS (
        SELECT FROM unnest(TG_ARGV) name
         WHERE to_jsonb(OLD) -> name IS DISTINCT FROM to_jsonb(NEW) -> name)
    THEN
        %(kept)s;
    END IF;
    RETURN NEW;
END
"""


def protect_ballots(model):
    """Keep ballots that are cast, and let none be cast once the round is counted.

    :param tolerance.ballot model: any recordset of it
    """
    env, cr, table = model.env, model.env.cr, model._table
    create_function(
        env, "tolerance_ballot_kept", BALLOT, kept=BALLOT_KEPT, over=BALLOT_OVER
    )
    create_function(env, "tolerance_ballot_entered", ENTRY, refuse=BALLOT_ENTERED)
    create_deferred_trigger(
        cr,
        table,
        "tolerance_ballot_entered",
        SQL("INSERT OR UPDATE OF cast_on"),
        "tolerance_ballot_entered",
        when=SQL("NEW.cast_on IS NOT NULL"),
    )
    create_function(env, "tolerance_ballot_choice_kept", CHOICE, kept=BALLOT_KEPT)
    create_trigger(
        cr,
        table,
        "tolerance_ballot_kept",
        SQL("INSERT OR UPDATE OR DELETE"),
        "tolerance_ballot_kept",
    )
    for name in ("situation_ids", "exclusion_ids"):
        create_trigger(
            cr,
            model._fields[name].relation,
            "tolerance_ballot_choice_kept",
            SQL("INSERT OR UPDATE OR DELETE"),
            "tolerance_ballot_choice_kept",
        )


def protect_roll(model):
    """Let the database keep the voters once ballots are made.

    :param tolerance.session.seat model: any recordset of it
    """
    create_function(model.env, "tolerance_roll_kept", ROLL, kept=ROLL_KEPT)
    create_trigger(
        model.env.cr,
        model._table,
        "tolerance_roll_kept",
        SQL("INSERT OR UPDATE OR DELETE"),
        "tolerance_roll_kept",
    )


def protect_rule(model, *columns):
    """Keep the rule of voting of a session once its voting is open.

    :param tolerance.session model: any recordset of it
    :param str columns: names of stored fields
    """
    create_function(model.env, "tolerance_rule_kept", RULE, kept=ROLL_KEPT)
    create_trigger(
        model.env.cr,
        model._table,
        "tolerance_rule_kept",
        SQL("UPDATE OF %s", SQL(", ").join(map(SQL.identifier, columns))),
        "tolerance_rule_kept",
        *columns,
    )
