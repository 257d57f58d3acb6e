from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base import bounded
from ...base.field import written
from ...base.person import check_person
from ...base.single import check_single


class ToleranceSchemeFinding(models.TransientModel):
    """One finding of a completeness check, with a link and a place for a reason."""

    _name = "tolerance.scheme.finding"
    _description = "Finding of a Completeness Check"
    _order = "sequence, id"

    version_id = fields.Many2one(
        "tolerance.scheme.version", required=True, readonly=True, ondelete="cascade"
    )
    sequence = bounded.Integer(readonly=True, aggregator=None)
    check = fields.Selection(
        [
            ("unreachable", "Step That Cannot Be Reached"),
            ("untriggered", "Limit without a Start"),
            ("untested", "Situation without Test Parts"),
            ("outcome", "Case without an Outcome, or with Two"),
            ("dangling", "Reference to Nothing"),
            ("clash", "Against the Higher Regulation"),
            ("unguarded", "Area That Nothing Guards"),
            ("memberless", "Body That Cannot Act"),
            ("open", "Wording Not Known"),
            ("untranslated", "No Chinese Text"),
        ],
        string="Point Checked",
        required=True,
        readonly=True,
    )
    key = fields.Char(required=True, readonly=True)
    name = fields.Char("What Was Found", required=True, readonly=True)
    res_model = fields.Char("Record Type", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", required=True, readonly=True
    )
    reason = written.Char(
        "Why It Is Accepted",
        help="Such as: the source is silent about it. The reason stays with the "
        "version, with your name and the day.",
    )
    state = fields.Selection(
        [
            ("open", "To Resolve"),
            ("noted", "For Information"),
            ("accepted", "Accepted with a Reason"),
            ("resolved", "Resolved"),
        ],
        compute="_compute_state",
    )

    @api.depends("version_id.acceptance_ids.fingerprint")
    def _compute_state(self):
        check = self.env["tolerance.scheme.check"]
        new = self.filtered(lambda finding: not finding.version_id)
        new.state = False
        for version, records in (self - new).grouped("version_id").items():
            findings = check._get_findings(version)
            found = {finding.key: finding for finding in findings}
            left = {f.key for f in check._get_open_findings(version, findings)}
            for record in records:
                if record.key in left:
                    record.state = "open"
                elif record.key not in found:
                    record.state = "resolved"
                else:
                    hinders = found[record.key].hinders
                    record.state = "accepted" if hinders else "noted"

    @api.model
    def _list(self, version):
        """Check a version, and return the list of what is found.

        :param tolerance.scheme.version version: one version
        :return: the action that opens the list
        :rtype: dict
        """
        findings = self.env["tolerance.scheme.check"]._get_findings(version)
        records = self.create(
            [
                {
                    "version_id": version.id,
                    "check": found.check,
                    "key": found.key,
                    "name": found.sentence,
                    "res_model": found.record._name,
                    "res_id": found.record.id,
                    "sequence": number,
                }
                for number, found in enumerate(findings)
            ]
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Completeness"),
            "res_model": self._name,
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "mobile_view_mode": "kanban",
            "domain": [("id", "in", records.ids)],
            "help": self.env._("Nothing is missing and nothing contradicts itself."),
        }

    def action_open(self):
        """Open the record the finding is about."""
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    def action_accept(self):
        """Accept findings, each with its reason.

        :raises UserError: if a reason is missing
        """
        check_person(self.env)
        self.check_access("write")
        todo = self.filtered(lambda finding: finding.state == "open")
        if unreasoned := todo.filtered(lambda finding: not finding.reason):
            raise UserError(
                self.env._(
                    "Write why this is accepted, then accept it: %(finding)s",
                    finding=unreasoned[0].name,
                )
            )
        self.env["tolerance.scheme.acceptance"]._accept(todo)
        self.invalidate_recordset(["state"])
