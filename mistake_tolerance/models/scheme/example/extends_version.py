from odoo import api, fields, models

from ...base.single import check_single


class ToleranceSchemeVersion(models.Model):
    """Publishes a regulation only when its worked examples pass."""

    _inherit = "tolerance.scheme.version"

    example_ids = fields.One2many("tolerance.scheme.example", "version_id")
    failed_example_count = fields.Integer(
        "Examples That Fail", compute="_compute_failed_example_count"
    )

    @api.depends("example_ids.state")
    def _compute_failed_example_count(self):
        for version in self:
            version.failed_example_count = len(version._get_failed_examples())

    @api.depends("example_ids.state")
    @api.depends_context("lang")
    def _compute_publish_missing(self):
        return super()._compute_publish_missing()

    def action_run_examples(self):
        """Run the worked examples, and list what came of each.

        :return: the list
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Worked Examples"),
            "res_model": "tolerance.scheme.example",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("version_id", "=", self.id)],
            "context": {"default_version_id": self.id},
        }

    def _get_publish_refusal(self):
        return super()._get_publish_refusal() or self._get_example_refusal()

    def _get_failed_examples(self):
        # A form asks while it is filled in: what is stored is run.
        return self._origin.example_ids.filtered(lambda e: e.state == "failed")

    def _get_example_refusal(self):
        """Say which worked example fails, and why, or return None.

        :rtype: str | None
        """
        failed = self._get_failed_examples()
        if not failed:
            return None
        return self.env._(
            "Examples that fail: %(count)s, such as “%(example)s”. %(difference)s Mend "
            "the regulation or the example, and press Run Examples.",
            count=len(failed),
            example=failed[0].name,
            difference=failed[0].differences.splitlines()[0],
        )
