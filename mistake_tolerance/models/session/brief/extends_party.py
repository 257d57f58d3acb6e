from markupsafe import Markup

from odoo import models
from odoo.tools.misc import formatLang

from ....rules.brief import shorten
from ...base.wording import write_day, write_list, write_name, write_pair

# How many characters of a long text the brief shows; the papers below have it all.
SHOWN = 90


class ToleranceCaseParty(models.Model):
    """Writes the brief of a party, which fits on one screen of a phone."""

    _inherit = "tolerance.case.party"

    def _write_brief(self):
        """Write what a member reads first about these parties.

        :rtype: Markup
        """
        row = Markup("<dt>%s</dt><dd>%s</dd>")
        return Markup().join(
            Markup("<dl>%s</dl>")
            % Markup().join(row % pair for pair in party._get_brief_rows() if pair[1])
            for party in self
        )

    def _get_brief_rows(self):
        """List what the brief says about a party: labels, each with a short text.

        A later room adds its rows with ``super()``, such as precedents. A row without
        a text is left out.

        :return: pairs of a label and a text
        :rtype: list[tuple]
        """
        self.ensure_one()
        # sudo: members may not read the application on which they decide.
        party_sudo = self.sudo()
        case_sudo = party_sudo.case_id
        matter_sudo = case_sudo.matter_id
        application_sudo = party_sudo.application_id
        assessment_sudo = party_sudo.assessment_ids
        happened = application_sudo.what_happened or matter_sudo.description
        items = [s._get_item() for s in party_sudo.claimed_situation_ids]
        return [
            (self.env._("Person or Unit"), party_sudo._get_brief_name()),
            (
                self.env._("Matter"),
                write_name(
                    self.env,
                    [matter_sudo.title, write_day(self.env, matter_sudo.occurred_on)],
                ),
            ),
            (self.env._("What Happened"), shorten(happened, SHOWN)),
            (
                self.env._("Applied For"),
                write_name(
                    self.env,
                    [
                        party_sudo.requested_degree_id.name,
                        shorten(party_sudo.statement, SHOWN),
                    ],
                ),
            ),
            (self.env._("Disputed Facts"), party_sudo._get_disputed()),
            (self.env._("Loss"), party_sudo._get_brief_loss()),
            (self.env._("Inquiry"), assessment_sudo._get_brief_finding()),
            (
                self.env._("Opinion of the Unit"),
                shorten(application_sudo.unit_opinion, SHOWN),
            ),
            (self.env._("Opinions of Departments"), case_sudo._get_brief_opinions()),
            (
                self.env._("Preliminary Opinion"),
                shorten(party_sudo._get_preliminary(), SHOWN),
            ),
            (
                self.env._("Regulation"),
                write_name(
                    self.env,
                    [case_sudo.version_id.display_name, write_list(self.env, items)],
                ),
            ),
            (
                self.env._("Due On"),
                write_day(self.env, case_sudo.current_step_id.due_on),
            ),
        ]

    def _get_brief_name(self):
        """Write who the party is: name, unit and post.

        :rtype: str
        """
        employee = self.subject_id.employee_ids[:1]
        return write_name(
            self.env,
            [
                self.subject_id.name,
                employee.department_id.name,
                employee.job_id.name,
            ],
        )

    def _get_brief_loss(self):
        """Write the loss, once it is established.

        :rtype: str | bool
        """
        matter = self.matter_id
        if not matter.is_loss_known:
            return False
        currency = matter.currency_id
        return (
            formatLang(self.env, matter.loss_amount, currency_obj=currency)
            if matter.loss_amount
            else self.env._("None")
        )

    def _get_disputed(self):
        """Write which questions the inquiry left unclear, and what the person objects.

        :rtype: str
        """
        unclear = self.assessment_ids.line_ids.filtered(
            lambda line: line.answer == "unclear"
        )
        names = [name.rstrip("?？") for name in unclear.mapped("name")]
        disputed = [
            shorten(write_list(self.env, names), SHOWN),
            shorten(self.exclusion_statement, SHOWN),
        ]
        return "\n".join(filter(None, disputed)) or self.env._("None")

    def _get_preliminary(self):
        """Write the preliminary opinions about the party, each with day and reasons.

        There are several after a supplementary inquiry; the last one stands first.

        :rtype: str
        """
        return "\n".join(
            write_pair(
                self.env,
                write_name(
                    self.env,
                    [
                        opinion.degree_id.name,
                        write_day(self.env, opinion.session_id.closed_on),
                    ],
                ),
                opinion.reasons,
            )
            for opinion in self._get_preliminary_results().sorted("id", reverse=True)
        )

    def _get_preliminary_results(self):
        """Return the preliminary opinions about the party that have been decided.

        :rtype: tolerance.session.result
        """
        closed = self.case_id.session_ids.filtered(
            lambda session: session.kind == "preliminary" and session.state == "closed"
        )
        return closed.result_ids.filtered(
            lambda result: result.party_id == self and result.state == "decided"
        ).sorted("id")


class ToleranceAssessment(models.Model):
    _inherit = "tolerance.assessment"

    def _get_brief_finding(self):
        """Write what the inquiry found: the nature and the conclusion.

        :rtype: str
        """
        natures = dict(self._fields["nature"]._description_selection(self.env))
        return write_name(
            self.env, [natures.get(self.nature), shorten(self.conclusion, SHOWN)]
        )


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    def _get_brief_opinions(self):
        """Write what each department that was asked said, the last one first.

        :rtype: str
        """
        signed = self.joint_opinion_ids.filtered(lambda o: o.state == "signed")
        answers = dict(signed._fields["answer"]._description_selection(self.env))
        return "\n".join(
            write_pair(
                self.env,
                write_name(
                    self.env, [opinion.department_id.name, answers[opinion.answer]]
                ),
                shorten(opinion.opinion, SHOWN),
            )
            for opinion in signed.sorted("id", reverse=True)
        )
