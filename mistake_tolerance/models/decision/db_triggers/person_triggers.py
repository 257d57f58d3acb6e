"""Creates the triggers that keep decisions linked to the persons they are about.

An effect protects a subject. An employee or department record leads to its subject, and
the lineage leads from there to predecessors. If one of these links were changed by SQL
or by another program, the person would silently lose the protection.
``person_functions`` holds the SQL.
"""

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
        """Refuse to remove a predecessor through whom a decision protects somebody."""
        super().init()
        create_function(
            self.env,
            "tolerance_predecessor_kept",
            texts.PREDECESSOR,
            protected_subjects=PROTECTED_SUBJECTS,
            refuse=texts.PROTECTION_LOST,
        )
        forbid_removal(
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
        """Refuse to delete lineage rows through which a decision protects somebody."""
        super().init()
        create_function(
            self.env,
            "tolerance_lineage_kept",
            texts.LINEAGE,
            in_force=get_in_force_sql(),
            refuse=texts.PROTECTION_LOST,
        )
        forbid_removal(self.env, self._table, "tolerance_lineage_kept")


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
        """Refuse to link an employee record away from a protected person."""
        super().init()
        forbid_relinking(self)
        check_link(self, "person")


class HrDepartment(models.Model):
    _inherit = "hr.department"

    def init(self):
        """Refuse to link a department away from a protected unit."""
        super().init()
        forbid_relinking(self)
        check_link(self, "unit")


def forbid_removal(env, table, function):
    """Make a function check changed and deleted rows, and refuse TRUNCATE.

    :param env: the environment
    :param str table: name of the table
    :param str function: name of the function, which refuses
    """
    create_deferred_trigger(env.cr, table, function, SQL("UPDATE OR DELETE"), function)
    create_function(
        env, "tolerance_person_emptied", texts.EMPTIED, refuse=texts.PROTECTION_LOST
    )
    create_trigger(
        env.cr,
        table,
        f"{function}_truncate",
        SQL("TRUNCATE"),
        "tolerance_person_emptied",
        level="STATEMENT",
    )


def forbid_relinking(model):
    """Refuse to change or delete a link if a protection would be lost by it.

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
        model.env, "tolerance_person_kept", texts.RECORD, refuse=texts.PROTECTION_LOST
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


def check_link(model, kind):
    """Refuse to link a record to another subject unless HR or an equal number says so.

    New rows always pass.

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
