from datetime import date, timedelta
from math import inf

from odoo import api, fields, models

from ...base.wording import write_day, write_list


class ToleranceSchemeVersion(models.Model):
    """Says which of several published regulations governs a case, and why."""

    _inherit = "tolerance.scheme.version"

    validity = fields.Char(
        "Applies Until",
        compute="_compute_validity",
        help="Until when a published version applies to new applications. Cases that "
        "run keep the version by which they were opened.",
    )
    publish_effects = fields.Text(
        "What Publication Changes", compute="_compute_publish_effects"
    )

    @api.depends(
        "state",
        "date_from",
        "date_to",
        "covers_persons",
        "covers_units",
        "scheme_id.version_ids.state",
        "scheme_id.version_ids.number",
        "scheme_id.version_ids.date_from",
    )
    @api.depends_context("lang")
    def _compute_validity(self):
        for version in self:
            is_published = version.state == "published"
            version.validity = is_published and version._write_validity()

    def _write_validity(self):
        """Say until when this published version applies, and what comes after it.

        :rtype: str
        """
        self.ensure_one()
        if successor := self._get_successor():
            if last := self._get_last_day(successor):
                return self.env._(
                    "Until %(day)s; from then on version %(number)s",
                    day=write_day(self.env, last),
                    number=successor.number,
                )
            return self.env._(
                "Superseded by version %(number)s; running cases keep it",
                number=successor.number,
            )
        if self.date_to:
            return self.env._("Until %(day)s", day=write_day(self.env, self.date_to))
        return self.env._("Without end")

    def _get_place(self):
        """Return by what the versions of one regulation follow each other.

        :rtype: tuple
        """
        return self.date_from or date.min, self.number

    def _get_successor(self):
        """Return the published version that takes the place of this one for all.

        :rtype: tolerance.scheme.version
        """
        self.ensure_one()
        return self.scheme_id.version_ids.filtered(
            lambda version: version.state == "published" and version._supersedes(self)
        ).sorted(lambda version: version._get_place())[:1]

    def _supersedes(self, other):
        """Return whether this version applies wherever an earlier one would.

        :param tolerance.scheme.version other: of the same regulation
        :rtype: bool
        """
        self.ensure_one()
        types, others = self.scope_ids.type_id, other.scope_ids.type_id
        return (
            self._get_place() > other._get_place()
            and self.covers_persons >= other.covers_persons
            and self.covers_units >= other.covers_units
            and (not types or (bool(others) and others <= types))
            and (other.date_to or date.max) <= (self.date_to or date.max)
        )

    def _get_last_day(self, successor):
        """Return the last day on which this version applies beside its successor.

        :param tolerance.scheme.version successor: see :meth:`_get_successor`
        :return: False where none is left
        :rtype: date | bool
        """
        first = self.date_from or date.min
        if not successor.date_from or successor.date_from <= first:
            return False
        return successor.date_from - timedelta(days=1)

    @api.model
    def _get_applicable(self, company, occurred_on, filed_on, kind=None, types=None):
        """Find the published version that governs a matter.

        Whether the day of the matter or the day of filing counts is a setting
        of the version itself. Where a regulation and the one above it are both in
        force, the lower one gives the procedure; the higher one prevails where they
        disagree. The agency's own regulation comes before one of all agencies, and one
        that names the kind of unit or staff before one for all kinds.

        :param res.company company: the agency
        :param date occurred_on: when it happened, if known
        :param date filed_on: when the application is filed
        :param str kind: ``person`` or ``unit``: whom the matter is about; None: any
        :param tolerance.subject.type types: the kinds of units and staff to which that
            person or unit belongs, as far as they are entered; None: any
        :rtype: tolerance.scheme.version
        """
        fitting = self._get_fitting(company, occurred_on, filed_on, kind, types)
        higher = fitting.scheme_id._get_higher()
        return fitting.filtered(lambda v: v.scheme_id not in higher).sorted(
            lambda version: version._get_rank(types)
        )[-1:]

    @api.model
    def _get_fitting(self, company, occurred_on, filed_on, kind=None, types=None):
        """Return the published versions that fit a matter, one of each regulation.

        The parameters are those of :meth:`_get_applicable`.

        :rtype: tolerance.scheme.version
        """
        schemes = self.search(
            [
                ("state", "=", "published"),
                ("scheme_id.active", "=", True),
                ("scheme_id.company_id", "in", [company.id, False]),
            ]
        ).scheme_id
        return self.browse().union(
            *(
                scheme._get_applicable_version(occurred_on, filed_on, kind, types)
                for scheme in schemes
            )
        )

    def _get_rank(self, types=None):
        """Return what is compared where several regulations fit; the highest goes.

        :param tolerance.subject.type types: the kinds that are entered
        :rtype: tuple
        """
        self.ensure_one()
        types = self.env["tolerance.subject.type"] if types is None else types
        return (
            bool(self.scheme_id.company_id),
            self._get_closeness(types),
            self.date_from or date.min,
            # One that is only planned is entered last.
            self.id or inf,
        )

    def _get_choice_reason(self, company, occurred_on, filed_on, kind=None, types=None):
        """Say why this version governs a matter, and not another one that fits.

        The parameters are those of :meth:`_get_applicable`.

        :return: a sentence for each other one, or False without any
        :rtype: str | bool
        """
        self.ensure_one()
        fitting = self._get_fitting(company, occurred_on, filed_on, kind, types)
        higher = self.scheme_id._get_higher()
        others = fitting.filtered(lambda version: version.scheme_id != self.scheme_id)
        sentences = [
            self._compare_higher(other)
            if other.scheme_id in higher
            else self._compare(other, types)
            for other in others
        ]
        return "\n".join(sentences) or False

    def _compare_higher(self, other):
        return self.env._(
            "%(other)s stands above it, and prevails where the two disagree.",
            other=other.display_name,
        )

    def _compare(self, other, types):
        """Say why this version goes before another one that fits too.

        :param tolerance.scheme.version other: of another regulation
        :param tolerance.subject.type types: the kinds that are entered
        :rtype: str
        """
        mine, its = self._get_rank(types), other._get_rank(types)
        values = {"other": other.display_name}
        if mine < its:
            return self.env._(
                "%(other)s would go first today; it did not apply yet when this one "
                "was chosen.",
                **values,
            )
        pairs = enumerate(zip(mine, its, strict=True))
        place = next(number for number, (one, two) in pairs if one != two)
        if place == 0:
            return self.env._(
                "%(other)s is for all agencies: the agency's own goes first.", **values
            )
        named = self.scope_ids.type_id & types if types else self.scope_ids.type_id
        if place == 1 and named:
            return self.env._(
                "%(other)s is not as close: this one names %(kinds)s.",
                kinds=write_list(self.env, named.mapped("name")),
                **values,
            )
        if place == 1:
            return self.env._(
                "%(other)s is for %(kinds)s only, and it is not entered whether that "
                "fits.",
                kinds=write_list(self.env, other.scope_ids.type_id.mapped("name")),
                **values,
            )
        if place == 2:
            return self.env._(
                "%(other)s has been in force longer: the newer one goes first.",
                **values,
            )
        return self.env._(
            "%(other)s is in force since the same day: the one entered last goes "
            "first.",
            **values,
        )

    @api.depends(
        "state",
        "date_from",
        "date_to",
        "covers_persons",
        "covers_units",
        "scope_ids.type_id",
        "scheme_id.parent_id",
    )
    @api.depends_context("lang")
    def _compute_publish_effects(self):
        for version in self:
            stored = version._origin
            is_draft = bool(stored) and version.state == "draft"
            version.publish_effects = is_draft and "\n".join(
                stored._get_publish_effects()
            )

    def _get_publish_effects(self):
        """Say what publication changes; a hook, to which later rooms add.

        :return: sentences
        :rtype: list[str]
        """
        return self._get_effects_on_others()

    def _get_effects_on_others(self):
        """Say what publication changes for other regulations.

        :return: sentences
        :rtype: list[str]
        """
        self.ensure_one()
        domain = [("state", "=", "published"), ("scheme_id.active", "=", True)]
        if company := self.scheme_id.company_id:
            domain.append(("scheme_id.company_id", "in", [company.id, False]))
        others = self.search(domain)
        return [
            sentence
            for other in others
            if self._meets(other) and (sentence := self._write_effect_on(other))
        ]

    def _meets(self, other):
        """Return whether there can be a matter that both versions fit.

        :param tolerance.scheme.version other: one version
        :rtype: bool
        """
        begins = max(self.date_from or date.min, other.date_from or date.min)
        ends = min(self.date_to or date.max, other.date_to or date.max)
        return begins <= ends and (
            (self.covers_persons and other.covers_persons)
            or (self.covers_units and other.covers_units)
        )

    def _write_effect_on(self, other):
        """Say for whom a published version stays once this one is published.

        :param tolerance.scheme.version other: one that can fit the same matter
        :rtype: str | bool
        """
        values = {"other": other.display_name}
        if other.scheme_id == self.scheme_id:
            return self._write_effect_on_earlier(other, values)
        if other.scheme_id in self.scheme_id._get_higher():
            return self.env._(
                "%(other)s stands above, and prevails where the two disagree.", **values
            )
        if self.scheme_id in other.scheme_id._get_higher():
            return self.env._(
                "%(other)s stands below: it stays, and this one prevails where the two "
                "disagree.",
                **values,
            )
        if bool(self.scheme_id.company_id) != bool(other.scheme_id.company_id):
            if self.scheme_id.company_id:
                return self.env._(
                    "%(other)s no longer governs here where both fit: the agency's "
                    "own goes first.",
                    **values,
                )
            return self.env._(
                "%(other)s stays where both fit: it is the agency's own.", **values
            )
        mine, its = self.scope_ids.type_id, other.scope_ids.type_id
        if its and not mine:
            return self.env._(
                "%(other)s stays for those whom it names: %(kinds)s. This version "
                "names no kinds, so it does not apply to them; where it is to apply, "
                "list them under “%(list)s”.",
                list=self._fields["scope_type_ids"]._description_string(self.env),
                kinds=write_list(self.env, its.mapped("name")),
                **values,
            )
        if mine and not its:
            return self.env._(
                "%(other)s stays for all others; this version is for: %(kinds)s.",
                kinds=write_list(self.env, mine.mapped("name")),
                **values,
            )
        if self._get_rank()[2:] > other._get_rank()[2:]:
            return self.env._(
                "%(other)s no longer governs new applications where both fit: this "
                "version is newer.",
                **values,
            )
        return self.env._(
            "%(other)s goes before this version where both fit: it is in force from a "
            "later day.",
            **values,
        )

    def _write_effect_on_earlier(self, other, values):
        """Say until when another version of the same regulation applies.

        :param tolerance.scheme.version other: a published one
        :param dict values: of the sentence
        :rtype: str | bool
        """
        if not self._supersedes(other):
            return self.env._(
                "%(other)s stays for what this version does not cover.", **values
            )
        if last := other._get_last_day(self):
            return self.env._(
                "%(other)s applies until %(day)s only; from then on this version.",
                day=write_day(self.env, last),
                **values,
            )
        return self.env._(
            "%(other)s is superseded: it applies to no new application.", **values
        )
