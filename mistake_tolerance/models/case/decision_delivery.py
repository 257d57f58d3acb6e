from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..base.field import written
from ..base.person import get_person_refusal


class ToleranceDecisionDelivery(models.Model):
    """The delivery of a decision in writing, with an explanation; never changed.

    Regulations, labels and the ledger call the delivery a service.
    """

    _name = "tolerance.decision.delivery"
    # The ledger keeps the name under which its entries were hashed.
    _ledger_name = "tolerance.service"
    _description = "Service of a Decision"
    _inherit = ["tolerance.ledger.mixin", "tolerance.workflow.mixin", "tolerance.dated"]
    _order = "served_on desc, id desc"
    _rec_name = "receiver"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"explanation", "text"})

    _past_days = ("served_on",)

    _workflow_fields = frozenset({"text"})

    selectable_party_ids = fields.Many2many(
        "tolerance.case.party",
        compute="_compute_selectable_party_ids",
        export_string_translation=False,
    )
    party_id = fields.Many2one(
        "tolerance.case.party",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('id', 'in', selectable_party_ids)]",
    )
    case_id = fields.Many2one(related="party_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="party_id.company_id", store=True)
    served_on = fields.Date(
        required=True, default=lambda self: self.env.company._tolerance_today()
    )
    way = fields.Selection(
        [
            ("in_person", "In Person"),
            ("post", "By Post"),
            ("unit", "Through the Unit"),
            ("electronic", "By Official System"),
        ],
        "How It Was Served",
        required=True,
    )
    receiver = written.Char("Received By", required=True)
    signature = fields.Selection(
        [("signed", "Signed"), ("refused", "Refused to Sign")],
        required=True,
    )
    witness = written.Char(
        "Witness of the Service",
        help="Who saw that it was handed over but not signed.",
    )
    explanation = written.Text(
        "Explanation Given",
        required=True,
        help="What was explained and what was asked and answered.",
    )
    text = fields.Text("Decision as Served", readonly=True)

    _witness_required = models.Constraint(
        "CHECK(signature = 'signed' OR (witness IS NOT NULL AND witness <> ''))",
        "Name the witness of the refusal to sign.",
    )

    @api.depends_context("default_case_id", "uid")
    def _compute_selectable_party_ids(self):
        """Offer the parties of the case that the form was opened from.

        A form opened from the list offers those of every case with a decision to
        serve.
        """
        domain = Domain("case_id.state", "=", "decided")
        if case_id := self.env.context.get("default_case_id"):
            domain &= Domain("case_id", "=", case_id)
        self.selectable_party_ids = self.env["tolerance.case.party"].search(domain)

    @api.model
    def default_get(self, fields):
        """Fill in the party, if only one of the case is left to serve."""
        values = super().default_get(fields)
        case_id = self.env.context.get("default_case_id")
        if "party_id" in fields and not values.get("party_id") and case_id:
            parties = self.env["tolerance.case.party"].search(
                [("case_id", "=", case_id)]
            )
            unserved = parties.filtered(lambda party: not party.is_served)
            if len(unserved) == 1:
                values["party_id"] = unserved.id
        return values

    @api.model_create_multi
    def create(self, vals_list):
        deliveries = super().create(vals_list)
        # A service stays as it was entered: it never falls into another case.
        case_id = self.env.context.get("default_case_id")
        if case_id and set(deliveries.case_id.ids) != {case_id}:
            raise UserError(self.env._("Choose a party of this case."))
        for delivery in deliveries:
            delivery._do_serve()
        for case in deliveries.case_id:
            case._on_served()
        return deliveries

    def write(self, vals):
        if vals.keys() - self._get_workflow_fields():
            raise UserError(
                self.env._(
                    "The service of a decision stays as it was entered; enter a "
                    "further one."
                )
            )
        return super().write(vals)

    def _do_serve(self):
        """Freeze the text of the decision and enter the service in the ledger.

        :raises UserError: if the user is nobody who is logged in, if there is no
            decision to serve, or if an earlier step is not done
        """
        self.ensure_one()
        case = self.case_id
        refusal = get_person_refusal(self.env)
        if not refusal and case.state != "decided":
            refusal = self.env._(
                "%(number)s: a decision is served after it is confirmed, and before "
                "the case is filed.",
                number=case.name,
            )
        # Decisions are served in the step of the kind “feedback”.
        refusal = refusal or case._get_order_refusal("feedback")
        if refusal:
            raise UserError(refusal)
        # The text is in the language of the applicant, who reads it.
        lang = self.party_id._get_applicants()[:1].lang or self.env.lang
        text = case.with_context(lang=lang)._get_served_text(
            self.party_id.with_context(lang=lang)
        )
        # sudo: the clerk may create it, but has no right to write it.
        self.sudo()._write_unlocked({"text": text})
        self._ledger_append(
            "case.serve",
            {
                "subject_id": self.party_id.subject_id.id,
                "served_on": fields.Date.to_string(self.served_on),
                "way": self.way,
                "receiver": self.receiver,
                "signature": self.signature,
                "witness": self.witness or "",
                "text": text,
            },
        )

    def _get_earliest_days(self):
        # sudo: the clerk may not be able to read the decision; its day is no secret.
        decided_on = self.case_id.sudo()._get_decided_day()
        return {"served_on": (decided_on, self.env._("the decision"))}

    def _get_ledger_chain(self):
        return self.case_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "case.serve": self.env._("Decision served"),
        }
