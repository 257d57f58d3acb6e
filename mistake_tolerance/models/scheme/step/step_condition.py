from odoo import api, fields, models

from ....rules import procedure
from ....rules.completeness import OTHER
from ...base.wording import write_list
from ..scheme_part_mixin import make_field_error

# What each fact is compared by, if not by codes that are equal or differ.
COMPARABLE = {"loss": tuple(procedure.COMPARISONS)}
# Where the value stands, if not in ``value``.
OWN_FIELDS = {"degree": "degree_id", "level": "level_id"}
# And where the version lists all that it can be.
OWN_LISTS = {"degree": "degree_ids", "level": "level_ids"}


class ToleranceSchemeStepCondition(models.Model):
    """A fact on which it depends whether a step is taken."""

    _name = "tolerance.scheme.step.condition"
    _description = "Condition of a Step"
    _inherit = ["tolerance.scheme.part.mixin"]
    _preset_key = "conditions"
    _preset_parent = "step_id"
    _frozen_parent = "step_id"
    _order = "step_id, sequence, id"

    step_id = fields.Many2one(
        "tolerance.scheme.step", required=True, ondelete="cascade", index=True
    )
    version_id = fields.Many2one(
        related="step_id.version_id", required=False, index=False
    )
    what = fields.Selection(
        [
            ("subject_kind", "Kind of the Party"),
            ("level", "Level of the Agency"),
            ("loss", "Loss"),
            ("urgency", "Urgency"),
            ("outcome", "Outcome"),
            ("degree", "Degree"),
            ("answer", "Answer of the Assessment"),
        ],
        "Depends On",
        required=True,
    )
    comparison = fields.Selection(
        [
            ("is", "Is"),
            ("is_not", "Is Not"),
            ("above", "Above"),
            ("at_least", "At Least"),
            ("below", "Below"),
            ("at_most", "At Most"),
        ],
        default="is",
        required=True,
        help="Above, at least, below and at most are for the loss alone; all else is "
        "or is not.",
    )
    value = fields.Char(
        help="An amount for the loss; otherwise one of the values offered.",
    )
    degree_id = fields.Many2one(
        "tolerance.scheme.degree",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('version_id', '=', version_id)]",
    )
    level_id = fields.Many2one(
        "tolerance.scheme.level",
        string="Level of the Agency",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('version_id', '=', version_id)]",
    )
    factor_id = fields.Many2one(
        "tolerance.scheme.factor",
        "Question",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('version_id', '=', version_id)]",
    )
    offered = fields.Char("Values Offered", compute="_compute_offered")
    name = fields.Char("Condition", compute="_compute_name")

    @api.depends("what", "factor_id")
    @api.depends_context("lang")
    def _compute_offered(self):
        for condition in self:
            values = condition._get_values()
            condition.offered = bool(values) and write_list(
                self.env, [f"{code} ({label})" for code, label in values.items()]
            )

    @api.depends(
        "what",
        "comparison",
        "value",
        "degree_id.name",
        "level_id.name",
        "factor_id.name",
    )
    @api.depends_context("lang")
    def _compute_name(self):
        for condition in self:
            value = condition.value or ""
            if condition.what in OWN_FIELDS:
                value = condition[OWN_FIELDS[condition.what]].name or ""
            elif condition.what == "loss":
                value = condition._write_amount(condition.value)
            else:
                value = condition._get_values().get(value, value)
            condition.name = self._get_patterns()[condition.comparison or "is"] % {
                "subject": condition._get_subject(),
                "value": value,
            }

    @api.model
    def _get_patterns(self):
        """Return how each comparison reads in a sentence.

        :rtype: dict
        """
        return {
            "is": self.env._("%(subject)s: %(value)s"),
            "is_not": self.env._("%(subject)s: not %(value)s"),
            "above": self.env._("%(subject)s above %(value)s"),
            "at_least": self.env._("%(subject)s of at least %(value)s"),
            "below": self.env._("%(subject)s below %(value)s"),
            "at_most": self.env._("%(subject)s of at most %(value)s"),
        }

    @api.model
    def _write_amount(self, written):
        try:
            return self._write_yuan(procedure.read_amount(written or ""))
        except ValueError:
            return written or ""

    @api.model
    def _write_yuan(self, amount):
        """Write an amount of a regulation: these count in yuan.

        :param float amount: in yuan
        :rtype: str
        """
        written = f"{amount:,.2f}".removesuffix(".00")
        return self.env._("%(amount)s yuan", amount=written)

    def _get_value_label(self, value):
        """Return how people read a value of the fact on which these depend.

        :param value: as the rules take it
        :rtype: str
        """
        one = self[:1]
        if value == OTHER:
            return self.env._("anything else")
        if one.what == "loss":
            return self._write_yuan(value)
        if one.what in OWN_FIELDS:
            entries = one.version_id[OWN_LISTS[one.what]]
            labels = {entry._get_reference_code(): entry.name for entry in entries}
        else:
            labels = one._get_values()
        return labels.get(value, value)

    def _get_values(self):
        """Return the codes from which the value is chosen, with their labels.

        :rtype: dict
        """
        self.ensure_one()
        if self.what == "subject_kind":
            return {"person": self.env._("Person"), "unit": self.env._("Unit")}
        if self.what == "urgency":
            return {"ordinary": self.env._("Ordinary"), "urgent": self.env._("Urgent")}
        if self.what == "outcome":
            return {
                "granted": self.env._("Tolerated"),
                "refused": self.env._("Not Tolerated"),
            }
        if self.what == "answer" and self.factor_id:
            return self.factor_id._get_answers()
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        conditions = super().create(vals_list)
        conditions._adopt_codes()
        return conditions

    def write(self, vals):
        result = super().write(vals)
        if "value" in vals:
            self._adopt_codes()
        return result

    def _adopt_codes(self):
        """Replace a value by its code where its label was entered."""
        for condition in self:
            codes = {label: code for code, label in condition._get_values().items()}
            if condition.value in codes:
                condition.value = codes[condition.value]

    @api.constrains(
        "step_id", "what", "comparison", "value", "degree_id", "level_id", "factor_id"
    )
    def _check_value(self):
        for condition in self:
            name, sentence = condition._get_fault()
            if sentence:
                raise make_field_error(
                    name,
                    self.env._(
                        "%(subject)s: %(value)s",
                        subject=condition.step_id.name,
                        value=sentence,
                    ),
                )

    def _get_fault(self):
        """Return in which field the condition is wrong, and the sentence what is.

        :return: ``(False, False)`` if nothing is
        :rtype: tuple
        """
        self.ensure_one()
        version = self.step_id.version_id
        for name in ("degree_id", "level_id", "factor_id"):
            if self[name].version_id - version:
                return name, self.env._("A condition names entries of its own version.")
        if self.comparison not in COMPARABLE.get(self.what, procedure.EQUALITIES):
            return "comparison", self.env._(
                "“%(what)s” can only be compared by “Is” and “Is Not”.",
                what=self._get_subject(),
            )
        if self.what == "answer" and not self.factor_id:
            return "factor_id", self.env._("Choose the question whose answer counts.")
        if self.what in OWN_FIELDS:
            name = OWN_FIELDS[self.what]
            return name, not self[name] and self.env._(
                "Choose the entry that “%(what)s” is compared with.",
                what=self._get_subject(),
            )
        if self.what == "loss":
            return "value", self._get_amount_fault()
        return "value", self._get_value_fault()

    def _get_value_fault(self):
        values = self._get_values()
        if self.value in {*values, *values.values()}:
            return False
        if not self.value:
            return self.env._(
                "The value of “%(what)s” is empty. Enter one of these: %(offered)s.",
                what=self._get_subject(),
                offered=self.offered,
            )
        return self.env._(
            "“%(value)s” is no value of “%(what)s”. Enter one of these: %(offered)s.",
            value=self.value,
            what=self._get_subject(),
            offered=self.offered,
        )

    def _get_amount_fault(self):
        if not self.value:
            return self.env._(
                "The amount of the loss is empty. Enter a number, such as 100000."
            )
        try:
            procedure.read_amount(self.value)
        except ValueError:
            return self.env._(
                "“%(value)s” is no amount. Enter a number, such as 100000.",
                value=self.value,
            )
        return False

    def _get_subject(self):
        """Return the name of the fact that counts.

        :rtype: str
        """
        if self.what == "answer" and self.factor_id:
            return self.factor_id.name
        return dict(self._fields["what"]._description_selection(self.env)).get(
            self.what, ""
        )

    def _get_rule(self):
        """Return the condition as the rules of the procedure take it.

        :rtype: procedure.Condition
        """
        self.ensure_one()
        value = self.value
        if self.what == "loss":
            value = procedure.read_amount(value)
        elif self.what in OWN_FIELDS:
            value = self[OWN_FIELDS[self.what]]._get_reference_code()
        return procedure.Condition(
            self.what,
            self.comparison,
            value,
            question=(self.factor_id and self.factor_id._get_reference_code()) or None,
            key=self,
        )
