from odoo import api, fields, models
from odoo.fields import Command


class ToleranceSchemeVersion(models.Model):
    """Whom a version covers, by kinds of units and of staff.

    A version that names no kind of units covers all units, and in the same way for
    staff. Where it is not entered of which kind somebody is, nothing is ruled out by
    it: the clerk who accepts decides.
    """

    _inherit = "tolerance.scheme.version"

    scope_ids = fields.One2many(
        "tolerance.scheme.scope", "version_id", export_string_translation=False
    )

    # To choose them at once; the parts are what a workbook holds and a trigger keeps.
    scope_type_ids = fields.Many2many(
        "tolerance.subject.type",
        string="Kinds Covered",
        compute="_compute_scope_type_ids",
        inverse="_inverse_scope_type_ids",
        help="Without any, it covers all kinds. Which kind a unit or a post is stands "
        "on the page of the department and of the post.",
    )

    @api.depends("scope_ids.type_id")
    def _compute_scope_type_ids(self):
        for version in self:
            version.scope_type_ids = version.scope_ids.type_id

    def _inverse_scope_type_ids(self):
        for version in self:
            types = version.scope_type_ids
            version.scope_ids.filtered(lambda s, t=types: s.type_id not in t).unlink()
            version.scope_ids = [
                Command.create({"type_id": new.id})
                for new in types - version.scope_ids.type_id
            ]

    def _covers_types(self, types):
        """Return whether the version applies to subjects of these kinds.

        What nobody has entered rules nothing out. Only a regulation for some kinds of
        staff, and for no units, is for those who are entered as such: it says nothing
        about the rest of an agency.

        :param tolerance.subject.type types: those that are entered
        :rtype: bool
        """
        self.ensure_one()
        staff = types.filtered(lambda t: t.kind == "person")
        if self._is_for_staff_only() and not staff:
            return False
        return all(
            types & named or not types.filtered(lambda t, kind=kind: t.kind == kind)
            for kind, named in self.scope_ids.type_id.grouped("kind").items()
        )

    def _is_for_staff_only(self):
        """Return whether the version is for some kinds of staff, and for no units.

        :rtype: bool
        """
        self.ensure_one()
        named = self.scope_ids.type_id
        return bool(named) and not (
            self.covers_units or named.filtered(lambda t: t.kind == "unit")
        )

    def _get_closeness(self, types):
        """Return how closely the scope fits, to choose between two regulations.

        One that names the kind comes before one for all, and one of which it is not
        known whether it fits comes last.

        :param tolerance.subject.type types: those that are entered
        :rtype: int
        """
        self.ensure_one()
        return sum(
            1 if types & named else -1
            for named in self.scope_ids.type_id.grouped("kind").values()
        )

    @api.model
    def _get_scope_types(self, kind, subject, company):
        """Return the kinds by which the scope is judged.

        The kind of staff does not count where a unit applies.

        :param str kind: ``person`` or ``unit``
        :rtype: tolerance.subject.type
        """
        types = subject._get_types(company)
        return types.filtered(lambda t: t.kind == "unit") if kind == "unit" else types
