from odoo import fields, models


class ToleranceSelfCheckFinding(models.Model):
    """One thing that a self-check found: a fault, or a change since the run before."""

    _name = "tolerance.self.check.finding"
    _description = "Finding of a Self-Check"
    _order = "is_new desc, is_fault desc, kind, id"

    check_id = fields.Many2one(
        "tolerance.self.check",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    kind = fields.Selection(
        [
            ("trigger", "Trigger of the Database"),
            ("function", "Function of the Database"),
            ("guard", "Guard"),
            ("job", "Scheduled Action"),
            ("ledger", "Ledger"),
            ("decision", "Decisions in Force"),
            ("worklist", "Worklist of HR"),
            ("role", "Role of a User"),
            ("right", "Access Right"),
            ("rule", "Record Rule"),
            ("action", "Server Action"),
            ("automation", "Automation"),
            ("default", "Default Value"),
            ("sequence", "Numbering"),
            ("computed_field", "Computed Field"),
            ("zone", "Time Zone of a Company"),
            ("audit_rule", "Audit Rule"),
        ],
        required=True,
        readonly=True,
    )
    what = fields.Selection(
        [
            ("missing", "Is Missing"),
            ("off", "Is Switched Off"),
            ("changed", "Was Changed"),
            ("added", "Was Added"),
            ("removed", "Was Removed"),
            ("late", "Has Not Run in Time"),
            ("fails", "Fails"),
            ("broken", "Does Not Work"),
            ("unproved", "The Ledger Has No Act for It"),
        ],
        string="What Happened",
        required=True,
        readonly=True,
    )
    name = fields.Char("Concerns", required=True, readonly=True)
    is_fault = fields.Boolean("Fault", readonly=True)
    is_new = fields.Boolean("New", readonly=True)
