from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..application.extends_matter import NEAR
from ..base.field import written
from ..base.wording import write_list
from ..base.write_permit import is_unlocked
from .effects_in_force import get_in_force_domain


class ToleranceMatter(models.Model):
    """Finds duplicate matters, which would evade the decision on the first one."""

    _inherit = "tolerance.matter"

    different_reason = written.Text(
        "Why It Is Another Matter",
        copy=False,
        help="What sets it apart from a matter of the same person or unit that is "
        "protected or under examination. The person concerned reads this.",
    )
    similar_note = fields.Char("May Be the Same", compute="_compute_similar_note")

    @api.depends("subject_ids", "occurred_on", "department_id", "case_ids")
    @api.depends_context("uid")
    def _compute_similar_note(self):
        for matter in self:
            matter.similar_note = matter._name_visible(matter._get_similar())

    def _name_visible(self, others):
        """Return the names of other matters; one closed to the reader is not named.

        :param tolerance.matter others: with all rights
        :rtype: str
        """
        visible = others.with_user(self.env.user)._filtered_access("read")
        return write_list(self.env, visible.mapped("name"))

    @api.model_create_multi
    def create(self, vals_list):
        is_asked = not is_unlocked(self)
        matters = super().create(vals_list)
        if is_asked:
            matters._check_similar(is_new=True)
        return matters

    def write(self, vals):
        if "different_reason" in vals and self.filtered("different_reason"):
            raise AccessError(
                self.env._("Why it is another matter stays as it was written.")
            )
        # Actions that join a party to a matter check for duplicates themselves.
        is_asked = not is_unlocked(self)
        result = super().write(vals)
        if is_asked and {"subject_ids", "occurred_on", "department_id"} & vals.keys():
            self._check_similar(is_new="subject_ids" in vals)
        return result

    def _check_similar(self, is_new=False):
        """Ask for the difference from what is protected or examined already.

        :param bool is_new: whether somebody has just been entered in it
        :raises UserError: if it may be the same and nothing says why it is not
        """
        for matter in self:
            others = matter._get_similar(is_new)
            if not others:
                continue
            if not matter.different_reason:
                raise UserError(
                    self.env._(
                        "The same person or unit already has a protected matter, or "
                        "one of that time under examination: %(numbers)s. Use it, or "
                        "write why this is another matter.",
                        numbers=matter._name_visible(others)
                        or self.env._("ask the clerk"),
                    )
                )
            matter._ledger_append(
                "matter.distinguish",
                {"others": others.mapped("name"), "reason": matter.different_reason},
            )

    def _get_similar(self, is_new=False):
        """Return other matters of the same subjects that may be this one.

        Returned are matters of the same time that are under examination; and, when
        this one is entered, protected matters of any day, because the user types the
        day of a new matter freely. The parties of this matter's own case are left out:
        that case examines the matter for them.

        :param bool is_new: whether somebody has just been entered in it
        :rtype: tolerance.matter
        """
        self.ensure_one()
        # sudo: the reader may not be able to see what is protected.
        matter_sudo = self.sudo()
        subjects = matter_sudo.subject_ids._origin
        subjects -= matter_sudo.case_ids.party_ids.subject_id
        day = matter_sudo.occurred_on
        if not subjects or not day:
            return matter_sudo.browse()
        ancestors = subjects._get_ancestors()
        near = matter_sudo.search(
            [
                ("id", "not in", matter_sudo._origin.ids),
                ("subject_ids", "in", ancestors.ids),
                ("occurred_on", ">=", day - NEAR),
                ("occurred_on", "<=", day + NEAR),
            ]
        ).filtered(
            lambda other: (
                other.occurred_on == day
                or (
                    matter_sudo.department_id
                    and other.department_id == matter_sudo.department_id
                )
            )
        )
        entered_at = not is_new and matter_sudo._origin.create_date
        effects_sudo = matter_sudo.env["tolerance.effect"].search(
            get_in_force_domain()
            & Domain("matter_id", "not in", matter_sudo._origin.ids)
            & (
                Domain("matter_id", "in", near.ids)
                | Domain("form", "!=", "hold")
                & Domain("subject_id", "in", ancestors.ids)
                & (
                    Domain("create_date", "<", entered_at)
                    if entered_at
                    else Domain.TRUE
                )
            )
        )
        return near.filtered("is_open") | effects_sudo.matter_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "matter.distinguish": self.env._("Matter stated to be another one"),
        }


class ToleranceApplicationAnswer(models.TransientModel):
    """Asks what sets a second matter of one event apart, and keeps the answer."""

    _inherit = "tolerance.application.answer"

    def _prepare_matter_vals(self):
        vals = super()._prepare_matter_vals()
        if not self.is_distinct:
            vals["different_reason"] = self.different_reason
        return vals

    def _make_matter(self):
        # Computed before creation, because afterwards the new matter would be found
        # too.
        Matter = self.env["tolerance.matter"]
        others, _further = Matter._find_for_application(self.application_id)
        matter = super()._make_matter()
        if others:
            # sudo: the ledger names matters that the clerk may not read.
            matter._ledger_append(
                "matter.distinguish",
                {
                    "others": others.sudo().mapped("name"),
                    "reason": matter.different_reason,
                },
            )
        return matter
