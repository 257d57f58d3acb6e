from odoo import api, models


class ResUsers(models.Model):
    """Opens the right list from the activity menu for each of our models."""

    _inherit = "res.users"

    @api.model
    def _get_activity_groups(self):
        """Add to each group of ours where its tasks are done.

        :return: the groups of Odoo; ours with ``tolerance_places``, see
            :meth:`~.todo.ToleranceTaskMixin._get_my_todos`
        :rtype: list
        """
        groups = super()._get_activity_groups()
        for group in groups:
            Model = self.env[group["model"]]
            if hasattr(Model, "_get_my_todos"):
                group["tolerance_places"] = Model._get_my_todos()
                if name := Model._get_my_todo_name():
                    group["name"] = name
        return groups


class MailActivity(models.Model):
    """Opens a task from the list of all activities on the form where it is done."""

    _inherit = "mail.activity"

    def action_open_document(self):
        action = super().action_open_document()
        Model = self.env.get(self.res_model)
        if action.get("res_model") == self.res_model and hasattr(
            Model, "_get_todo_places"
        ):
            record = Model.browse(self.res_id)
            place = record._get_todo_places()[record]
            action.update(res_model=place._name, res_id=place.id)
        return action
