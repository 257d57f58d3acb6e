from datetime import date

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ToleranceScheme(models.Model):
    """A regulation on error tolerance, with all its versions."""

    _name = "tolerance.scheme"
    _description = "Tolerance Scheme"
    _inherit = ["tolerance.paper.number", "tolerance.scheme.frozen"]
    _order = "name, id"

    name = fields.Char("Title", required=True, translate=True)
    code = fields.Char(
        copy=False,
        help="Short name by which the program finds a shipped regulation again.",
    )
    issuer = fields.Char(translate=True, help="The organ that issued the regulation.")
    document_number = fields.Char()
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, index="btree_not_null"
    )
    parent_id = fields.Many2one(
        "tolerance.scheme",
        string="Higher Regulation",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Where the two disagree, the higher regulation prevails.",
    )
    version_ids = fields.One2many(
        "tolerance.scheme.version", "scheme_id", string="Versions"
    )
    is_published = fields.Boolean(
        compute="_compute_is_published",
        help="A version has been published: title, issuer, number and company stay.",
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE code IS NOT NULL",
        "This regulation is loaded already for the company.",
    )

    _check_company_auto = True
    _frozen_function = None
    # By these a decision names the regulation it rests on.
    _frozen_fields = frozenset(
        {"name", "code", "issuer", "document_number", "company_id"}
    )

    @api.depends("version_ids.state")
    def _compute_is_published(self):
        for scheme in self:
            states = scheme.version_ids.mapped("state")
            scheme.is_published = any(state != "draft" for state in states)

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A regulation cannot stand above itself."))

    def _get_frozen_versions(self):
        return self.version_ids

    def _get_frozen_names(self, names):
        return self._frozen_fields & set(names)

    def _get_higher(self):
        """Return the regulations that stand above any of these.

        :rtype: tolerance.scheme
        """
        higher, parents = self.browse(), self.parent_id
        while parents:
            higher |= parents
            parents = parents.parent_id - higher
        return higher

    def _get_applicable_version(self, matter_date, filing_date, kind=None):
        """Find the version of this regulation that applies to a case.

        Each version says itself which of the two dates it goes by; of those
        in force on their date the latest one applies. A date that is not known
        rules no version out.

        :param datetime.date matter_date: the day of the matter
        :param datetime.date filing_date: the day the application was filed
        :param str kind: ``person`` or ``unit``: only what covers them; None: all
        :return: one version, or none
        :rtype: tolerance.scheme.version
        """
        self.ensure_one()
        dates = {"matter": matter_date, "filing": filing_date}
        return self.version_ids.filtered(
            lambda version: (
                version.state == "published"
                and version._is_in_force(dates[version.version_date_rule])
                and (not kind or version._covers(kind))
            )
        ).sorted(lambda version: (version.date_from or date.min, version.number))[-1:]
