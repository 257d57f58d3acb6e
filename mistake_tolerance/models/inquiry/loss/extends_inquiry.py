from odoo import api, fields, models

LOSS_FIELDS = ("loss_amount", "is_loss_known")


class ToleranceInquiry(models.Model):
    """The team enters the loss it found, which is a fact of the matter.

    A step of the regulation can depend on the loss: the inquiry closes only once it
    is established then, or the case would stand still.
    """

    _inherit = "tolerance.inquiry"

    currency_id = fields.Many2one(related="company_id.currency_id")
    loss_amount = fields.Monetary(
        "Loss", compute="_compute_loss", inverse="_inverse_loss"
    )
    is_loss_known = fields.Boolean(
        "Loss Established",
        compute="_compute_loss",
        inverse="_inverse_loss",
        help="Tick it once the amount is established; also where there is no loss.",
    )
    following_step = fields.Char("Next Step", compute="_compute_following_step")

    @api.depends("case_id.matter_id.loss_amount", "case_id.matter_id.is_loss_known")
    def _compute_loss(self):
        for inquiry in self:
            for name in LOSS_FIELDS:
                inquiry[name] = inquiry.case_id.matter_id[name]

    def _inverse_loss(self):
        for inquiry in self:
            inquiry._check_work()
            # sudo: inquirers do not write matters; the loss they found is theirs.
            matter_sudo = inquiry.case_id.matter_id.sudo()
            matter_sudo.write({name: inquiry[name] for name in LOSS_FIELDS})

    @api.depends("case_id.step_ids.state", "case_id.step_ids.plan_state")
    @api.depends_context("lang")
    def _compute_following_step(self):
        for inquiry in self:
            case = inquiry.case_id
            inquiry.following_step = case._get_name_after("inquiry") if case else False

    @api.depends("is_loss_known", "case_id.step_ids.plan_state")
    def _compute_next_action(self):
        return super()._compute_next_action()

    def _get_lacks(self):
        lacks = super()._get_lacks()
        # sudo: the rule reads facts of all parties, of which it tells nothing.
        case_sudo = self.case_id.sudo()
        if self.is_loss_known or not case_sudo:
            return lacks
        steps = case_sudo._get_steps_unsure_by("loss")
        if not steps:
            return lacks
        sentence = self.env._(
            "Under Assessment, enter “%(amount)s” and tick “%(known)s”: whether "
            "“%(step)s” has to be taken depends on it.",
            amount=self._fields["loss_amount"]._description_string(self.env),
            known=self._fields["is_loss_known"]._description_string(self.env),
            step=steps[:1].name,
        )
        # The report comes last, as the work does.
        place = len(lacks) - any(name == "report" for _sentence, name in lacks)
        return [*lacks[:place], (sentence, "is_loss_known"), *lacks[place:]]
