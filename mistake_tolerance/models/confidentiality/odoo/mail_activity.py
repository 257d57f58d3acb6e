from odoo import api, models
from odoo.exceptions import AccessError, ValidationError


class MailActivity(models.Model):
    """Activities on our records: who reads them, and who may end or change them.

    Two checks concern the assigned user. :meth:`_check_invitation` refuses everybody
    who has no part in the record yet, so that the refusal reveals nothing about one
    person; only the clerk in charge passes it. :meth:`_check_conflict` refuses, to
    everybody, a user with a conflict of interest. A record that such conflicts can hide
    is called *closable*, and *closed* to the users from whom it is hidden.

    Who may change or end an activity depends on how it came about:

    - nobody, if the procedure has planned it: it ends when the step is done;
    - the assigned user, if it is a notice of the procedure;
    - the planner and the assigned user, if it was planned by hand.
    """

    _name = "mail.activity"
    _inherit = ["tolerance.conflict.filter.mixin", "mail.activity"]

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_invitation(vals)
        activities = super().create(vals_list)
        if not self.env.su:
            # An activity that a user plans is never a task of the procedure.
            # sudo: the field is for the system alone.
            activities_sudo = activities.sudo()
            activities_sudo._filter_procedural().write({"automated": False})
        return activities

    def write(self, vals):
        if {"user_id", "res_model", "res_model_id", "res_id"} & vals.keys():
            for activity in self:
                self._check_invitation(
                    {
                        "user_id": activity.user_id.id,
                        "res_model_id": activity.res_model_id.id,
                        "res_id": activity.res_id,
                        **vals,
                    }
                )
        return super().write(vals)

    @api.model
    def _check_invitation(self, vals):
        """Refuse to assign somebody who has no part in the record yet.

        See ``tolerance.conflict``, which does the same for followers and mentions.

        :param dict vals: as for ``create``
        """
        if self.env.su or not vals.get("user_id"):
            return
        model_id = vals.get("res_model_id")
        # sudo: every user may know the name of a record type.
        name = vals.get("res_model") or (
            model_id and self.env["ir.model"].sudo().browse(model_id).model
        )
        if name in self.env and vals.get("res_id"):
            self.env["tolerance.conflict"]._check_invitation(
                self.env[name].browse(vals["res_id"]).exists(),
                self.env["res.users"].browse(vals["user_id"]).sudo().partner_id,
            )

    def _check_access(self, operation):
        result = self._forbid_closed(
            super()._check_access(operation),
            lambda activities: activities._make_access_error(operation),
        )
        if operation not in ("write", "unlink"):
            return result
        forbidden = self._get_locked_todo()
        if not forbidden:
            return result
        if result:
            return forbidden | result[0], result[1]
        # sudo: the user may not read the activity; only its kind is used.
        if forbidden.sudo()._filter_procedural():
            return forbidden, forbidden._make_procedural_error
        return forbidden, lambda: forbidden._make_access_error(operation)

    def _make_procedural_error(self):
        return AccessError(
            self.env._(
                "This task belongs to the procedure: it ends by itself once the step "
                "is done, and nobody changes, completes or removes it by hand. Open "
                "the record and use its buttons."
            )
        )

    def _get_locked_todo(self):
        """Return the activities on our records that the user may not change or end.

        Odoo lets the planner of an activity, and everybody who may write the record, do
        so. The task of the officer who answers a report was planned by the reporter:
        neither of the two may remove it while the report is not answered.

        :rtype: mail.activity
        """
        if self.env.su:
            return self.browse()
        # sudo: the activities may belong to records that the user cannot read.
        ours_sudo = self.sudo().filtered(
            lambda todo: (todo.res_model or "").startswith("tolerance.")
        )
        procedural_sudo = ours_sudo._filter_procedural()
        notice_sudo = procedural_sudo.filtered(
            lambda todo: todo.activity_type_id in todo._get_notice_types()
        )
        manual_sudo = ours_sudo - procedural_sudo
        user = self.env.user
        free_sudo = notice_sudo.filtered(lambda todo: todo.user_id == user)
        free_sudo |= manual_sudo.filtered(
            lambda todo: user in (todo.user_id, todo.create_uid)
        )
        return (ours_sudo - free_sudo).with_env(self.env)

    def _filter_procedural(self):
        """Return the tasks that the procedure has planned.

        :rtype: mail.activity
        """
        return self.filtered(
            lambda todo: (
                todo.automated
                and (todo.activity_type_id.res_model or "").startswith("tolerance.")
            )
        )

    @api.model
    def _get_notice_types(self):
        return self.env["tolerance.task.mixin"]._get_task_types(
            lambda task: task.is_notice
        )

    @api.constrains("user_id", "res_id", "res_model_id")
    def _check_conflict(self):
        """Refuse to assign a user who has a conflict of interest with the record.

        :raises ValidationError: for the first activity
        """
        Conflict = self.env["tolerance.conflict"]
        for name, activities in self.grouped("res_model").items():
            if not Conflict._is_closable(name):
                continue
            records = self.env[name].browse(activities.mapped("res_id")).exists()
            barred = Conflict._get_conflicted_by_record(records)
            for activity in activities:
                record = records.browse(activity.res_id)
                if activity.user_id in barred.get(record, ()):
                    raise ValidationError(
                        Conflict._get_choice_sentence(activity.user_id)
                    )
