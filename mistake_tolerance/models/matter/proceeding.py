from odoo import api, fields, models

from ..base.field import written


class ToleranceProceeding(models.Model):
    """The accountability proceeding that a tolerance case answers."""

    _name = "tolerance.proceeding"
    _description = "Accountability Proceeding"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.original",
        "tolerance.derived",
        "tolerance.paper.number",
        "tolerance.dated",
    ]
    _order = "started_on desc, id desc"
    _rec_name = "organ"
    _conflict_paths = ("matter_id.conflict_ids",)
    _paper_number = "reference"

    _past_days = ("started_on", "notified_on", "decision_sent_on", "closed_on")

    matter_id = fields.Many2one(
        "tolerance.matter", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="matter_id.company_id", store=True)
    organ = written.Char("Accountability Organ", required=True)
    trigger = fields.Selection(
        [
            ("proceeding_start", "Start of the Accountability Proceeding"),
            ("referral", "Referral by the Organ"),
            ("notice", "Notice of the Decision"),
        ],
        string="How It Reached Us",
        required=True,
        default="proceeding_start",
    )
    reference = fields.Char("File Number of the Organ")
    started_on = fields.Date(
        required=True,
        help="The day the accountability proceeding was started; the time limit "
        "for an application runs from here.",
    )
    notified_on = fields.Date(
        "Notice Received On",
        help="The day the person or unit was notified of what the organ decided. A "
        "time limit may run from here.",
    )
    proposed_handling = written.Text(help="What the organ intends to do.")
    decision_sent_on = fields.Date(
        help="The day our decision was sent to the organ.",
    )
    decision_sent_way = fields.Char("Sent By", help="Letter, courier, official system.")
    decision_sent_by = fields.Many2one(
        "res.users", readonly=True, compute="_compute_decision_sent_by", store=True
    )
    final_handling = written.Text(help="What the organ did in the end.")
    closed_on = fields.Date()

    @api.depends("decision_sent_on")
    def _compute_decision_sent_by(self):
        for proceeding in self:
            proceeding.decision_sent_by = proceeding.decision_sent_on and self.env.user

    def write(self, vals):
        result = super().write(vals)
        named = {
            "organ",
            "started_on",
            "notified_on",
            "decision_sent_on",
            "final_handling",
            "closed_on",
        }
        if names := sorted(named & vals.keys()):
            # Time limits run from these days.
            self._ledger_append(
                "proceeding.change",
                lambda proceeding: {
                    name: str(proceeding[name] or "") for name in names
                },
            )
        return result

    def _get_ledger_chain(self):
        return self.matter_id._get_ledger_chain()

    def _get_earliest_days(self):
        start = (self.started_on, self.env._("the start of the proceeding"))
        return dict.fromkeys(("notified_on", "decision_sent_on", "closed_on"), start)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "proceeding.change": self.env._("Accountability proceeding changed"),
        }
