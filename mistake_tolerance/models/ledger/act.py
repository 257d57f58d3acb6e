from odoo import api, fields, models


class ToleranceLedgerEntry(models.Model):
    """The names people read for the codes an entry states.

    Names may change with the language and the years, codes are hashed; a code
    without a name is shown as it is.
    """

    _inherit = "tolerance.ledger.entry"

    act = fields.Char(compute="_compute_act", search="_search_act")
    record_type = fields.Char(compute="_compute_record_type")

    @api.depends("verb")
    @api.depends_context("lang")
    def _compute_act(self):
        names = self._get_act_names()
        for entry in self:
            entry.act = names.get(entry.verb, entry.verb)

    def _search_act(self, operator, value):
        if operator not in ("ilike", "like", "in"):
            return NotImplemented
        words = [value] if isinstance(value, str) else value
        verbs = [
            verb
            for verb, name in self._get_act_names().items()
            if any(str(word).lower() in f"{verb} {name}".lower() for word in words)
        ]
        return [("verb", "in", verbs)]

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_record_type(self):
        for entry in self:
            # The name of a record type is no secret; the model list is kept closed.
            model_sudo = self.env["ir.model"]._get(entry.res_model)
            entry.record_type = model_sudo.name or entry.res_model

    @api.model
    def _get_act_names(self):
        """Return the name of each code in the reader's language.

        :rtype: dict
        """
        _ = self.env._
        return {
            "application.submit": _("Application submitted"),
            "application.file": _("Application filed by the unit"),
            "application.returned": _("Application returned for completion"),
            "application.complete": _("Application completed"),
            "application.not_accepted": _("Application not accepted"),
            "case.accept": _("Case accepted"),
            "case.start_inquiry": _("Inquiry started"),
            "case.decided": _("Case decided"),
            "case.serve": _("Decision served"),
            "case.file": _("Case filed"),
            "inquiry.appoint": _("Inquirer appointed"),
            "inquiry.stated": _("No interest declared"),
            "inquiry.withdrawn": _("Inquirer withdrawn"),
            "inquiry.close": _("Inquiry closed"),
            "evidence.enter": _("Evidence entered"),
            "step.done": _("Step done"),
            "step.pause": _("Time limit paused"),
            "step.resume": _("Time limit resumed"),
            "step.breach": _("Time limit missed"),
            "session.open": _("Session opened"),
            "session.close": _("Session closed"),
            "ballot.cast": _("Ballot cast"),
            "determination.confirm": _("Determination confirmed"),
            "determination.revoke": _("Determination revoked"),
            "declaration.create": _("Ground of a negative record declared"),
            "appraisal.confirm": _("Appraisal confirmed"),
            "appraisal.reopen": _("Appraisal reopened"),
            "promotion.propose": _("Promotion proposed"),
            "promotion.approve": _("Promotion approved"),
            "promotion.reject": _("Promotion rejected"),
            "promotion.reconsider": _("Promotion reconsidered"),
            "commendation.nominate": _("Nomination for commendation"),
            "commendation.grant": _("Commendation granted"),
            "commendation.drop": _("Nomination dropped"),
            "commendation.reconsider": _("Nomination reconsidered"),
            "correction.open": _("Correction opened"),
            "correction.plan": _("Correction planned"),
            "correction.replan": _("Correction planned anew"),
            "correction.report": _("Correction reported"),
            "correction.verify": _("Correction verified"),
            "correction.send_back": _("Correction sent back"),
            "correction.overdue": _("Correction overdue"),
            "follow_up.start": _("Follow-up started"),
            "follow_up.plan": _("Follow-up planned"),
            "follow_up.change_helper": _("Helper of a follow-up changed"),
            "follow_up.complete": _("Follow-up completed"),
            "follow_up.end": _("Follow-up ended"),
            "scheme.publish": _("Scheme version published"),
            "scheme.withdraw": _("Scheme version withdrawn"),
            "scheme.new_draft": _("Next scheme version drafted"),
            "body.create": _("Body set up"),
            "body.change": _("Body changed"),
            "body.member.add": _("Member added to a body"),
            "body.member.change": _("Member of a body changed"),
            "body.member.remove": _("Member removed from a body"),
            "calendar.add": _("Calendar entry added"),
            "calendar.change": _("Calendar entry changed"),
            "calendar.remove": _("Calendar entry removed"),
            "calendar.load": _("Calendar year loaded"),
            "ledger.verify": _("Ledger verified"),
        }
