"""Lets a new case and a new conflict with its matter find each other.

A case closes itself to those in conflict with its matter, so the conflict names the
case. Of two that are made at the same moment, neither transaction sees the other. Both
raise the counter of the matter: PostgreSQL lets the one that is late start again, and
then it sees the first.
"""

from odoo.tools import SQL

from ..base.db_trigger import create_function, create_trigger

NAME = "tolerance_matter_met"


def meet_at_matter(model, when=None):
    """Let the database raise the counter of the matter of each new row.

    :param model: whose rows
    :param SQL when: a condition on the row
    """
    create_function(
        model.env,
        NAME,
        """
        BEGIN
            UPDATE tolerance_matter SET guard_touch = guard_touch + 1
             WHERE id = NEW.matter_id;
            RETURN NEW;
        END
        """,
    )
    create_trigger(model.env.cr, model._table, NAME, SQL("INSERT"), NAME, when=when)
