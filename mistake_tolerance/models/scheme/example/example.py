from contextlib import suppress

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ....rules import procedure
from ...base.field import written
from ..content.factor import NATURES
from .naming import UnknownName


class ToleranceSchemeExample(models.Model):
    """A worked example: the facts of a case, and what has to come of them.

    The regulation is published only when all of its examples pass.
    """

    _name = "tolerance.scheme.example"
    _description = "Worked Example"
    _inherit = ["tolerance.scheme.part.mixin", "tolerance.dated"]
    _preset_key = "examples"
    _preset_refs = ("code", "name")
    _preset_by_code = True  # the name is a sentence
    _other_days = (
        "proceeding_on",
        "notified_on",
        "received_on",
        "accepted_on",
        "decided_on",
        "served_on",
    )

    name = written.Char(
        "What It Shows",
        required=True,
        translate=True,
        help="One sentence: what happened, and what has to come of it.",
    )
    code = fields.Char(help="By it the sheets of answers and expectations name it.")
    article_id = fields.Many2one(
        "tolerance.scheme.article",
        domain=[("kind", "=", "article")],
        ondelete="restrict",
        index="btree_not_null",
        help="The article that the example is about.",
    )
    subject_kind = fields.Selection(
        [("person", "Person"), ("unit", "Unit")], "Party", required=True
    )
    is_leading_cadre = fields.Boolean("Leading Cadre")
    level_id = fields.Many2one(
        "tolerance.scheme.level",
        "Level of the Agency",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('version_id', '=', version_id)]",
    )
    loss = fields.Char(
        help="Amount of the loss, such as 120,000; 0 if there is none. Empty while it "
        "is not known."
    )
    urgency = fields.Selection([("ordinary", "Ordinary"), ("urgent", "Urgent")])
    nature = fields.Selection(
        NATURES,
        "Nature of Responsibility",
        help="What the inquiry concludes. Intent rules tolerance out.",
    )
    degree_id = fields.Many2one(
        "tolerance.scheme.degree",
        "Degree Decided",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('version_id', '=', version_id)]",
        help="The outcome on which effects, follow-up and later steps depend.",
    )
    proceeding_on = fields.Date("Proceeding Started On")
    notified_on = fields.Date()
    received_on = fields.Date("Application Received On")
    accepted_on = fields.Date("Application Accepted On")
    decided_on = fields.Date()
    served_on = fields.Date()
    answer_ids = fields.One2many(
        "tolerance.scheme.example.answer", "example_id", "Answers", copy=True
    )
    expectation_ids = fields.One2many(
        "tolerance.scheme.example.expectation", "example_id", "Expected", copy=True
    )
    state = fields.Selection(
        [("passed", "Passed"), ("failed", "Failed")],
        "Result",
        compute="_compute_state",
    )
    differences = fields.Text("What Differs", compute="_compute_state")

    @api.depends(
        "subject_kind",
        "is_leading_cadre",
        "level_id",
        "loss",
        "urgency",
        "nature",
        "degree_id",
        "proceeding_on",
        "notified_on",
        "received_on",
        "accepted_on",
        "decided_on",
        "served_on",
        "answer_ids.about",
        "answer_ids.subject",
        "answer_ids.answer",
        "expectation_ids.what",
        "expectation_ids.value",
    )
    @api.depends_context("lang")
    def _compute_state(self):
        for example in self:
            # A form asks while it is filled in: what is stored is run.
            stored = example._origin
            differences = stored._run() if stored else []
            example.differences = "\n".join(differences)
            example.state = bool(stored) and ("failed" if differences else "passed")

    @api.constrains("loss")
    def _check_loss(self):
        for example in self.filtered("loss"):
            try:
                procedure.read_amount(example.loss)
            except ValueError as error:
                raise ValidationError(
                    self.env._(
                        "The loss “%(loss)s” is no amount. Enter a number, such as "
                        "120000.",
                        loss=example.loss,
                    )
                ) from error

    @api.constrains("article_id", "degree_id", "level_id", "version_id")
    def _check_version_id(self):
        for example in self:
            for part in (example.article_id, example.degree_id, example.level_id):
                if part.version_id - example.version_id:
                    raise ValidationError(
                        self.env._(
                            "%(name)s belongs to another version. Choose one of the "
                            "same version.",
                            name=part.display_name,
                        )
                    )

    def _get_facts(self):
        """Return the facts of the party, as the steps of a case take them.

        :rtype: dict
        """
        self.ensure_one()
        return {
            "subject_kind": self.subject_kind,
            "level": self.level_id._get_reference_code() if self.level_id else None,
            "loss": procedure.read_amount(self.loss) if self.loss else None,
            "urgency": self.urgency or None,
            "degree": self.degree_id._get_reference_code() if self.degree_id else None,
            "answers": self._get_answers()["factors"],
        }

    def _get_answers(self):
        """Return the answers as the assessment takes them.

        Those that name what there is not are left out: the run tells them once.

        :return: see :meth:`~...clash.ToleranceSchemeVersion._get_tolerance_stops`;
            ``done`` besides, ``{code of a step: day}``
        :rtype: dict
        """
        self.ensure_one()
        answers = self._make_answers()
        for line in self.answer_ids:
            with suppress(UnknownName):
                line._put(answers)
        return answers

    def _make_answers(self):
        """Return what holds answers, before there is any.

        :rtype: dict
        """
        return {
            "factors": {},
            "stops": {},
            "exclusions": {},
            "situations": {},
            "responsibilities": {},
            "nature": self.nature or None,
            "done": {},
        }

    def _get_days(self):
        """Return the days from which time limits run.

        :return: ``{trigger of a limit: day}``
        :rtype: dict
        """
        self.ensure_one()
        return {
            "proceeding_start": self.proceeding_on,
            "notice": self.notified_on,
            "receipt": self.received_on,
            "acceptance": self.accepted_on,
            "decision": self.decided_on,
            "service": self.served_on,
        }
