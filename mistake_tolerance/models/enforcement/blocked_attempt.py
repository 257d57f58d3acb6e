from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.http import request

from ..base import bounded
from ..base.wording import write_day

KEY = "tolerance.blocked.attempt"


class ToleranceBlockedAttempt(models.Model):
    """An attempt to hold something against a protected person, and who made it.

    Plain values only: the row is written after the attempt has been rolled
    back, when the records it speaks of may never have existed.
    """

    _name = "tolerance.blocked.attempt"
    _description = "Refused Negative Record"
    _order = "id desc"
    _rec_name = "record_type"

    moment = fields.Datetime(required=True, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_name = fields.Char("Attempted By", readonly=True)
    user_login = fields.Char("Login", readonly=True)
    record_type = fields.Char("Technical Name of the Type", readonly=True)
    record_type_name = fields.Char("Record Type", compute="_compute_record_type_name")
    subject_name = fields.Char("Person or Unit", readonly=True)
    # For the rules of those who read it: empty if the subject was rolled back too.
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
    # Auditors have no sight of what personnel records say.
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

    @api.depends("record_type")
    @api.depends_context("lang")
    def _compute_record_type_name(self):
        for attempt in self:
            # The name of a record type is no secret; the model list is kept closed.
            model_sudo = self.env["ir.model"]._get(attempt.record_type)
            attempt.record_type_name = model_sudo.name or attempt.record_type

    @api.model
    def _get_record_models(self):
        # The names of record types are no secret; the model list is kept closed.
        # pylint: disable-next=no-search-all
        models_sudo = self.env["ir.model"].sudo().search([])
        return [(model.model, model.name) for model in models_sudo]

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_record_ref(self):
        """Lead to the record those alone who may read it."""
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


class ToleranceEnforcement(models.AbstractModel):
    _inherit = "tolerance.enforcement"

    @api.model
    def _refuse(self, spec, rows, verdicts):
        """Refuse records; everything written with them is rolled back.

        :param Spec spec: their guard
        :param dict rows: ``{row id: Met}``
        :param dict verdicts: ``{row id: Verdict}`` of the refused ones
        :raises UserError: always
        """
        effect_ids = {verdict.effect_id for verdict in verdicts.values()} - {None}
        # The message says to each reader only what they may know.
        effects_sudo = self.env["tolerance.effect"].sudo().browse(effect_ids)
        visible = (
            self.env["tolerance.effect"].browse(effect_ids)._filtered_access("read")
        )
        subjects_sudo = (
            self.env["tolerance.subject"]
            .sudo()
            .browse({rows[row_id].subject_id for row_id in verdicts})
        )
        names = {subject.id: subject.name for subject in subjects_sudo}
        effects = {effect.id: effect for effect in effects_sudo}
        guard_sudo = self.env["tolerance.guard"].sudo().browse(spec.guard_id)
        takes_marks = guard_sudo.accepts_marks
        sentences = []
        events = []
        for row_id, verdict in sorted(verdicts.items()):
            row = rows[row_id]
            effect = effects.get(verdict.effect_id, effects_sudo.browse())
            outcome = verdict.outcome
            if outcome == "ground_needed" and row.form == "other":
                outcome = "matter_others"
            elif outcome == "ground_needed" and row.is_strange:
                outcome = "matter_strange"
            elif outcome == "ground_needed" and takes_marks:
                outcome = "mark_needed"
            sentences.append(
                self._get_blocked_sentence(
                    outcome, names[row.subject_id], effect, effect in visible
                )
            )
            record_sudo = self.env[spec.model].sudo().browse(row_id)
            matters_sudo = effects_sudo.env["tolerance.matter"]
            # One that does not concern the person is named all the same.
            named_sudo = matters_sudo
            if spec.matter:
                named_sudo = record_sudo.mapped(".".join(spec.matter))
            protected_sudo = matters_sudo.browse(row.effect_matter_id or ())
            reason, parent = self._describe_attempt(record_sudo)
            events.append(
                {
                    "guard_name": guard_sudo.name,
                    "area_id": row.area_id,
                    "matter_number": named_sudo.name or False,
                    "protected_matter": protected_sudo.name or False,
                    "place_name": parent.display_name if parent else False,
                    "on_date": row.on_date,
                    "reason": reason,
                    "channel": self._get_channel(),
                    "places": tuple(
                        (place._name, place.id) for place in (record_sudo, *parent)
                    ),
                    "moment": fields.Datetime.now(),
                    "company_id": self.env.company.id,
                    "user_name": self.env.user.sudo().name,
                    "user_login": self.env.user.sudo().login,
                    "record_type": spec.model,
                    "subject_name": names[row.subject_id],
                    "subject_id": row.subject_id,
                    "outcome": verdict.outcome,
                    # A hold is no decision.
                    "decision": effect.form != "hold" and effect.name,
                    "amount": row.amount,
                }
            )
        self._note_blocked_attempts(events)
        # Whoever swallows the error and commits meets the judge again, in words, and
        # whoever takes the judge away meets the database.
        self._judge_again_at_commit(spec, list(verdicts))
        self._forbid_commit(spec, verdicts)
        raise UserError("\n".join(dict.fromkeys(sentences)))

    @api.model
    def _describe_attempt(self, record):
        """Say what a refused record gives as its reason, and what it stands on.

        :param record: with all rights
        :return: the reason, and the record above it; a later room knows both
        :rtype: tuple
        """
        return False, record.browse()

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
    def _get_blocked_sentence(self, outcome, subject, effect, is_visible):
        values = {
            "subject": subject,
            "number": effect.name,
            "date": write_day(self.env, effect.decided_on),
            "cap": effect.cap_points,
        }
        if outcome == "ground_needed":
            return self.env._(
                "%(subject)s is protected or under examination in this area. Name the "
                "matter that this record is about; if it is about none, make a "
                "declaration of another ground first.",
                **values,
            )
        if outcome == "matter_strange":
            return self.env._(
                "%(subject)s is protected or under examination in this area, and the "
                "matter named does not concern them. Name the one that this record is "
                "about, or have the person or unit entered in it; if it is about "
                "none, make a declaration of another ground first.",
                **values,
            )
        if outcome == "matter_others":
            return self.env._(
                "The matter named does not concern %(subject)s, and a decision or an "
                "examination protects somebody else in it. Name the one that this "
                "record is about, or have the person or unit entered in it; if it is "
                "about none, make a declaration of another ground first.",
                **values,
            )
        if outcome == "mark_needed":
            return self.env._(
                "%(subject)s is protected or under examination in this area. Enter "
                "each ground of this result as a negative mark that stands on this "
                "record first; the result can be saved then.",
                **values,
            )
        if outcome == "unanswered":
            return self.env._(
                "%(subject)s may be a person whom a decision protects in this matter. "
                "An HR officer must first say, under Records of One Person, whether "
                "it is one person.",
                **values,
            )
        if outcome == "held":
            return self.env._(
                "%(subject)s: the matter is being examined. Wait for the decision.",
                **values,
            )
        if not is_visible:
            return self.env._(
                "%(subject)s: this record cannot be kept. Ask the HR officer in charge "
                "of error tolerance.",
                **values,
            )
        if outcome == "above_cap":
            return self.env._(
                "%(subject)s: under decision %(number)s of %(date)s this matter may "
                "cost %(cap)s points at most, all records together. Lower the "
                "points, or take the record out.",
                **values,
            )
        return self.env._(
            "%(subject)s: decision %(number)s of %(date)s protects against holding "
            "this matter against them. Take the record out.",
            **values,
        )

    @api.model
    def _note_blocked_attempts(self, events):
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
                        env["tolerance.blocked.attempt"]._create_events(values)

            cr.postrollback.add(write_down)
            cr.postcommit.add(write_down)
        for event in events:
            # The same row is judged anew each time the ORM tries it.
            apart = ("moment", "places")
            key = tuple(event[name] for name in event if name not in apart)
            store.setdefault(key, event)

    @api.model
    def _judge_again_at_commit(self, spec, row_ids):
        env = self.env

        def judge_again():
            enforcement = env["tolerance.enforcement"]
            met = enforcement._find_met(spec, row_ids, people=row_ids)
            if met:
                enforcement._execute_verdicts(spec, met, set(row_ids))

        env.cr.precommit.add(judge_again)
