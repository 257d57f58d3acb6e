"""The log of refused records: who tried to hold what against whom, and by which way."""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.http import request

from ...base import bounded
from ...base.wording import write_name

KEY = "tolerance.blocked.attempt"


class ToleranceBlockedAttempt(models.Model):
    """An attempt to hold something against a protected person, and who made it.

    Plain values only: the row is written after the attempt has been rolled
    back, when the records it speaks of may never have existed.
    """

    _name = "tolerance.blocked.attempt"
    _description = "Refused Negative Record"
    _inherit = ["tolerance.grounded.mixin"]
    _order = "id desc"
    _rec_name = "record_type"

    moment = fields.Datetime(required=True, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_name = fields.Char("Attempted By", readonly=True)
    user_login = fields.Char("Login", readonly=True)
    record_type = fields.Char("Technical Name of the Type", readonly=True)
    record_type_name = fields.Char("Record Type", compute="_compute_record_type_name")
    subject_name = fields.Char("Person or Unit", readonly=True)
    # The record rules use it. It is empty if the subject was rolled back too.
    subject_id = fields.Many2one(
        "tolerance.subject", readonly=True, ondelete="set null"
    )
    outcome = fields.Selection(
        [
            ("covered", "Covered by a Decision"),
            ("held", "On Hold until Decided"),
            ("above_cap", "More than May Count"),
            ("ground_needed", "Matter Not Named"),
            ("unanswered", "Perhaps a Protected Person"),
        ],
        readonly=True,
    )
    decision = fields.Char("Decision Number", readonly=True)
    amount = bounded.Float("Points", readonly=True)
    guard_name = fields.Char("Guard", readonly=True)
    area_id = fields.Many2one(
        "tolerance.area", "Effect Area", readonly=True, ondelete="set null"
    )
    matter_number = fields.Char(
        "Matter Named",
        readonly=True,
        help="The matter that the refused record names; empty if it names none.",
    )
    protected_matter = fields.Char(
        "Matter Protected",
        readonly=True,
        help="The matter of the decision or examination that covers the record.",
    )
    on_date = fields.Date("Date of the Record", readonly=True)
    # Auditors may not read what personnel records say.
    place_name = fields.Char(
        "To Stand On",
        readonly=True,
        groups="mistake_tolerance.group_hr_officer",
        help="The appraisal, promotion or commendation that the record was for.",
    )
    reason = fields.Text(
        "Reason Given",
        readonly=True,
        groups="mistake_tolerance.group_hr_officer",
        help="What the refused record gave as its reason.",
    )
    channel = fields.Selection(
        [
            ("screen", "Screen"),
            ("import", "File Import"),
            ("program", "Another Program"),
            ("server", "Scheduled Action or Server"),
        ],
        readonly=True,
    )
    res_model = fields.Char(readonly=True, export_string_translation=False)
    res_id = fields.Many2oneReference(
        model_field="res_model", readonly=True, export_string_translation=False
    )
    record_ref = fields.Reference(
        selection="_get_record_models",
        string="Record",
        compute="_compute_record_ref",
        help="The record itself if it exists, or the one it was to stand on.",
    )

    def _get_protecting_effects(self):
        """Return the effects that refused it, as far as the user may read them.

        :rtype: tolerance.effect
        """
        effects = self.env["tolerance.effect"]
        if not self.subject_id or not effects.has_access("read"):
            return effects
        effects = effects.search(
            [("subject_id", "=", self.subject_id.id), ("area_id", "=", self.area_id.id)]
        )
        # sudo: the number of the decision stands in the attempt already.
        return effects.filtered(
            lambda e: e.sudo().determination_id.name == self.decision
        )

    def _get_grounds(self):
        grounds = super()._get_grounds()
        for effect in self._get_protecting_effects():
            grounds += effect._get_grounds()
        return grounds

    def _get_found_answers(self):
        answers = super()._get_found_answers()
        for effect in self._get_protecting_effects():
            answers += effect._get_found_answers()
        return answers

    def _get_remarks(self):
        """Return the reason of the refusal, as the list words it."""
        outcomes = dict(self._fields["outcome"]._description_selection(self.env))
        said = [
            outcomes.get(self.outcome),
            self.decision,
            self.protected_matter,
            self.area_id.name,
        ]
        return [*super()._get_remarks(), write_name(self.env, said)]

    @api.depends("record_type")
    @api.depends_context("lang")
    def _compute_record_type_name(self):
        for attempt in self:
            # sudo: users may not read the list of models; only the label is used.
            model_sudo = self.env["ir.model"]._get(attempt.record_type)
            attempt.record_type_name = model_sudo.name or attempt.record_type

    @api.model
    def _get_record_models(self):
        # sudo: users may not read the list of models; only the labels are used.
        # pylint: disable-next=no-search-all
        models_sudo = self.env["ir.model"].sudo().search([])
        return [(model.model, model.name) for model in models_sudo]

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_record_ref(self):
        """Open the record, only for users who may read it."""
        for attempt in self:
            attempt.record_ref = False
            if attempt.res_model not in self.env or not attempt.res_id:
                continue
            record = self.env[attempt.res_model].browse(attempt.res_id).exists()
            if record.has_access("read") and record._filtered_access("read"):
                attempt.record_ref = f"{record._name},{record.id}"

    @api.model
    def _create_events(self, events):
        """Write attempts down; what was made with the record may be gone again.

        :param list events: values; under ``places`` the pairs of model and id that
            the attempt can lead to, the best first
        """
        named = {event["subject_id"] for event in events}
        known = set(self.env["tolerance.subject"].browse(named).exists().ids)
        vals_list = []
        for event in events:
            vals = {name: event[name] for name in event if name != "places"}
            if vals["subject_id"] not in known:
                vals["subject_id"] = False
            for model, res_id in event.get("places", ()):
                if self.env[model].browse(res_id).exists():
                    vals |= {"res_model": model, "res_id": res_id}
                    break
            vals_list.append(vals)
        return self.create(vals_list)

    @api.model
    def _get_channel(self):
        """Return by which way the record came, a key of ``channel``.

        :rtype: str
        """
        if self.env.context.get("import_file"):
            return "import"
        if not request:
            return "server"
        path = request.httprequest.path
        return "screen" if path.startswith("/web/") else "program"

    @api.model
    def _note(self, events):
        """Write attempts once the transaction is over, whichever way it ends.

        An import swallows the error and commits, a form rolls back; and a
        second connection now could wait for our own locks.
        """
        cr = self.env.cr
        store = cr.postrollback.data.get(KEY)
        if store is None:
            store = cr.postrollback.data[KEY] = {}
            registry = self.env.registry

            def write_down():
                values = list(store.values())
                store.clear()
                if values:
                    with registry.cursor() as own_cr:
                        env = api.Environment(own_cr, SUPERUSER_ID, {})
                        env[self._name]._create_events(values)

            cr.postrollback.add(write_down)
            cr.postcommit.add(write_down)
        for event in events:
            # The ORM may try a row several times; one attempt is kept.
            apart = ("moment", "places")
            key = tuple(event[name] for name in event if name not in apart)
            store.setdefault(key, event)
