from odoo import models

from ..base.task_mixin import Task
from .delegation import ROLES


class ToleranceTaskMixin(models.AbstractModel):
    """Plans each task of an absent user for the stand-in as well."""

    _inherit = "tolerance.task.mixin"

    def _plan_todo(self, name, users, deadline=None):
        deputies = self._get_deputies(name, users)
        return super()._plan_todo(name, users | deputies, deadline)

    def _get_deputies(self, name, users):
        """Return the users who stand in for one of the assigned users in this task.

        :param str name: as for ``_plan_todo``
        :param res.users users: whose turn it is
        :rtype: res.users
        """
        deputies = self.env["res.users"]
        task = self._get_tasks().get(name, Task())
        role = next((part for part in task.parts if part in dict(ROLES)), None)
        delegations = self.env["tolerance.delegation"]._get_running(
            role, principals=users
        )
        for delegation in delegations:
            deputy = deputies.browse(delegation.deputy_id)
            if delegation.company_id not in self.company_id.ids or deputy in users:
                continue
            # Users are not notified about records that are closed to them.
            theirs = self.with_user(deputy).with_context(
                allowed_company_ids=[delegation.company_id]
            )
            if theirs.has_access("read"):
                deputies |= deputy
        return deputies
