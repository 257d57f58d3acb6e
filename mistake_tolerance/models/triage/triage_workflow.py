from odoo import fields, models


class ToleranceTriage(models.Model):
    """What follows from each way out of a triage."""

    _inherit = "tolerance.triage"

    def _get_clerk_refusal(self):
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("A clerk decides on the triage of a matter.")
        return False

    def _get_clarification_refusal(self):
        return self.way_out != "clarification" and self.env._(
            "Only a matter without an error is clarified."
        )

    def _get_hand_over_refusal(self):
        return self.way_out != "hand_over" and self.env._(
            "Only a serious violation is handed over."
        )

    def _get_organ_refusal(self):
        if self.way_out == "hand_over" and not self.organ:
            return self.env._("Name the organ to which it is handed over.")
        if self.way_out in ("correction", "clarification") and self.matter_id.case_ids:
            return self.env._(
                "%(number)s has a case already: what becomes of it is decided there.",
                number=self.matter_number,
            )
        if self.way_out == "correction" and not self.matter_id.subject_ids:
            return self.env._("First enter in the matter whom it concerns.")
        return False

    def _get_case_refusal(self):
        """Return why it cannot become a case, and what to do first, or False."""
        if self.way_out != "case":
            return False
        matter = self.matter_id
        if matter.case_ids:
            return self.env._(
                "%(number)s has a case already. A further person or unit joins it by "
                "an application.",
                number=self.matter_number,
            )
        if not matter.subject_ids:
            return self.env._("First enter in the matter whom it concerns.")
        versions = self._find_versions()
        if not versions:
            return self.env._(
                "No rules of tolerance apply to what happened. Check the day of the "
                "matter and the kinds of those concerned."
            )
        if len(versions) > 1:
            return self.env._(
                "Different rules apply to those concerned. Enter a matter for each of "
                "them."
            )
        if not self._has_early_step(versions) and not matter.proceeding_ids:
            return self.env._(
                "By %(rules)s a case begins with an application. Register the "
                "accountability proceeding: those concerned are then told to apply.",
                rules=versions.display_name,
            )
        return False

    def _find_versions(self):
        """Return the rules that apply to those concerned.

        :rtype: tolerance.scheme.version
        """
        self.ensure_one()
        matter, company = self.matter_id, self.company_id
        Version = self.env["tolerance.scheme.version"]
        today = company._tolerance_today()
        return Version.union(
            *(
                Version._get_applicable(
                    company,
                    matter.occurred_on,
                    today,
                    subject.kind,
                    Version._get_scope_types(subject.kind, subject, company),
                )
                for subject in matter.subject_ids
            )
        )

    def _has_early_step(self, version):
        """Return whether the rules let the body intervene before an application.

        :rtype: bool
        """
        steps = version._get_known_steps()
        return "early_intervention" in steps.mapped("kind")

    def action_decide(self):
        """Decide where the matter goes, and open what follows.

        :raises UserError: with one sentence for each that cannot be decided
        """
        self.check_access("write")
        self._check_transition("decide")
        for triage in self:
            triage._write_transition(
                "decide",
                {
                    "decided_on": triage.company_id._tolerance_today(),
                    "decided_by": self.env.uid,
                },
            )
            triage._ledger_append("triage.decide", triage._get_ledger_values())
            triage._carry_out()

    def _carry_out(self):
        """Open what follows from the decision."""
        self.ensure_one()
        if self.way_out == "case":
            version = self._find_versions()
            if self._has_early_step(version):
                self._open_case(version)
                self._end()
        elif self.way_out == "clarification":
            self._plan_todo("clarify", self.env.user)
            self._on_clarify()
        elif self.way_out == "correction":
            self._open_corrections()
            self._end()
        else:
            self._plan_todo("hand_over_matter", self.env.user)

    def _end(self):
        self._write_unlocked(
            {"state": "done", "done_on": self.company_id._tolerance_today()}
        )

    def _on_clarify(self):
        """Called when a matter turned out to be no error; a hook."""

    def _open_case(self, version):
        """Open the case of the matter for the body, before anybody applies.

        :param tolerance.scheme.version version: the rules
        """
        matter = self.matter_id
        # sudo: no user may create a case; it follows from the triage.
        case_sudo = self.env["tolerance.case"].sudo()
        case_sudo = case_sudo._create_unlocked(
            [
                {
                    "matter_id": matter.id,
                    "proceeding_id": matter.proceeding_ids[:1].id,
                    "version_id": version.id,
                    "company_id": self.company_id.id,
                    "clerk_id": self.env.uid,
                }
            ]
        )
        self.env["tolerance.case.party"].sudo()._create_unlocked(
            [
                {"case_id": case_sudo.id, "subject_id": subject.id}
                for subject in matter.subject_ids
            ]
        )
        case_sudo._start_next_step(self.company_id._tolerance_today())
        self._write_unlocked({"case_id": case_sudo.id})
        self._ledger_append(
            "case.open",
            {
                "case": case_sudo.name,
                "subject_ids": sorted(matter.subject_ids.ids),
                "version_id": version.id,
            },
            chain=case_sudo,
        )

    def _open_corrections(self):
        """Open a correction for each person and unit concerned."""
        self.env["tolerance.correction"].create(
            [
                {
                    "matter_id": self.matter_id.id,
                    "subject_id": subject.id,
                    "error": self.verdict,
                }
                for subject in self.matter_id.subject_ids
            ]
        )

    def action_finish_clarification(self):
        """Enter that it was clarified."""
        self.check_access("write")
        self._check_transition("finish_clarification")
        for triage in self:
            triage._end()
        self._ledger_append(
            "triage.clarify", lambda triage: {"clarified": triage.clarified}
        )
        self._finish_todo("clarify")

    def action_enter_receipt(self):
        """Enter the receipt of the organ to which it was handed over."""
        self.check_access("write")
        self._check_transition("enter_receipt")
        for triage in self:
            triage._end()
        self._ledger_append(
            "triage.receipt",
            lambda triage: {
                "organ": triage.organ,
                "handed_on": fields.Date.to_string(triage.handed_on),
                "handed_way": triage.handed_way,
                "received_on": fields.Date.to_string(triage.received_on),
                "received_by": triage.received_by,
                "files": triage._hash_uploads("receipt_ids"),
            },
        )
        self._finish_todo("hand_over_matter")
