from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ...base.field import written
from ...base.single import check_single
from ...base.write_permit import unlocked


class ToleranceApplicationAnswer(models.TransientModel):
    """The clerk's dialog: accept, return or refuse an application."""

    _name = "tolerance.application.answer"
    _description = "Decide on Acceptance"
    _inherit = ["tolerance.dated"]

    _past_days = ("started_on",)

    application_id = fields.Many2one(
        "tolerance.application", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="application_id.company_id")
    decision = fields.Selection(
        [
            ("accept", "Accept"),
            ("return", "Return for Completion"),
            ("refuse", "Do Not Accept"),
        ],
        required=True,
    )
    matter_id = fields.Many2one(
        "tolerance.matter",
        check_company=True,
        domain="[('company_id', '=', company_id)]",
        help="The matter it belongs to, if it is known already; its case is joined.",
    )
    title = fields.Char("Title of the New Matter")
    proceeding_id = fields.Many2one(
        "tolerance.proceeding", domain="[('matter_id', '=', matter_id)]"
    )
    organ = written.Char(
        "Accountability Organ",
        compute="_compute_organ",
        store=True,
        readonly=False,
        precompute=True,
    )
    started_on = fields.Date(
        "Proceeding Started On",
        compute="_compute_started_on",
        store=True,
        readonly=False,
        precompute=True,
        help="As found in the file of the proceeding; decides whether it is late.",
    )
    due_on = fields.Date("Apply Until", compute="_compute_due_on")
    due_provisional = fields.Boolean(compute="_compute_due_on")
    answer_due_on = fields.Date(related="application_id.answer_due_on")
    answer_due_provisional = fields.Boolean(
        related="application_id.answer_due_provisional"
    )
    is_late = fields.Boolean(compute="_compute_due_on")
    late_reason = fields.Text(related="application_id.late_reason")
    late_decision = fields.Selection(
        [("accept", "Late Submission Accepted"), ("refuse", "Late Submission Refused")],
        "Decision on Late Submission",
    )
    late_decision_reason = written.Text("Reasons of the Decision on Late Submission")
    ground = fields.Selection(
        lambda self: (
            self.env["tolerance.application"]._fields["answer_ground"].selection
        ),
        "Ground for Not Accepting",
    )
    reason = written.Text("Reasons", help="The applicant reads these words.")

    exclusion_statement = fields.Text(
        related="application_id.exclusion_statement",
        string="Applicant's Statement on Exclusions",
    )
    selectable_exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion", compute="_compute_selectable_exclusion_ids"
    )
    exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion",
        string="Signs of an Exclusion",
        domain="[('id', 'in', selectable_exclusion_ids)]",
        help="Tick what the file shows signs of. The inquiry then answers whether it "
        "is so; the tick alone decides nothing.",
    )

    body_faults = fields.Text(
        "Where the Case Would Stop", compute="_compute_body_faults", compute_sudo=True
    )

    @api.depends("application_id", "version_id")
    def _compute_body_faults(self):
        """Say which bodies of the procedure nobody could act for."""
        for answer in self:
            answer.body_faults = "\n".join(
                answer.version_id._get_body_faults(answer.application_id.department_id)
            )

    @api.depends("application_id", "version_id")
    def _compute_selectable_exclusion_ids(self):
        """Put the exclusions of the rules to the clerk, higher ones included."""
        for answer in self:
            answer.selectable_exclusion_ids = answer.application_id._get_exclusions(
                answer.version_id
            )

    @api.constrains("exclusion_ids")
    def _check_exclusion_ids(self):
        for answer in self:
            if answer.exclusion_ids - answer.selectable_exclusion_ids:
                raise ValidationError(
                    self.env._("Choose from the exclusions of the rules that apply.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        answers = super().create(vals_list)
        answers._check_readable()
        return answers

    def write(self, vals):
        result = super().write(vals)
        self._check_readable()
        return result

    def _check_readable(self):
        """Refuse what the clerk could not choose: its name would be shown."""
        for records in (self.application_id, self.matter_id, self.proceeding_id):
            records.check_access("read")

    @api.depends("proceeding_id", "application_id")
    def _compute_organ(self):
        for answer in self:
            answer.organ = answer.proceeding_id.organ or answer.application_id.organ

    @api.depends("proceeding_id", "application_id")
    def _compute_started_on(self):
        for answer in self:
            answer.started_on = (
                answer.proceeding_id.started_on
                or answer.application_id.proceeding_started_on
            )

    @api.depends("started_on", "application_id")
    def _compute_due_on(self):
        for answer in self:
            application = answer.application_id
            due, answer.due_provisional = application._get_due(answer.started_on)
            answer.due_on = due
            answer.is_late = bool(
                answer.due_on and application.submitted_on > answer.due_on
            )

    def action_confirm(self):
        """Carry out the clerk's decision and open what it led to."""
        check_single(self)
        application = self.application_id
        application.check_access("write")
        application._check_transition("answer")
        refusal = self._get_refusal()
        if refusal:
            raise UserError(refusal)
        vals = {
            "answer_ground": self.ground if self.decision == "refuse" else False,
            "answer_reason": self.reason,
        }
        if self.decision != "return":
            vals["confirmed_started_on"] = self.started_on
        if self.is_late and self.decision != "return":
            vals["late_decision"] = self.late_decision
            vals["late_decision_reason"] = self.late_decision_reason
        if self.decision == "accept":
            if self.has_other_rules:
                vals["governing_version_id"] = self.version_id.id
                vals["governing_reason"] = self.governing_reason
            return self._do_accept(vals)
        state = "returned" if self.decision == "return" else "not_accepted"
        application._do_answer(state, vals)
        application._ledger_append(f"application.{state}", application._get_answer())
        return {"type": "ir.actions.act_window_close"}

    def _get_refusal(self):
        """Return what is missing from the clerk's decision, or False."""
        if self.decision != "accept" and not self.reason:
            return self.env._("Give the reasons: the applicant has a right to them.")
        if self.decision == "return":
            return False
        if self.is_late and not (self.late_decision and self.late_decision_reason):
            return self.env._(
                "It was submitted late. Decide on the late submission and give the "
                "reasons."
            )
        if self.decision == "refuse":
            return not self.ground and self.env._("Choose the ground.")
        if self.is_late and self.late_decision == "refuse":
            return self.env._(
                "The late submission is refused: choose Do Not Accept, or accept it."
            )
        if not (self.organ and self.started_on):
            return self.env._("Name the organ and the start of its proceeding.")
        return self._get_rules_refusal() or self._get_matter_refusal()

    def _get_matter(self):
        """Return the matter chosen, or register the new one.

        :rtype: tolerance.matter
        """
        is_known = self.matter_choice == "known"
        matter = self.matter_id if is_known else self._make_matter()
        if self.proceeding_id.matter_id != matter:
            self.proceeding_id = self.env["tolerance.proceeding"].create(
                {
                    "matter_id": matter.id,
                    "organ": self.organ,
                    "started_on": self.started_on,
                    "notified_on": self.application_id.notified_on,
                }
            )
        return matter

    def _do_accept(self, vals):
        """Bring the application into the case of its matter, or open that case.

        :param dict vals: as for ``_do_answer``
        :return: action that opens the case
        :rtype: dict
        """
        self.ensure_one()
        application, matter = self.application_id, self._get_matter()
        # Users cannot create cases directly; an accepted application creates its case.
        case = matter.case_ids or self._create_case(matter)
        self._check_joining(case)
        subject = application.subject_id
        party = case.party_ids.filtered(lambda p: p.subject_id == subject)
        joining = {
            "application_id": application.id,
            "suspected_exclusion_ids": [Command.set(self.exclusion_ids.ids)],
        }
        if party:
            party._write_unlocked(joining)
        else:
            self.env["tolerance.case.party"]._create_unlocked(
                [{"case_id": case.id, "subject_id": subject.id, **joining}]
            )
        # Each party is examined in their own right, so the matter concerns them too.
        unlocked(matter).subject_ids |= subject
        application._do_answer("accepted", vals)
        case._on_accepted(application)
        application._ledger_append(
            "case.accept",
            {
                "case": case.name,
                "suspected_exclusion_ids": self.exclusion_ids.ids,
                **application._get_answer(),
            },
            chain=case,
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "tolerance.case",
            "res_id": case.id,
            "view_mode": "form",
        }

    def _create_case(self, matter):
        """Open the case of a matter, with the current user in charge.

        :param tolerance.matter matter: what it is about
        :rtype: tolerance.case
        """
        version = self.version_id
        higher = version._get_higher_versions(
            matter.occurred_on, self.application_id.submitted_on
        )
        # sudo: no user may create a case; it follows from the acceptance.
        case_sudo = (
            self.env["tolerance.case"]
            .sudo()
            ._create_unlocked(
                [
                    {
                        "matter_id": matter.id,
                        "proceeding_id": self.proceeding_id.id,
                        "version_id": version.id,
                        "higher_versions": higher.ids,
                        "company_id": self.application_id.company_id.id,
                    }
                ]
            )
        )
        return case_sudo.sudo(False)

    def _check_joining(self, case):
        """Refuse a second application of one party, and one that comes too late."""
        subject = self.application_id.subject_id
        party = case.party_ids.filtered(lambda p: p.subject_id == subject)
        if party.application_id:
            raise UserError(
                self.env._(
                    "%(subject)s has applied in %(number)s already: do not accept this "
                    "one, or return it.",
                    subject=subject.name,
                    number=case.name,
                )
            )
        if not case._takes_parties():
            raise UserError(
                self.env._(
                    "%(number)s is before the deciding body and takes no further "
                    "party.",
                    number=case.name,
                )
            )
