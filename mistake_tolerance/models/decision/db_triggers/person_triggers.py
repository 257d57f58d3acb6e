"""Creates the triggers that keep records linked to the right person."""

from odoo import models
from odoo.tools import SQL

from ...base.db_trigger import (
    create_deferred_trigger,
    create_function,
    create_trigger,
)
from ...case.concern import get_concern_sql
from ..effects_in_force import PROTECTED_SUBJECTS, get_duplicate_sql, get_in_force_sql
from . import person_functions as texts


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def init(self):
        """Keep the predecessors through whom a decision reaches somebody."""
        super().init()
        create_function(
            self.env,
            "tolerance_predecessor_kept",
            texts.PREDECESSOR,
            protected_subjects=PROTECTED_SUBJECTS,
            refuse=texts.LED_AWAY,
        )
        keep(
            self.env,
            self._fields["predecessor_ids"].relation,
            "tolerance_predecessor_kept",
        )
        create_function(
            self.env,
            "tolerance_person_descended",
            texts.DESCENDED,
            refuse=texts.NOT_ANSWERED,
        )
        create_deferred_trigger(
            self.env.cr,
            self._fields["predecessor_ids"].relation,
            "tolerance_person_descended",
            SQL("INSERT OR UPDATE"),
            "tolerance_person_descended",
        )


class ToleranceSubjectLineage(models.Model):
    _inherit = "tolerance.subject.lineage"

    def init(self):
        """Keep the rows by which the guard finds whom an effect protects."""
        super().init()
        create_function(
            self.env,
            "tolerance_lineage_kept",
            texts.LINEAGE,
            in_force=get_in_force_sql(),
            refuse=texts.LED_AWAY,
        )
        keep(self.env, self._table, "tolerance_lineage_kept")


class TolerancePersonMatch(models.Model):
    _inherit = "tolerance.person.match"

    def init(self):
        """Create the triggers on whom a matter concerns and on possible duplicates."""
        super().init()
        create_function(
            self.env,
            "tolerance_concerned",
            texts.CONCERNED,
            "subject integer, matter integer",
            "boolean STABLE",
            concerned=get_concern_sql(SQL("subject"), SQL("matter")),
        )
        create_function(
            self.env,
            "tolerance_duplicate_effects",
            texts.DUPLICATE,
            "person integer, area integer, matter integer",
            "TABLE (name varchar, decided_on date) STABLE",
            possible_duplicates=get_duplicate_sql(
                SQL("person"), SQL("area"), SQL("matter")
            ),
        )


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def init(self):
        """Keep employee records linked to their person."""
        super().init()
        keep_record(self)
        match_record(self, "person")


class HrDepartment(models.Model):
    _inherit = "hr.department"

    def init(self):
        """Keep departments with the unit they stand for."""
        super().init()
        keep_record(self)
        match_record(self, "unit")


def keep(env, table, function):
    """Make a function check changed and deleted rows, and refuse TRUNCATE."""
    create_deferred_trigger(env.cr, table, function, SQL("UPDATE OR DELETE"), function)
    create_function(
        env, "tolerance_person_emptied", texts.EMPTIED, refuse=texts.LED_AWAY
    )
    create_trigger(
        env.cr,
        table,
        f"{function}_truncate",
        SQL("TRUNCATE"),
        "tolerance_person_emptied",
        level="STATEMENT",
    )


def keep_record(model):
    """Create the triggers that check whom records stand for and their deletion.

    :param model: of records with a ``tolerance_subject_id``
    """
    create_function(
        model.env,
        "tolerance_left",
        texts.LEFT,
        "was integer, becomes integer",
        "boolean STABLE",
        protected_subjects=PROTECTED_SUBJECTS,
    )
    create_function(
        model.env, "tolerance_person_kept", texts.RECORD, refuse=texts.LED_AWAY
    )
    # A record without a person before has left none.
    create_deferred_trigger(
        model.env.cr,
        model._table,
        "tolerance_person_kept",
        SQL("UPDATE OF tolerance_subject_id OR DELETE"),
        "tolerance_person_kept",
        when=SQL("OLD.tolerance_subject_id IS NOT NULL"),
    )


def match_record(model, kind):
    """Make the database check changed links to a subject; new rows always pass.

    :param model: of records with a ``tolerance_subject_id``
    :param str kind: the kind of subject that they link to
    """
    create_function(
        model.env,
        "tolerance_person_matched",
        texts.MATCHED,
        refuse=texts.NOT_ANSWERED,
        refuse_kind=texts.OTHER_KIND,
    )
    create_deferred_trigger(
        model.env.cr,
        model._table,
        "tolerance_person_matched",
        SQL("UPDATE OF tolerance_subject_id"),
        "tolerance_person_matched",
        kind,
        when=SQL("NEW.tolerance_subject_id IS NOT NULL"),
    )
