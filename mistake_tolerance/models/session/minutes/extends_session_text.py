from odoo import models

from ...base.wording import write_day, write_list, write_pair


class ToleranceSession(models.Model):
    """Writes what the minutes say, from roll, ballots and results."""

    _inherit = "tolerance.session"

    def _write_minutes_facts(self):
        """Write attendance, result and differing opinions.

        :return: values of the fields of ``tolerance.minutes`` that nobody words
        :rtype: dict
        """
        self.ensure_one()
        # sudo: who words the minutes may not read every seat and every ballot.
        session_sudo = self.sudo()
        return {
            "held_on": session_sudo._get_minutes_day(),
            **session_sudo._get_minutes_meeting(),
            "attendance": "\n".join(
                [
                    session_sudo._write_lines(session_sudo._get_minutes_attendance()),
                    *session_sudo._write_minutes_lots(),
                ]
            ),
            "resolution": "\n".join(session_sudo._get_minutes_results()),
            "dissent": "\n".join(session_sudo._get_minutes_dissent()),
        }

    def _write_lines(self, pairs):
        """Write pairs of a label and a text, a line each; empty ones are left out."""
        return "\n".join(
            write_pair(self.env, label, text) for label, text in pairs if text
        )

    def _get_minutes_attendance(self):
        """Return the members by attendance, each group under its label.

        :return: pairs of a label and names
        :rtype: list
        """
        seats = self.seat_ids
        present = seats.filtered(lambda seat: seat.state in ("invited", "attending"))
        groups = (
            (self.env._("Attending"), present.filtered("is_voting")),
            (
                self.env._("Attending without a vote"),
                present.filtered(lambda seat: not seat.is_voting),
            ),
            (
                self.env._("On leave"),
                seats.filtered(lambda seat: seat.state == "on_leave"),
            ),
            (
                self.env._("Recused"),
                seats.filtered(lambda seat: seat.state == "recused"),
            ),
        )
        if absent := self._get_nonvoters():
            groups += ((self.env._("Attending, did not vote"), absent),)
        pairs = [
            (label, write_list(self.env, [seat._get_minutes_name() for seat in group]))
            for label, group in groups
            if group
        ]
        early = self.meeting_id.early_reason
        pairs.append((self.env._("Begun before the time announced"), early))
        pairs.append((self.env._("Declared void before"), self._write_minutes_void()))
        return pairs

    def _write_minutes_void(self):
        """Write which ballots on this step were declared void before, and why.

        :rtype: str
        """
        void = self.case_id.session_ids.filtered(
            lambda session: (
                session.state == "void"
                and session.step_id == self.step_id
                and session.opened_on
                and session.id < self.id
            )
        )
        return write_list(
            self.env,
            [
                self.env._(
                    "ballot of %(day)s (%(reason)s)",
                    day=write_day(self.env, session.opened_on),
                    reason=session.void_reason,
                )
                for session in void.sorted("id")
            ],
        )

    def _get_nonvoters(self):
        """Return the seats whose members attended a vote that was counted without them.

        :rtype: tolerance.session.seat
        """
        if not self.result_ids.tally_ids:
            return self.seat_ids.browse()
        ballots = self._get_round_ballots()
        return ballots.filtered(lambda ballot: not ballot.cast_on).seat_id

    def _get_minutes_results(self):
        """Write what was resolved about each party, with the figures.

        :rtype: list[str]
        """
        lines = []
        for result in self.result_ids:
            lines += result._write_for_minutes()
            abstained = self._get_last_ballots(result).filtered("is_abstention")
            if result.tally_ids and abstained:
                names = abstained.user_id.mapped("name")
                label = self.env._("Abstained")
                lines.append(write_pair(self.env, label, write_list(self.env, names)))
        return lines

    def _get_last_ballots(self, result):
        """Return the ballots cast in the round that settled a result.

        :param tolerance.session.result result: of this session
        :rtype: tolerance.ballot
        """
        last = max(result.tally_ids.mapped("round"), default=1)
        return self._get_all_ballots().filtered(
            lambda ballot: (
                ballot.party_id == result.party_id
                and ballot.round == last
                and ballot.cast_on
            )
        )

    def _get_minutes_dissent(self):
        """Write who voted for something else; of a secret ballot, nothing.

        An abstention is no dissent: it stands with the figures.

        :rtype: list[str]
        """
        if self.is_secret:
            return []
        settled = self.result_ids.filtered(
            lambda result: result.state == "decided" or result._is_return_carried()
        )
        return [
            self.env._(
                "%(member)s on %(party)s: %(opinion)s",
                member=ballot.user_id.name,
                party=ballot.party_id.subject_id.name,
                opinion=ballot._write_opinion(),
            )
            for result in settled
            for ballot in self._get_last_ballots(result)
            if not ballot.is_abstention and ballot.degree_id != result.degree_id
        ]

    def _write_minutes_discussion(self):
        """Propose what was said, from the record of the session.

        :rtype: str
        """
        self.ensure_one()
        return "\n".join([*filter(None, [self.minutes]), *self._get_minutes_opinions()])

    def _get_minutes_opinions(self):
        """Write what was said at a hearing, and what was answered in writing.

        :return: lines
        :rtype: list[str]
        """
        case = self.case_id
        hearings = case.hearing_ids.filtered(lambda h: h.state == "closed")
        lines = [
            write_pair(self.env, statement.speaker, statement.text)
            for statement in hearings.statement_ids
            if statement.text
        ]
        lines += [
            write_pair(self.env, seat.user_id.name, seat.opinion)
            for seat in self.seat_ids
            if seat.opinion
        ]
        lines += [
            write_pair(self.env, opinion.display_name, opinion.opinion)
            for opinions in (hearings.opinion_ids, case.joint_opinion_ids)
            for opinion in opinions
            if opinion.opinion
        ]
        return lines


