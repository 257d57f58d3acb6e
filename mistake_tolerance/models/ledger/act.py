from odoo import api, fields, models

from .ledger_name import find_model_names


class ToleranceLedgerEntry(models.Model):
    """The names people read for the codes an entry states.

    Names may change with the language and the years, codes are hashed; a code
    without a name is shown as it is.
    """

    _inherit = "tolerance.ledger.entry"

    act = fields.Char(compute="_compute_act", search="_search_act")
    record_type = fields.Char("Type of Record", compute="_compute_record_type")
    record_label = fields.Char("Record", compute="_compute_record_label")

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

    @api.depends("verb", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = " ".join(filter(None, [entry.act, entry.number]))

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_record_type(self):
        names = find_model_names(self.env)
        for entry in self:
            # The name of a record type is no secret; the model list is kept closed.
            name = names.get(entry.res_model, entry.res_model)
            model_sudo = self.env["ir.model"]._get(name)
            entry.record_type = model_sudo.name or entry.res_model

    @api.depends("number", "res_model", "res_id")
    @api.depends_context("lang")
    def _compute_record_label(self):
        """Name grades, posts, groups and the like in the reader's language.

        An entry states the name as it was, in the language of whoever acted, and that
        is what was hashed. What has a translated name is vocabulary of the agency and
        no secret; it is named as it is called today, as long as it exists.
        """
        for entry in self:
            entry.record_label = entry.number
        for model, entries in self.grouped("res_model").items():
            if model not in self.env or not self._is_vocabulary(model):
                continue
            # Vocabulary is read for its name alone.
            records_sudo = self.env[model].sudo().browse(entries.mapped("res_id"))
            names = {r.id: r.display_name for r in records_sudo.exists()}
            for entry in entries:
                entry.record_label = names.get(entry.res_id, entry.number)

    @api.model
    def _is_vocabulary(self, model):
        """Tell whether the records of a model are named by a translated word.

        :rtype: bool
        """
        # Groups are shown by a name computed from the translated one.
        field = self.env[model]._fields.get("name")
        return bool(field and field.translate)

    @api.model
    def _get_act_names(self):
        """Return the name of each code in the reader's language.

        :rtype: dict
        """
        return {
            "application.submit": self.env._("Application submitted"),
            "application.file": self.env._("Application filed by the unit"),
            "application.returned": self.env._("Application returned for completion"),
            "application.complete": self.env._("Application completed"),
            "application.not_accepted": self.env._("Application not accepted"),
            "case.accept": self.env._("Case accepted"),
            "case.pass_on": self.env._("Case passed on to another clerk"),
            "case.start_inquiry": self.env._("Inquiry started"),
            "case.decided": self.env._("Case decided"),
            "case.serve": self.env._("Decision served"),
            "proceeding.change": self.env._("Accountability proceeding changed"),
            "case.file": self.env._("Case filed"),
            "inquiry.appoint": self.env._("Inquirer appointed"),
            "inquiry.stated": self.env._("No interest declared"),
            "inquiry.withdrawn": self.env._("Inquirer withdrawn"),
            "inquiry.close": self.env._("Inquiry closed"),
            "evidence.enter": self.env._("Evidence entered"),
            "conflict.find": self.env._("Conflict of interest found"),
            "conflict.end": self.env._("Conflict of interest ended"),
            "document.classify": self.env._("Confidentiality level set"),
            "document.number": self.env._("Document number given"),
            "oversight.create": self.env._("Rule, right or action set up"),
            "oversight.change": self.env._("Rule, right or action changed"),
            "oversight.remove": self.env._("Rule, right or action removed"),
            "oversight.roles": self.env._("Roles of a user changed"),
            "sign_in.password": self.env._("Password of a user set"),
            "sign_in.login": self.env._("Login name of a user changed"),
            "sign_in.activate": self.env._("User account activated"),
            "sign_in.deactivate": self.env._("User account deactivated"),
            "sign_in.remove": self.env._("User account deleted"),
            "sign_in.factor_set": self.env._("Second factor of a user set up"),
            "sign_in.factor_removed": self.env._("Second factor of a user removed"),
            "sign_in.passkey": self.env._("Passkeys of a user changed"),
            "sign_in.other": self.env._("Way of a user to log in changed"),
            "sign_in.key_made": self.env._("API key of a user made"),
            "sign_in.key_removed": self.env._("API key of a user removed"),
            "sign_in.employee": self.env._("User account of an employee changed"),
            "step.done": self.env._("Step done"),
            "step.pause": self.env._("Time limit paused"),
            "step.resume": self.env._("Time limit resumed"),
            "step.breach": self.env._("Time limit missed"),
            "session.open": self.env._("Session opened"),
            "session.close": self.env._("Session closed"),
            "ballot.cast": self.env._("Ballot cast"),
            "determination.confirm": self.env._("Determination confirmed"),
            "determination.revoke": self.env._("Determination revoked"),
            "hold.end": self.env._("Hold ended"),
            "hold.expire": self.env._("Hold over without a decision"),
            "guard.dry_run": self.env._("Dry run of a guard"),
            "guard.change.request": self.env._("Change of a guard requested"),
            "guard.change.approve": self.env._("Change of a guard approved"),
            "guard.change.decline": self.env._("Change of a guard declined"),
            "certificate.issue": self.env._("Effects certificate issued"),
            "certificate.withdraw": self.env._("Effects certificate withdrawn"),
            "protection.check": self.env._("Protection asked about"),
            "declaration.create": self.env._("Ground of a negative record declared"),
            "declaration.void": self.env._("Declaration void after a contest"),
            "declaration.contest.report": self.env._("Declaration contested"),
            "declaration.contest.resolve": self.env._("Contest upheld"),
            "declaration.contest.dismiss": self.env._("Contest not upheld"),
            "declaration.contest.contest": self.env._(
                "Answer to a contest taken to the body"
            ),
            "neutralisation.name_matter": self.env._("Matter of a record named"),
            "neutralisation.declare": self.env._("Other ground of a record declared"),
            "breach.report": self.env._("Report that a matter still counts"),
            "breach.resolve": self.env._("Report found true and put right"),
            "breach.dismiss": self.env._("Report not found true"),
            "breach.contest": self.env._("Answer to a report contested"),
            "unit.department": self.env._("Unit of a department changed"),
            "unit.predecessors": self.env._("Predecessors of a unit changed"),
            "person.join": self.env._("Records of one person joined"),
            "person.stay_joined": self.env._("Records found to be of one person again"),
            "person.keep_apart": self.env._("Records found to be of two persons"),
            "person.separate": self.env._("Records of two persons separated again"),
            "matter.distinguish": self.env._("Matter stated to be another one"),
            "grade.create": self.env._("Grade set up"),
            "grade.change": self.env._("Grade changed"),
            "level.create": self.env._("Level of a promotion track set up"),
            "level.change": self.env._("Level of a promotion track changed"),
            "cycle.create": self.env._("Appraisal cycle set up"),
            "cycle.change": self.env._("Appraisal cycle changed"),
            "promotion.check": self.env._("Checklist of a proposal changed"),
            "appraisal.confirm": self.env._("Appraisal confirmed"),
            "appraisal.defer": self.env._("Appraisal set pending"),
            "appraisal.reopen": self.env._("Appraisal reopened"),
            "promotion.propose": self.env._("Promotion proposed"),
            "promotion.approve": self.env._("Promotion approved"),
            "promotion.reject": self.env._("Promotion rejected"),
            "promotion.reconsider": self.env._("Promotion reconsidered"),
            "commendation.nominate": self.env._("Nomination for commendation"),
            "commendation.grant": self.env._("Commendation granted"),
            "commendation.drop": self.env._("Nomination dropped"),
            "commendation.reconsider": self.env._("Nomination reconsidered"),
            "commendation.withdraw": self.env._("Commendation taken back"),
            "commendation.restore": self.env._("Commendation given back"),
            "post.propose": self.env._("Post adjustment proposed"),
            "post.agree": self.env._("Post adjustment agreed to"),
            "post.object": self.env._("Objection to a post adjustment"),
            "post.uphold": self.env._("Post adjustment confirmed by the body"),
            "post.carry_out": self.env._("Post adjustment carried out"),
            "post.void": self.env._("Post adjustment voided"),
            "handling.record": self.env._("Handling after a decision recorded"),
            "correction.open": self.env._("Correction opened"),
            "correction.plan": self.env._("Correction planned"),
            "correction.replan": self.env._("Correction planned anew"),
            "correction.report": self.env._("Correction reported"),
            "correction.verify": self.env._("Correction verified"),
            "correction.send_back": self.env._("Correction sent back"),
            "correction.overdue": self.env._("Correction overdue"),
            "correction.void": self.env._("Correction voided"),
            "follow_up.start": self.env._("Follow-up started"),
            "follow_up.plan": self.env._("Follow-up planned"),
            "follow_up.change_helper": self.env._("Helper of a follow-up changed"),
            "follow_up.complete": self.env._("Follow-up completed"),
            "follow_up.end": self.env._("Follow-up ended"),
            "follow_up.void": self.env._("Follow-up voided"),
            "follow_up.talk_record": self.env._("Talk recorded"),
            "follow_up.talk_cancel": self.env._("Talk cancelled"),
            "follow_up.concern_raise": self.env._("Concern raised to the body"),
            "follow_up.concern_uphold": self.env._("Concern upheld"),
            "follow_up.concern_dismiss": self.env._("Concern dismissed"),
            "scheme.publish": self.env._("Scheme version published"),
            "scheme.withdraw": self.env._("Scheme version withdrawn"),
            "scheme.new_draft": self.env._("Next scheme version drafted"),
            "body.create": self.env._("Body set up"),
            "body.change": self.env._("Body changed"),
            "body.member.add": self.env._("Member added to a body"),
            "body.member.change": self.env._("Member of a body changed"),
            "body.member.remove": self.env._("Member removed from a body"),
            "stand_in.appoint": self.env._("Stand-in appointed"),
            "stand_in.end": self.env._("Stand-in ended early"),
            "departure.party": self.env._("A party has left"),
            "departure.follow_up": self.env._("The person followed up has left"),
            "hand_over.move": self.env._("Part handed over"),
            "hand_over.done": self.env._("Hand-over done"),
            "settings.change": self.env._("Settings of the agency changed"),
            "calendar.add": self.env._("Calendar entry added"),
            "calendar.change": self.env._("Calendar entry changed"),
            "calendar.remove": self.env._("Calendar entry removed"),
            "calendar.load": self.env._("Calendar year loaded"),
            "ledger.verify": self.env._("Ledger verified"),
        }
