from odoo import api, models

from ...base.wording import write_list


class ToleranceSchemeProvision(models.AbstractModel):
    """How an entry of a scheme is shown to those who review it."""

    _inherit = "tolerance.scheme.provision"

    # The fields that say what the system does with it, for those who review it.
    _review_fields = ()

    @api.model
    def _get_part_label(self):
        """Return the kind of the entry in words, such as situation or step.

        :rtype: str
        """
        return self.env["ir.model"]._get(self._name).name

    def _get_review_lines(self):
        """Say what the system does with the entry: label and value of what is set.

        :return: pairs; the value is empty where the label says it all
        :rtype: list
        """
        self.ensure_one()
        lines = []
        for name in self._review_fields:
            field, value = self._fields[name], self[name]
            label = field._description_string(self.env)
            if field.type == "selection" and value:
                value = dict(field._description_selection(self.env))[value]
            elif field.relational and value:
                value = write_list(self.env, value.mapped("display_name"))
            elif field.type == "boolean" and value:
                value = ""
            elif not value and (field.type != "integer" or value is False):
                continue
            lines.append((label, str(value)))
        return lines
