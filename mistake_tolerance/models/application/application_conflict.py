from odoo import api, fields, models
from odoo.fields import Domain


class ToleranceApplication(models.Model):
    """Users in conflict with an application take no part in it, with or without a case.

    The applicant's own page and the endorsement of the unit's head, who is the
    superior by design, rest on other rules than those of staff.
    """

    _inherit = "tolerance.application"
    _conflict_field = "application_id"

    conflict_ids = fields.One2many(
        "tolerance.conflict",
        "application_id",
        string="Conflicts of Interest",
        groups="mistake_tolerance.group_clerk",
    )

    @api.model_create_multi
    def create(self, vals_list):
        applications = super().create(vals_list)
        applications._watch_conflicts()
        return applications

    def write(self, vals):
        result = super().write(vals)
        if {"state", "subject_id", "user_id", "unit_head_id"} & vals.keys():
            self._watch_conflicts()
        return result

    def _watch_conflicts(self):
        """Find conflicts once it is submitted, before anybody is told."""
        # Conflicts are kept by the system.
        submitted_sudo = self.sudo().filtered(lambda a: a.state != "draft")
        submitted_sudo.env["tolerance.conflict"]._refresh(submitted_sudo)

    def _get_conflicts(self, users):
        """Return the users who may not decide on the acceptance, with the reason.

        :param res.users users: the users to check
        :return: ``{user id: sentence}``, only for those who may not
        :rtype: dict
        """
        self.ensure_one()
        sentences = self.subject_id._get_distances(self.user_id, users)
        # sudo: the check needs the rows; the reader does not see them.
        return self.sudo().conflict_ids._add_sentences(sentences, users)

    def _filter_unsuitable(self, part, user):
        found = super()._filter_unsuitable(part, user)
        subjects = self.with_user(user)._get_unsuitable_subjects()
        return found | self.filtered(
            lambda a: a.user_id == user or a.subject_id.id in subjects.ids
        )

    @api.model
    def _get_subject_domain(self, subjects):
        """Return a domain of the applications about one of these subjects.

        :rtype: Domain
        """
        submitted = Domain("state", "!=", "draft")
        return submitted & Domain("subject_id", "in", subjects.ids)

    # What conflicts with it are found from.

    def _get_conflict_case(self):
        return self.env["tolerance.case"]

    def _get_conflict_start(self):
        return (
            self.occurred_on
            or self.proceeding_started_on
            or self.company_id._tolerance_today()
        )

    def _get_subjects(self):
        return self.subject_id

    def _get_applications(self):
        return self

    def _get_protected_sources(self):
        """Return who reported something about the same person that is still open."""
        return self.env["tolerance.protected.source"].search(
            [
                ("case_id.party_ids.subject_id", "in", self.subject_id.ids),
                ("case_id.matter_id.is_open", "=", True),
            ]
        )


class ToleranceConflict(models.Model):
    """An application has conflicts of its own from the day it is submitted.

    It may wait long for its case.
    """

    _inherit = "tolerance.conflict"

    application_id = fields.Many2one(
        "tolerance.application",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )

    _application_uniq = models.UniqueIndex(
        "(application_id, user_id, reason) WHERE application_id IS NOT NULL"
    )
    _one_affair = models.Constraint(
        "CHECK (num_nonnulls(matter_id, application_id) = 1)",
        "A conflict is with a matter or with an application.",
    )

    def _get_subjects(self):
        return super()._get_subjects() | self.application_id.subject_id
