"""Levels of confidentiality of cases and documents, from public to top secret."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.blank import is_blank
from ..base.single import check_single
from ..base.workflow_mixin import Transition
from ..base.write_permit import unlocked

LEVELS = [
    ("public", "Public"),
    ("internal", "Internal"),
    ("confidential", "Confidential"),
    ("secret", "Secret"),
    ("top_secret", "Top Secret"),
]
RANK = {level: rank for rank, (level, _label) in enumerate(LEVELS)}
# Default of the agency; not prescribed by the source.
USUAL = "internal"
CLASSIFIED = ("confidential", "secret", "top_secret")
FIELDS = frozenset({"own_level", "level_reason"})


class ToleranceClassifiedMixin(models.AbstractModel):
    """A case, or a document of a case, with its level of confidentiality (密级).

    The three classified levels are those of the Law on Guarding State Secrets;
    setting one is the agency's act, which the clerk in charge enters with its
    ground. *Internal*, where everything starts, and *public* are agency defaults.

    A document without a level of its own has that of its case and follows it. No
    document stands above its case: raising one raises the case as well, and a case
    is not lowered below a document. Both acts append to the chain of the case, so
    two of them at the same moment never pass each other unseen.

    Inherit it before the model itself: its guarded fields come on top of the others.
    """

    _name = "tolerance.classified.mixin"
    _description = "Has a Level of Confidentiality"
    _inherit = ["tolerance.ledger.mixin", "tolerance.workflow.mixin"]
    _workflow_fields = FIELDS
    _delegated_acts = {
        "document.classify": "clerk",
    }

    _transitions = {
        # Opens a dialog; the button of the dialog is the personal action.
        "classify": Transition(hidden_by="_get_in_charge_refusal", is_personal=False),
    }

    own_level = fields.Selection(
        LEVELS,
        "Level of Its Own",
        readonly=True,
        copy=False,
        help="Empty: as the case.",
    )
    level_reason = fields.Text("Ground of the Level", readonly=True, copy=False)
    secrecy_level = fields.Selection(
        LEVELS,
        "Confidentiality Level",
        compute="_compute_secrecy_level",
        store=True,
        index=True,
    )
    is_classified = fields.Boolean(
        "Classified", compute="_compute_is_classified", search="_search_is_classified"
    )
    can_classify = fields.Boolean(compute="_compute_can")

    def _get_derived(self):
        return super()._get_derived() | {"secrecy_level"}

    @api.depends("own_level")
    def _compute_secrecy_level(self):
        for record in self:
            record.secrecy_level = record.own_level or record._get_usual_level()

    def _get_usual_level(self):
        """Return the level where none was set.

        :rtype: str
        """
        return USUAL

    @api.depends("secrecy_level")
    def _compute_is_classified(self):
        for record in self:
            record.is_classified = record.secrecy_level in CLASSIFIED

    def _search_is_classified(self, operator, value):
        if operator != "in":
            return NotImplemented
        chosen = "in" if True in value else "not in"
        return [("secrecy_level", chosen, CLASSIFIED)]

    def _get_case(self):
        """Return the case that the record is, or that the document is of.

        :rtype: tolerance.case
        """
        return self

    def _get_in_charge_refusal(self):
        """Refuse everybody but the clerk in charge of the case.

        :rtype: str | bool
        """
        is_clerk = self.env.user.has_group("mistake_tolerance.group_clerk")
        # sudo: the user who reads a document may not be able to read its case.
        case_sudo = self.sudo()._get_case()
        if is_clerk and case_sudo and case_sudo._is_in_charge():
            return False
        return self.env._(
            "Level and number of the documents of %(number)s are entered by its clerk "
            "in charge.",
            number=case_sudo.name,
        )

    def action_classify(self):
        """Open the dialog in which the clerk in charge enters the level."""
        check_single(self)
        self.check_access("read")
        self._check_transition("classify")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Confidentiality Level"),
            "res_model": "tolerance.classification.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_level": self.secrecy_level,
            },
        }

    def _do_classify(self, level, reason):
        """Set the level, and raise that of the case if it is lower.

        :param str level: key of ``LEVELS``
        :param str reason: ground; a must for another level than before
        :raises UserError: without the right, the reason, or above a document
        """
        self.ensure_one()
        self._check_transition("classify")
        before = self.secrecy_level
        if level != before and is_blank(reason):
            raise UserError(
                self.env._("Give the ground: who set the level, and by which act.")
            )
        self._check_level(level)
        case = self._get_case()
        # sudo: the clerk in charge has no right to write a document once entered.
        unlocked(self.sudo()).write(
            {"own_level": level, "level_reason": reason or False}
        )
        self._ledger_append(
            "document.classify",
            {"before": before, "level": level, "reason": reason or ""},
        )
        if RANK[level] > RANK[case.secrecy_level]:
            case._do_classify(
                level,
                self.env._(
                    "%(kind)s %(document)s has this level.",
                    kind=self.env["ir.model"]._get(self._name).name,
                    document=self.display_name,
                ),
            )

    def _check_level(self, level):
        """Refuse a level that the record may not have; a hook of the case.

        :raises UserError: with what to do first
        """

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "document.classify": self.env._("Confidentiality level set"),
        }
