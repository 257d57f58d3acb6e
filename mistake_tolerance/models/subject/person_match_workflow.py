"""What HR answers: join, keep apart, separate again; and what each answer changes.

``subject_id`` is the person who stays. Joining moves the employee records of
``other_id`` to it and makes ``other_id`` its predecessor, so that decisions about
either protect both. Separating undoes this.
"""

from odoo import api, fields, models

from ..base.wording import write_name
from ..base.write_permit import unlocked


class TolerancePersonMatch(models.Model):
    _inherit = "tolerance.person.match"

    def action_join(self):
        """Confirm that it is one person: their records are linked to one subject."""
        self._check_answer("join")
        # sudo: no user may write persons and lineages.
        self.sudo()._do_join()

    def action_keep_apart(self):
        """Decide that they are two persons; the question is not asked again."""
        self._check_answer("keep_apart")
        # There may be two questions about the same records.
        pairs = {match.subject_id | match.other_id: match.reason for match in self}
        for pair, reason in pairs.items():
            # sudo: the other question may be of a company that the officer does not
            # read.
            for match in self.sudo()._get_open(pair):
                if match.subject_id | match.other_id == pair:
                    match.reason = match.reason or reason
                    match._settle("apart")
                    match._ledger_append("person.keep_apart")

    def action_separate(self):
        """Undo a joining: the moved records are linked to the other person again."""
        self._check_answer("separate")
        # sudo: no user may write persons and lineages.
        for match_sudo in self.sudo():
            match_sudo._do_separate()

    def action_stay_joined(self):
        """Confirm that it is one person although their numbers differ now."""
        self._check_answer("stay_joined")
        # sudo: the match names companies that the officer does not read.
        for match_sudo in self.sudo():
            match_sudo._settle("joined", doubt="upheld")
        self.sudo()._ledger_append("person.stay_joined")

    def _check_answer(self, action):
        self.check_access("write")
        self._check_transition(action)

    def _plan_answer(self):
        """Ask the HR officers of the companies concerned to answer."""
        for match in self:
            users = self.env["res.users"].union(
                *(
                    match._get_role_users("hr_officer", company)
                    for company in match.company_ids
                )
            )
            match._plan_todo("answer_match", users - match._get_barred_users())

    def _get_todo_company(self):
        # sudo: every user may know the current day of an agency.
        return self.sudo().company_ids[:1] or self.env.company

    def _get_barred_users(self):
        # sudo: officers cannot answer about themselves, so the check needs the users.
        own = self.sudo()._get_records().user_id.sudo(False)
        return super()._get_barred_users() | own

    def _settle(self, state, **vals):
        today = self.env.company._tolerance_today()
        self._write_unlocked(
            {"state": state, "decided_by": self.env.uid, "decided_on": today, **vals}
        )
        self._finish_todo("answer_match")

    def _do_join(self, user=None):
        """Link the records of the one person to the other, who stays.

        :param res.users user: who says so; no user if the number decides
        """
        for match in self.with_context(active_test=False):
            both = match.subject_id | match.other_id
            kept = both._get_kept()
            other = both - kept
            moved = other.employee_ids
            match._settle(
                "joined",
                subject_id=kept.id,
                other_id=other.id,
                employee_ids=moved.ids,
                joined_at=fields.Datetime.now(),
                decided_by=(self.env.user if user is None else user).id,
                **match._get_join_values(both),
            )
            both._join(kept)
            match._ledger_append(
                "person.join", {"ground": match.ground, "records": sorted(moved.ids)}
            )
            match._follow_join()
            both._on_identified()

    def _get_join_values(self, subjects):
        """Return what is kept of both when they are joined, to tell what came since.

        A hook of the rooms that know what concerns them.

        :param tolerance.subject subjects: both, before they are joined
        :return: values as for ``write``
        :rtype: dict
        """
        return {}

    def _follow_join(self):
        """Move the open questions about the other person to the one who stays."""
        for match in self._get_open(self.other_id):
            pair = [
                self.subject_id if subject == self.other_id else subject
                for subject in (match.subject_id, match.other_id)
            ]
            if pair[0] == pair[1]:
                # The other question is answered too; it joined no records.
                match._settle("joined")
            else:
                match._write_unlocked(
                    {"subject_id": pair[0].id, "other_id": pair[1].id}
                )

    def _get_open(self, subjects):
        return self.search(
            [
                ("state", "=", "proposed"),
                "|",
                ("subject_id", "in", subjects.ids),
                ("other_id", "in", subjects.ids),
            ]
        )

    def _do_separate(self):
        """Give the other person back their records, but no decisions.

        Earlier decisions stay with the person they are about. A decision made while
        they were joined belongs to the one who stays. If it may be about the other, it
        protects both until it is corrected.
        """
        kept, other = self.subject_id, self.other_id
        self._settle("separated", doubt=False)
        self.flush_recordset()
        records = self.with_context(active_test=False).employee_ids
        moved = records.filtered(lambda e: e.tolerance_subject_id == kept)
        unlocked(moved).tolerance_subject_id = other
        unlocked(kept).predecessor_ids -= other
        if self.decided_while_joined == "both":
            unlocked(other).predecessor_ids += kept
        self._ledger_append(
            "person.separate",
            {
                "records": sorted(moved.ids),
                "separation_reason": self.separation_reason,
                "decided_while_joined": self.decided_while_joined or "",
            },
        )
        (kept | other)._on_identified()
        self._on_separated(moved)

    def _on_separated(self, records):
        """Called when records stand for the other person again; a hook.

        :param hr.employee records: those that moved back
        """

    @api.depends("subject_id", "other_id", "state")
    def _compute_records(self):
        for match in self:
            # sudo: an HR officer of the scheme may not read private data of staff.
            match_sudo = match.sudo().with_context(active_test=False)
            moved = match_sudo.employee_ids
            stay = match_sudo.subject_id.employee_ids
            match.subject_records = self._get_record_lines(stay - moved)
            match.other_records = self._get_record_lines(
                match_sudo.other_id.employee_ids | moved
            )

    @api.model
    def _get_record_lines(self, employees):
        """Describe employee records, one a line.

        :rtype: str
        """
        lines = []
        for employee in employees:
            parts = [employee.name, employee.company_id.name]
            parts += [employee.department_id.name, employee.job_title]
            if not employee.active:
                parts.append(self.env._("archived"))
            lines.append(write_name(self.env, parts))
        return "\n".join(lines)

    def _get_officer_refusal(self):
        return not self.browse().has_access("write") and self.env._(
            "Only HR officers can say whether records are of one person."
        )

    def _get_doubt_refusal(self):
        return self.doubt != "open" and self.env._("This has been answered.")

    def _get_own_refusal(self):
        # sudo: the check needs the users of a person; the officer does not see them.
        is_own = self.env.user in self.sudo()._get_records().user_id
        return is_own and self.env._("This is about yourself. Ask another HR officer.")

    def _get_separate_refusal(self):
        """Return why they cannot be separated now, or False; a hook.

        :rtype: str | bool
        """
        # sudo: the check needs later joins, which the officer may not read.
        later_sudo = self.sudo().search(
            [("state", "=", "joined"), ("other_id", "=", self.subject_id.id)], limit=1
        )
        return bool(later_sudo) and self.env._(
            "%(person)s was joined with somebody else later. Separate these first.",
            person=self.subject_id.name,
        )

    def _get_ledger_values(self):
        return {
            "person": self.subject_id.id,
            "other": self.other_id.id,
            "reason": self.reason or "",
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "person.join": self.env._("Records of one person joined"),
            "person.stay_joined": self.env._("Records found to be of one person again"),
            "person.keep_apart": self.env._("Records found to be of two persons"),
            "person.separate": self.env._("Records of two persons separated again"),
        }
