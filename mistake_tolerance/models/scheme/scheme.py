from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..base.db_trigger import create_function, create_trigger
from ..base.field import written
from .frozen import frozen_sql


class ToleranceScheme(models.Model):
    """A regulation on error tolerance, with all its versions."""

    _name = "tolerance.scheme"
    _description = "Tolerance Scheme"
    _inherit = ["tolerance.paper.number", "tolerance.scheme.frozen"]
    _order = "name, id"

    name = written.Char("Title", required=True, translate=True)
    code = fields.Char(
        copy=False,
        help="Short name by which the program finds a shipped regulation again.",
    )
    issuer = fields.Char(translate=True, help="The organ that issued the regulation.")
    document_number = fields.Char(help="Such as 〔2018〕29号; empty where not known.")
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

    def init(self):
        """Create the trigger that keeps the higher regulation of a published one."""
        super().init()
        create_function(
            self.env,
            "tolerance_scheme_parent_kept",
            """
            BEGIN
                IF OLD.parent_id IS NOT NULL
                    AND NEW.parent_id IS DISTINCT FROM OLD.parent_id
                    AND EXISTS (SELECT FROM tolerance_scheme_version
                                 WHERE scheme_id = OLD.id AND state <> 'draft')
                THEN
                    %(refuse)s;
                END IF;
                RETURN NEW;
            END
            """,
            refuse=frozen_sql.PARENT_KEPT,
        )
        create_trigger(
            self.env.cr,
            self._table,
            "tolerance_parent_kept",
            SQL("UPDATE OF parent_id"),
            "tolerance_scheme_parent_kept",
        )

    def write(self, vals):
        added = self.browse()
        if "parent_id" in vals:
            self._check_parent_kept(vals["parent_id"])
            added = self.filtered(lambda s: s.is_published and not s.parent_id)
        result = super().write(vals)
        for scheme in added.filtered("parent_id"):
            published = scheme.version_ids.filtered(lambda v: v.state == "published")
            published._ledger_append(
                "scheme.higher",
                {
                    "higher": scheme.parent_id.code
                    or scheme.parent_id.with_context(lang=None).name
                },
            )
        return result

    def _check_parent_kept(self, parent_id):
        """Refuse another higher regulation for a published one; a first may be set.

        A higher regulation may be issued later; cases that run already keep what
        applied when they were opened.

        :param int parent_id: the regulation that is to stand above, or False
        :raises UserError: if a published regulation has another one above it
        """
        if self.filtered(
            lambda s: s.is_published and s.parent_id and s.parent_id.id != parent_id
        ):
            raise UserError(self.env._(frozen_sql.PARENT_KEPT.text))

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

    def _get_applicable_version(self, matter_date, filing_date, kind=None, types=None):
        """Find the version of this regulation that applies to a case.

        Each version says itself which of the two dates it goes by; of those
        in force on their date the latest one applies. A date that is not known
        rules no version out.

        :param datetime.date matter_date: the day of the matter
        :param datetime.date filing_date: the day the application was filed
        :param str kind: ``person`` or ``unit``: only what covers them; None: all
        :param types: kinds of units and staff: only what covers them; None: all
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
                and (types is None or version._covers_types(types))
            )
        ).sorted(lambda version: version._get_place())[-1:]
