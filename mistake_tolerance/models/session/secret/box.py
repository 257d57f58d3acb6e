"""The ballot box: a table without voter, time or number, outside the ORM.

No model reads it, so that no right, search or export reaches it. Until its round is
counted, the number of the transaction and the order of the rows still lead from a
choice to the ballot that was cast with it: for a person who reads the tables of the
server, not for a user. :func:`deal_anew` ends that.
"""

import hashlib
import json
from secrets import SystemRandom

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ....rules.canonical import canonical
from ...base.db_trigger import Refusal, create_function, create_trigger

_lt = LazyTranslate(__name__)

TABLE = "tolerance_ballot_box"

CHOICE_KEPT_OUT = Refusal(
    "choice_kept_out", _lt("The choice of a secret ballot is not stored on the ballot.")
)
BOX_KEPT = Refusal(
    "box_kept", _lt("Nothing changes in a ballot box but by casting and counting.")
)

BALLOT = """
BEGIN
    IF (NEW.degree_id IS NOT NULL OR NEW.conduct_answer IS NOT NULL
        OR NEW.reasons IS NOT NULL OR NEW.is_abstention
        OR NEW.is_return OR NEW.question IS NOT NULL)
        AND EXISTS (SELECT FROM tolerance_session
                     WHERE id = NEW.session_id AND is_secret AND is_collective)
    THEN
        %(refuse)s;
    END IF;
    RETURN NEW;
END
"""

LINK = """
BEGIN
    IF EXISTS (SELECT FROM tolerance_ballot ballot
                 JOIN tolerance_session session ON session.id = ballot.session_id
                WHERE ballot.id = NEW.ballot_id AND is_secret AND is_collective)
    THEN
        %(refuse)s;
    END IF;
    RETURN NEW;
END
"""

# Rows go in while the round is open, one for each ballot that is cast, and out when
# its voting has ended.
BOX = """
DECLARE
    session record;
BEGIN
    IF TG_OP IN ('UPDATE', 'TRUNCATE') THEN
        %(refuse)s;
    END IF;
    SELECT state, round, is_voting_over INTO session FROM tolerance_session
     WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.session_id ELSE OLD.session_id END;
    IF TG_OP = 'INSERT' THEN
        IF session.state = 'open' AND session.round = NEW.round
            AND (session.is_voting_over OR
                (SELECT count(*) FROM tolerance_ballot_box
                  WHERE session_id = NEW.session_id AND party_id = NEW.party_id
                    AND round = NEW.round)
              < (SELECT count(*) FROM tolerance_ballot
                  WHERE session_id = NEW.session_id AND party_id = NEW.party_id
                    AND round = NEW.round AND cast_on IS NOT NULL))
        THEN
            RETURN NEW;
        END IF;
    ELSIF session.state = 'open' AND session.is_voting_over
        AND session.round = OLD.round
    THEN
        RETURN OLD;
    END IF;
    %(refuse)s;
END
"""


def create_box(ballots):
    """Create the table, and the triggers that keep it and keep choices out of ballots.

    :param tolerance.ballot ballots: any recordset of it
    """
    env, cr = ballots.env, ballots.env.cr
    # Rows that are dealt anew do not stay on the disk: the vacuum comes at once.
    cr.execute(
        SQL(
            "CREATE TABLE IF NOT EXISTS %s (session_id integer NOT NULL,"
            " party_id integer NOT NULL, round integer NOT NULL, choice jsonb NOT NULL)"
            " WITH (autovacuum_vacuum_threshold = 0,"
            " autovacuum_vacuum_scale_factor = 0)",
            SQL.identifier(TABLE),
        )
    )
    create_function(env, "tolerance_choice_kept_out", BALLOT, refuse=CHOICE_KEPT_OUT)
    create_function(env, "tolerance_link_kept_out", LINK, refuse=CHOICE_KEPT_OUT)
    create_function(env, "tolerance_box_kept", BOX, refuse=BOX_KEPT)
    event = SQL("INSERT OR UPDATE")
    create_trigger(
        cr,
        ballots._table,
        "tolerance_choice_kept_out",
        event,
        "tolerance_choice_kept_out",
    )
    for name in ("situation_ids", "exclusion_ids"):
        create_trigger(
            cr,
            ballots._fields[name].relation,
            "tolerance_link_kept_out",
            event,
            "tolerance_link_kept_out",
        )
    create_trigger(
        cr,
        TABLE,
        "tolerance_box_kept",
        SQL("INSERT OR UPDATE OR DELETE"),
        "tolerance_box_kept",
    )
    create_trigger(
        cr,
        TABLE,
        "tolerance_box_not_truncated",
        SQL("TRUNCATE"),
        "tolerance_box_kept",
        level="STATEMENT",
    )


def put(cr, session_id, party_id, number, choice):
    """Put a choice into the box.

    :param cr: the cursor
    :param int number: of the round
    :param dict choice: plain values
    """
    cr.execute(
        SQL(
            "INSERT INTO %s VALUES (%s, %s, %s, %s)",
            SQL.identifier(TABLE),
            session_id,
            party_id,
            number,
            json.dumps(choice),
        ),
        # An error would write the choice into the log of the server.
        log_exceptions=False,
    )


def read(cr, session_id, number):
    """Return the choices of a round, in random order.

    :return: dicts, with ``party_id``
    :rtype: list[dict]
    """
    cr.execute(
        SQL(
            "SELECT party_id, choice FROM %s WHERE session_id = %s AND round = %s",
            SQL.identifier(TABLE),
            session_id,
            number,
        )
    )
    choices = [{"party_id": party, **choice} for party, choice in cr.fetchall()]
    SystemRandom().shuffle(choices)
    return choices


def deal_anew(cr, session_id, number):
    """Write the rows of a round again, in random order, texts apart from choices.

    :return: the digest of what lies in the box now
    :rtype: str
    """
    rows = []
    for choice in read(cr, session_id, number):
        party = choice.pop("party_id")
        texts = [(name, choice.pop(name, False)) for name in ("reasons", "question")]
        rows.append((party, choice))
        rows += [(party, {name: text}) for name, text in texts if text]
    SystemRandom().shuffle(rows)
    empty(cr, session_id, number)
    for party, choice in rows:
        put(cr, session_id, party, number, choice)
    return compute_digest(cr, session_id, number)


def compute_digest(cr, session_id, number):
    """Return the SHA-256 of the rows of a round, whatever their order.

    Each row is written as canonical JSON, of its party and its choice; the lines are
    sorted, and joined by line feeds.

    :rtype: str
    """
    lines = sorted(canonical(row) for row in read(cr, session_id, number))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def empty(cr, session_id, number):
    """Destroy the rows of a round, unread.

    :return: how many there were
    :rtype: int
    """
    cr.execute(
        SQL(
            "DELETE FROM %s WHERE session_id = %s AND round = %s",
            SQL.identifier(TABLE),
            session_id,
            number,
        )
    )
    return cr.rowcount
