"""Records of Odoo that our code reaches by their external id or by their code."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..base.deletion import ondelete
from ..base.loading import is_loading
from ..base.wording import write_list
from ..decision.document.extends_res_company import SEQUENCES

MODULES = ("mistake_tolerance", "mistake_tolerance_reports")


class ToleranceNeeded(models.AbstractModel):
    """Forbids to change or delete records that the procedure needs.

    Example: without the activity type “forward the application”, nobody could submit an
    application, because submitting plans this task.
    """

    _name = "tolerance.needed"
    _description = "Needed by the Procedure"

    # Fields by which our code finds these records, besides the external id.
    _needed_fields = ()

    def write(self, vals):
        names = sorted(set(self._needed_fields) & vals.keys())
        # Modules set up their own records while they are loaded.
        if not names or is_loading(self.env):
            return super().write(vals)
        # sudo: the user may not read all that tells whether they are ours.
        changed_sudo = self.sudo()._filter_needed()
        changed_sudo = changed_sudo.filtered(
            lambda record: any(record._is_new(name, vals[name]) for name in names)
        )
        if changed_sudo:
            changed_sudo._refuse_as_needed()
        return super().write(vals)

    def _is_new(self, name, value):
        """Return whether ``value`` changes a field by which our code finds this.

        An archived record may be activated again.

        :param str name: the field
        :param value: as given to ``write``
        :rtype: bool
        """
        if name == "active" and value:
            return False
        now = self._fields[name].convert_to_write(self[name], self)
        return (value or False) != (now or False)

    @ondelete
    def _unlink_except_needed(self):
        # A later version of our addons may not need it.
        if is_loading(self.env):
            return
        # sudo: whether our code needs a record does not depend on the user.
        if needed_sudo := self.sudo()._filter_needed():
            needed_sudo._refuse_as_needed()

    @api.model
    def _get_our_ids(self, ids):
        """Return the ``ids`` of records that one of our addons has brought.

        :rtype: list
        """
        # sudo: every user may know which records an addon brings.
        rows_sudo = (
            self.env["ir.model.data"]
            .sudo()
            .search_fetch(
                [
                    ("module", "in", MODULES),
                    ("model", "=", self._name),
                    ("res_id", "in", ids),
                ],
                ["res_id"],
            )
        )
        return rows_sudo.mapped("res_id")

    def _filter_needed(self):
        """Return the records that our code needs.

        :rtype: recordset
        """
        return self & self.browse(self._get_our_ids(self.ids))

    def _refuse_as_needed(self):
        raise UserError(
            self.env._(
                "%(names)s: the tolerance procedure needs this, so it cannot be "
                "changed or deleted. You can rename it.",
                names=write_list(self.env, self.mapped("display_name")),
            )
        )


class MailActivityType(models.Model):
    _name = "mail.activity.type"
    _inherit = ["mail.activity.type", "tolerance.needed"]

    _needed_fields = ("active", "res_model")


class IrSequence(models.Model):
    _name = "ir.sequence"
    _inherit = ["ir.sequence", "tolerance.needed"]

    _needed_fields = ("active", "code", "company_id")

    def _filter_needed(self):
        """Add those from which the agencies draw the numbers of their documents."""
        drawing = Domain.OR(Domain(name, "in", self.ids) for name in SEQUENCES)
        # sudo: the user who changes a sequence may not read all companies.
        companies_sudo = self.env["res.company"].sudo().search(drawing)
        drawn = self.browse().union(*(companies_sudo[name] for name in SEQUENCES))
        return super()._filter_needed() | (self & drawn)

    @api.constrains("prefix", "suffix", "code")
    def _check_needed_pattern(self):
        """Refuse what no number can be made of, before somebody needs one."""
        # sudo: the pattern is read, also where the user may not read sequences.
        for sequence_sudo in self.sudo():
            # A sequence added under one of our codes is used as well.
            is_drawn = (sequence_sudo.code or "").startswith("tolerance.")
            if is_drawn or sequence_sudo._filter_needed():
                sequence_sudo._get_prefix_suffix()


class ResGroups(models.Model):
    _name = "res.groups"
    _inherit = ["res.groups", "tolerance.needed"]


class IrActionsReport(models.Model):
    _name = "ir.actions.report"
    _inherit = ["ir.actions.report", "tolerance.needed"]


class IrActionsActWindow(models.Model):
    _name = "ir.actions.act_window"
    _inherit = ["ir.actions.act_window", "tolerance.needed"]


class IrUiView(models.Model):
    _name = "ir.ui.view"
    _inherit = ["ir.ui.view", "tolerance.needed"]


class IrModelData(models.Model):
    """The external ids of what is needed, without which our code does not find it."""

    _name = "ir.model.data"
    _inherit = ["ir.model.data", "tolerance.needed"]

    _needed_fields = ("name", "module", "model", "res_id")

    def _filter_needed(self):
        needed = self.env.registry["tolerance.needed"]
        return self.filtered(
            lambda row: (
                row.module in MODULES
                and row.model in self.env
                and issubclass(self.env.registry[row.model], needed)
            )
        )