class ToleranceSessionSeat(models.Model):
    """Writes a member in the attendance of the minutes."""

    _inherit = "tolerance.session.seat"

    def _get_minutes_name(self):
        """Return the member's name, and why they came or did not.

        :rtype: str
        """
        self.ensure_one()
        reason = self.reason
        if self.state == "on_leave":
            reason = self.leave_reason
        elif self.state == "recused":
            reason = self._get_recusal_origin()
        if not reason:
            return self.user_id.name
        return self.env._(
            "%(member)s (%(reason)s)", member=self.user_id.name, reason=reason
        )

    def _get_recusal_origin(self):
        """Return how the recusal came up; its ground could reveal a source.

        :rtype: str
        """
        recusal = self.session_id.recusal_ids.filtered(
            lambda r: r.state == "granted" and r.user_id == self.user_id
        )[:1]
        origins = dict(recusal._fields["origin"]._description_selection(self.env))
        return origins.get(recusal.origin, "")


class ToleranceBallot(models.Model):
    """Writes the opinion of a member into the minutes."""

    _inherit = "tolerance.ballot"

    def _write_opinion(self):
        """Return the outcome that the member wanted, with the reasons given.

        :rtype: str
        """
        self.ensure_one()
        if self.is_return:
            return self.env._(
                "return for supplementary inquiry: %(question)s", question=self.question
            )
        if not self.reasons:
            return self.degree_id.name
        return self.env._(
            "%(degree)s: %(reasons)s", degree=self.degree_id.name, reasons=self.reasons
        )


class ToleranceSessionResult(models.Model):
    """Writes a result into the minutes."""

    _inherit = "tolerance.session.result"

    def _write_for_minutes(self):
        """Write what was resolved about this party.

        :return: lines
        :rtype: list[str]
        """
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        lines = [
            self.env._(
                "%(party)s: %(result)s.",
                party=self.party_id.subject_id.name,
                result=self.degree_id.name or states[self.state],
            )
        ]
        lines += [tally._write_for_minutes() for tally in self.tally_ids]
        lines += [situation._get_item() for situation in self.situation_ids]
        lines += [exclusion.name for exclusion in self.exclusion_ids]
        if self.reasons:
            lines.append(self.env._("Reasons: %(reasons)s", reasons=self.reasons))
        if self.questions:
            lines.append(
                self.env._("To be answered: %(questions)s", questions=self.questions)
            )
        return lines


class ToleranceSessionTally(models.Model):
    _inherit = "tolerance.session.tally"

    def _write_for_minutes(self):
        """Write how many were for a question, and by which rule that was enough.

        :rtype: str
        """
        self.ensure_one()
        rules = dict(self._fields["majority"]._description_selection(self.env))
        values = {
            "provision": self.provision,
            "yes": self.yes,
            "no": self.no,
            "abstain": self.abstain,
            "present": self.present,
            "roll": self.roll,
            "rule": rules[self.majority],
        }
        if self.is_carried:
            return self.env._(
                "“%(provision)s”: %(yes)s for, %(no)s against, %(abstain)s abstained; "
                "%(present)s of %(roll)s members voted (%(rule)s). Carried.",
                **values,
            )
        return self.env._(
            "“%(provision)s”: %(yes)s for, %(no)s against, %(abstain)s abstained; "
            "%(present)s of %(roll)s members voted (%(rule)s). Not carried.",
            **values,
        )
