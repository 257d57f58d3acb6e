from odoo import models
from odoo.exceptions import UserError

from ..deletion import ondelete
from ..wording import write_list


class ToleranceSubject(models.Model):
    """Effects bind whoever a record stands for: it may leave, but not vanish."""

    _inherit = "tolerance.subject"

    def _check_deletable(self):
        """Refuse to delete records of a person or unit that a matter is about.

        :raises UserError: without saying what it is
        """
        if not self:
            return
        known = {}
        for model, name in (
            ("tolerance.matter", "subject_ids"),
            ("tolerance.case.party", "subject_id"),
            ("tolerance.effect", "subject_id"),
            ("tolerance.follow.up", "subject_id"),
            ("tolerance.correction", "subject_id"),
            ("tolerance.application", "subject_id"),
        ):
            found = self.env[model].search([(name, "in", self.ids)])
            known.update(dict.fromkeys((found[name] & self).ids))
        if known:
            raise UserError(
                self.env._(
                    "%(names)s: other records rest on this. Archive it instead; "
                    "nothing is lost then.",
                    names=write_list(self.env, self.browse(known).mapped("name")),
                )
            )


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @ondelete
    def _unlink_except_in_a_matter(self):
        # Who is behind a record is read for the rule, not shown.
        self.sudo().tolerance_subject_id._check_deletable()


class HrDepartment(models.Model):
    _inherit = "hr.department"

    @ondelete
    def _unlink_except_in_a_matter(self):
        # The same of units.
        self.sudo().tolerance_subject_id._check_deletable()
