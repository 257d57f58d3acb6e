"""What the database itself holds about who is whom."""

from odoo import models
from odoo.tools import SQL

from ...base.db_trigger import create_deferred_trigger, create_trigger
from . import binding_person_sql


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def init(self):
        """Keep the predecessors through whom a decision reaches somebody."""
        super().init()
        self.env.cr.execute(binding_person_sql.PREDECESSOR)
        keep(
            self.env.cr,
            self._fields["predecessor_ids"].relation,
            "tolerance_predecessor_kept",
        )
        self.env.cr.execute(binding_person_sql.DESCENDED)
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
        self.env.cr.execute(binding_person_sql.LINEAGE)
        keep(self.env.cr, self._table, "tolerance_lineage_kept")


class TolerancePersonMatch(models.Model):
    _inherit = "tolerance.person.match"

    def init(self):
        """Let the database tell whom a matter concerns, and what protects a twin."""
        super().init()
        self.env.cr.execute(binding_person_sql.CONCERNED)
        self.env.cr.execute(binding_person_sql.TWIN)


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def init(self):
        """Keep employee records with the person they stand for."""
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


def keep(cr, table, function):
    """Let a function check rows that change or go, and refuse to empty the table."""
    create_deferred_trigger(cr, table, function, SQL("UPDATE OR DELETE"), function)
    cr.execute(binding_person_sql.EMPTIED)
    create_trigger(
        cr,
        table,
        f"{function}_truncate",
        SQL("TRUNCATE"),
        "tolerance_person_emptied",
        level="STATEMENT",
    )


def keep_record(model):
    """Let the database check whom records stand for, and whether they go.

    :param model: of records with a ``tolerance_subject_id``
    """
    cr = model.env.cr
    for function in (binding_person_sql.LEFT, binding_person_sql.RECORD):
        cr.execute(function)
    # A record that gets its person for the first time leaves nobody.
    create_deferred_trigger(
        cr,
        model._table,
        "tolerance_person_kept",
        SQL("UPDATE OF tolerance_subject_id OR DELETE"),
        "tolerance_person_kept",
        when=SQL("OLD.tolerance_subject_id IS NOT NULL"),
    )


def match_record(model, kind):
    """Let the database check whom records newly stand for; it refuses no new row.

    :param model: of records with a ``tolerance_subject_id``
    :param str kind: of whom they stand for
    """
    cr = model.env.cr
    cr.execute(binding_person_sql.MATCHED)
    create_deferred_trigger(
        cr,
        model._table,
        "tolerance_person_matched",
        SQL("UPDATE OF tolerance_subject_id"),
        "tolerance_person_matched",
        kind,
        when=SQL("NEW.tolerance_subject_id IS NOT NULL"),
    )
