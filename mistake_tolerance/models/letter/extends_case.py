from odoo import fields, models
from odoo.tools import html2plaintext

from ...rules.paper import PageBreak, Table
from ..base.wording import write_day, write_list, write_pair


class ToleranceCase(models.Model):
    """Fills letters in from a case, and prints its whole file in order."""

    _name = "tolerance.case"
    _inherit = ["tolerance.letter.mixin", "tolerance.case"]
    _logged_content = frozenset({"letter_ids"})

    letter_ids = fields.One2many(
        "tolerance.letter",
        "case_id",
        string="Letters",
        groups="mistake_tolerance.group_clerk",
    )

    def _get_served_text(self, party):
        """Serve the determination in the words in which it is printed."""
        # sudo: the user who delivers the decision may not be able to read it.
        decision_sudo = self.sudo()._get_decision(party)
        if not decision_sudo:
            return super()._get_served_text(party)
        # sudo: as above.
        if issued_sudo := self.sudo()._get_issued_determination(decision_sudo):
            return issued_sudo.with_context(lang=self.env.lang)._get_issued_text()
        return decision_sudo.with_context(lang=self.env.lang)._get_letter_text()

    def _get_issued_determination(self, decision):
        """Return the letter by which a decision was issued last.

        One from before a request was decided does not say what came of it.

        :param tolerance.determination decision: about one party
        :rtype: tolerance.letter
        """
        return self.letter_ids.filtered(
            lambda letter: (
                letter.state == "issued"
                and letter.determination_id == decision
                and letter.remedy_id == decision.party_id._get_last_remedy()
            )
        ).sorted("id")[-1:]

    def _get_letter_values(self, party):
        """Return what the placeholders of a letter about the case stand for.

        :param tolerance.case.party party: whom it is about; none: all parties
        :return: ``{placeholder: text, or lines}``
        :rtype: dict
        """
        self.ensure_one()
        # A draft that would replace the decision in force is none yet.
        drafts = party.determination_ids.filtered(lambda d: d.state == "draft")
        decision = self._get_decision(party) or drafts
        values = decision[:1]._get_letter_values() if decision else {}
        parties = party or self.party_ids
        scheme = self.version_id.scheme_id
        named = [scheme.name, scheme.document_number]
        organs = [*parties.mapped("referral_organ"), self.proceeding_id.organ]
        return {
            "agency": self.company_id.name,
            "case": self.name,
            "day": write_day(self.env, self.company_id._tolerance_today()),
            "matter": self.matter_id.title,
            "regulation": " ".join(filter(None, named)),
            "subject": write_list(self.env, parties.subject_id.mapped("name")),
            "unit": self.matter_id.department_id.complete_name or "",
            "evidence": self._write_evidence(self.evidence_ids),
            **values,
            "clerk": self.clerk_id.name or "",
            "conduct": parties.referred_conduct_ids.mapped("name"),
            "course": self._write_course(),
            "extension": self._write_extensions(),
            "organ": next(filter(None, organs), ""),
            "papers": [self._write_catalogue()],
            "recusal": self._write_recusals(),
            "report": html2plaintext(self.inquiry_ids[:1].report or "").splitlines(),
            "preliminary": self._write_opinions(parties),
            **self._get_disclosure_values(),
        }

    def _write_evidence(self, evidence):
        """Return pieces of evidence, each in a line.

        Where a piece comes from is left out: it could name who reported.

        :param tolerance.evidence evidence: the pieces
        :rtype: list
        """
        kinds = dict(evidence._fields["kind"]._description_selection(self.env))
        return [
            self.env._(
                "Evidence %(number)s: %(name)s (%(kind)s)",
                number=piece.number,
                name=piece.name,
                kind=kinds[piece.kind],
            )
            for piece in evidence.sorted("number")
        ]

    def _write_course(self):
        """Return the steps that are done, each with its day.

        :rtype: list
        """
        return [
            write_pair(self.env, step.name, write_day(self.env, step.done_on))
            for step in self.step_ids
            if step.done_on
        ]

    def _write_extensions(self):
        """Return the extensions of time limits.

        :rtype: list
        """
        return [
            self.env._(
                "%(step)s: extended until %(day)s. %(reason)s",
                step=extension.step_id.name,
                day=write_day(self.env, extension.until),
                reason=extension.reason,
            )
            for extension in self.step_ids.extension_ids
        ]

    def _write_recusals(self):
        """Return what was decided about recusals; grounds are not told.

        :rtype: list
        """
        recusals = self.session_ids.recusal_ids.filtered("decided_on")
        states = dict(recusals._fields["state"]._description_selection(self.env))
        return [
            self.env._(
                "%(name)s: %(result)s on %(day)s",
                name=recusal.user_id.name or recusal.named or "",
                result=states[recusal.state],
                day=write_day(self.env, recusal.decided_on),
            )
            for recusal in recusals
        ]

    def _write_opinions(self, parties):
        """Return the opinion of the body that comes before the deciding one.

        :rtype: list
        """
        sessions = self.session_ids.filtered(
            lambda s: s.kind == "preliminary" and s.state == "closed"
        )
        results = sessions.result_ids.filtered(
            lambda r: r.party_id in parties and r.state == "decided"
        )
        return [
            self.env._(
                "%(party)s: %(degree)s, by %(body)s on %(day)s. %(reasons)s",
                party=result.party_id.subject_id.name,
                degree=result.degree_id.name,
                body=result.session_id.body_id.name,
                day=write_day(self.env, result.session_id.closed_on),
                reasons=result.reasons or "",
            )
            for result in results
        ]

    def _get_disclosure_values(self):
        step = self.step_ids.filtered(lambda step: step.kind == "disclosure")[:1]
        area = step.disclosure_range or self.version_id.disclosure_range
        return {"disclosure": step.disclosure_id.name or "", "range": area or ""}

    def _get_file_letters(self):
        """Return the records of which the file of the case has a letter, in order.

        :rtype: list
        """
        parties = self.party_ids
        return [
            *parties.application_id,
            *self.hearing_ids,
            *self.session_ids.minutes_ids,
            *self.determination_ids.filtered(
                lambda d: not self._get_issued_determination(d)
            ).sorted("id"),
            *self.letter_ids.filtered(lambda x: x.state == "issued").sorted("id"),
            *self.delivery_ids.sorted("id"),
        ]

    def _get_printed_letters(self):
        """Return those of the file that the reader may read and print now.

        :rtype: list
        """
        # sudo: all are found; what the reader may not read is left out.
        found = [record.sudo(False) for record in self.sudo()._get_file_letters()]
        return [
            record
            for record in found
            if record._filtered_access("read") and not record._get_letter_refusal()
        ]

    def _write_catalogue(self):
        """Return the list of the papers of the case, as a table.

        It has those that the reader may read: titles and days of others tell, too.

        :rtype: rules.paper.Table
        """
        rows = []
        for number, record in enumerate(self._get_printed_letters(), 1):
            letter = record._make_letter()
            day = letter.day
            if record._name == "tolerance.letter":
                # Its own day may be in another language than the catalogue.
                day = write_day(self.env, record.issued_on)
            rows.append((str(number), letter.title, letter.number, day))
        return Table(
            (
                self.env._("No."),
                self.env._("Paper"),
                self.env._("Document Number"),
                self.env._("Date"),
            ),
            tuple(rows),
            (1, 5, 4, 3),
        )

    def _make_letter(self):
        """Return the cover of the file: what it is about, and its catalogue."""
        self.ensure_one()
        # sudo: who prints the file may not read the company and every paper.
        case_sudo = self.sudo()
        wording = self.env["tolerance.letter.wording"]._find(
            "catalogue", case_sudo.company_id
        )
        values = case_sudo._get_letter_values(case_sudo.party_ids.browse())
        return wording._fill(
            values, number=self.archive_number or "", sender=case_sudo.company_id.name
        )

    def _make_letter_paper(self):
        """Return the whole file of the case as one paper, in order."""
        paper = super()._make_letter_paper()
        blocks = list(paper.blocks)
        for record in self._get_printed_letters():
            blocks += [PageBreak(), *record._make_letter_paper().blocks]
        return paper._replace(blocks=tuple(blocks))
