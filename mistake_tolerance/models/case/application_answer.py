from odoo import fields, models
from odoo.exceptions import UserError


class ToleranceApplication(models.Model):
    """The clerk's answer to an application, and what the applicant is told."""

    _inherit = "tolerance.application"

    answered_on = fields.Date("Acceptance Decided On", readonly=True, copy=False)
    answer_ground = fields.Selection(
        [
            ("excluded", "The rules exclude it"),
            ("out_of_scope", "Outside the scope of the rules"),
            ("not_this_matter", "Not the matter of an accountability proceeding"),
            ("late", "Filed late without sufficient reason"),
        ],
        "Ground for Not Accepting",
        readonly=True,
        copy=False,
    )
    answer_reason = fields.Text("Reasons of the Clerk", readonly=True, copy=False)
    served_on = fields.Date(readonly=True, copy=False)
    served_text = fields.Text("Decision as Served", readonly=True, copy=False)

    def _get_answer_refusal(self):
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("Only a clerk decides on acceptance.")
        if self.state != "filed":
            return self.env._(
                "%(number)s does not wait for acceptance.", number=self.display_name
            )
        # Who stands behind the subject is not readable by everybody.
        if self.env.user in self.user_id | self.subject_id.sudo()._get_users():
            return self.env._(
                "%(number)s is about yourself: another clerk has to decide on it.",
                number=self.name,
            )
        return False

    def action_answer(self):
        """Open the dialog in which the clerk accepts, returns or refuses."""
        self.ensure_one()
        self.check_access("read")
        self._check_verb("answer")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide on Acceptance"),
            "res_model": "tolerance.application.answer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_application_id": self.id},
        }

    def _do_answer(self, state, vals):
        """Write the clerk's answer and tell the applicant.

        :param str state: ``accepted``, ``returned`` or ``not_accepted``
        :param dict vals: grounds, reasons, decision on lateness
        """
        self.ensure_one()
        # The start is written first: it decides whether the application is late.
        self._write_verb(
            {
                **vals,
                "state": state,
                "answered_on": self.company_id._tolerance_today(),
            }
        )
        self._finish_todo("accept")
        if state == "returned":
            self._plan_todo("complete", self.user_id)
        if state == "not_accepted":
            self._do_serve(self._get_refusal_text(), state=state)
        else:
            self._tell()

    def _do_accept(self, matter, dialog, vals):
        """Take the application into the case of its matter.

        :param tolerance.matter matter: what it is about; one matter, one case
        :param dialog: the clerk's answer, for the proceeding
        :param dict vals: as for ``_do_answer``
        :return: action that opens the case
        :rtype: dict
        """
        self.ensure_one()
        # No case is made by hand: it comes of an application and has its steps.
        case = matter.case_ids or self.env["tolerance.case"].sudo().create(
            {
                "matter_id": matter.id,
                "proceeding_id": dialog.proceeding_id.id,
                "version_id": self.version_id.id,
                "company_id": self.company_id.id,
            }
        ).sudo(False)
        self._check_joining(case)
        matter.subject_ids |= self.subject_id
        party = case.party_ids.filtered(lambda p: p.subject_id == self.subject_id)
        if party:
            party._write_verb({"application_id": self.id})
        else:
            self.env["tolerance.case.party"]._create_verb(
                [
                    {
                        "case_id": case.id,
                        "subject_id": self.subject_id.id,
                        "application_id": self.id,
                    }
                ]
            )
        self._do_answer("accepted", vals)
        case._on_accepted(self)
        self._log("case.accept", {"case": case.name, **self._get_answer()}, chain=case)
        return {
            "type": "ir.actions.act_window",
            "res_model": "tolerance.case",
            "res_id": case.id,
            "view_mode": "form",
        }

    def _check_joining(self, case):
        """Refuse a second application of one party, and one that comes too late."""
        party = case.party_ids.filtered(lambda p: p.subject_id == self.subject_id)
        if party.application_id:
            raise UserError(
                self.env._(
                    "%(subject)s has applied in %(number)s already: do not accept this "
                    "one, or return it.",
                    subject=self.subject_id.name,
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

    def _get_answer(self):
        """Return the clerk's answer as plain values, for the ledger.

        :rtype: dict
        """
        return {
            "started_on": fields.Date.to_string(self.confirmed_started_on) or "",
            "due_on": fields.Date.to_string(self.due_on) or "",
            "late": self.is_late,
            "late_decision": self.late_decision or "",
            "late_decision_reason": self.late_decision_reason or "",
            "ground": self.answer_ground or "",
            "reason": self.answer_reason or "",
        }

    def _get_refusal_text(self):
        """Say in full sentences why an application was not accepted."""
        labels = dict(self._fields["answer_ground"]._description_selection(self.env))
        parts = [
            self.env._(
                "The application was not accepted: %(ground)s.",
                ground=labels.get(self.answer_ground, ""),
            )
        ]
        if self.late_decision:
            late = dict(self._fields["late_decision"]._description_selection(self.env))
            parts.append(
                self.env._(
                    "%(decision)s: %(reason)s",
                    decision=late[self.late_decision],
                    reason=self.late_decision_reason,
                )
            )
        if self.answer_reason:
            parts.append(self.answer_reason)
        return "\n".join(parts)

    def _do_serve(self, text, state="served", day=None):
        """Hand the applicant a decision; what is served stays as it was read."""
        for application in self:
            application._write_verb(
                {
                    "state": state,
                    "served_on": day or application.company_id._tolerance_today(),
                    "served_text": text,
                }
            )
        self._tell()

    def _tell(self):
        """Tell the applicant to look: mails carry the number, never the content."""
        for application in self:
            # Staff who serve a decision need not be followers of this thread.
            application.sudo().message_post(
                body=self.env._(
                    "There is an answer to application %(number)s. Open it to read it.",
                    number=application.name,
                ),
                author_id=self.env.user.partner_id.id,
                partner_ids=application.user_id.partner_id.ids,
                subtype_xmlid="mail.mt_comment",
            )
