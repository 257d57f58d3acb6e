from odoo import models
from odoo.exceptions import UserError

from ..base.single import check_single
from ..base.task_mixin import Task
from .delegation import ROLES


class ToleranceDelegation(models.Model):
    """Tasks of absent persons."""

    _inherit = "tolerance.delegation"

    def action_view_waiting(self):
        """Show the tasks of absent persons that the stand-in may do.

        :return: the action
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        if self.deputy_id != self.env.user or self.phase != "running":
            raise UserError(
                self.env._("Only the stand-in can see this, while the delegation runs.")
            )
        kinds = self.env["tolerance.task.mixin"]._get_task_types(
            lambda task: self.role in task.parts
        )
        views = [
            (self.env.ref(f"mail.mail_activity_view_{name}_open_target").id, kind)
            for name, kind in (("tree", "list"), ("kanban", "kanban"))
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Waiting for %(user)s", user=self.principal_id.name),
            "res_model": "mail.activity",
            "views": views,
            "domain": [
                ("user_id", "=", self.principal_id.id),
                ("activity_type_id", "in", kinds.ids),
            ],
            "context": {"create": False},
        }


class ToleranceTaskMixin(models.AbstractModel):
    """Plans a task of an absent person for the stand-in too."""

    _inherit = "tolerance.task.mixin"

    def _plan_todo(self, name, users, deadline=None):
        deputies = self._get_deputies(name, users)
        return super()._plan_todo(name, users | deputies, deadline)

    def _get_deputies(self, name, users):
        """Return who stands in for one of the users in this task.

        :param str name: as for ``_plan_todo``
        :param res.users users: whose turn it is
        :rtype: res.users
        """
        deputies = self.env["res.users"]
        task = self._get_tasks().get(name, Task())
        role = next((part for part in task.parts if part in dict(ROLES)), None)
        loans = self.env["tolerance.delegation"]._get_running(role, principals=users)
        for loan in loans:
            deputy = deputies.browse(loan.deputy_id)
            if loan.company_id not in self.company_id.ids or deputy in users:
                continue
            # Users are not notified about records that are closed to them.
            theirs = self.with_user(deputy).with_context(
                allowed_company_ids=[loan.company_id]
            )
            if theirs.has_access("read"):
                deputies |= deputy
        return deputies
