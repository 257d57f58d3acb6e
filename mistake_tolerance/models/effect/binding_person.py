"""What the database itself holds about who is whom."""

from odoo import models
from odoo.tools import SQL

from ..trigger import create_deferred_trigger, create_trigger
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
        """Let the database tell what protects somebody who may be the same person."""
        super().init()
        self.env.cr.execute(binding_person_sql.TWIN)


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def init(self):
        """Keep employee records with the person they stand for."""
        super().init()
        keep_record(self)


class HrDepartment(models.Model):
    _inherit = "hr.department"

    def init(self):
        """Keep departments with the unit they stand for."""
        super().init()
        keep_record(self)


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
