from odoo import api, models


class ToleranceSchemeVersion(models.Model):
    """Finds where a version contradicts the higher regulation."""

    _inherit = "tolerance.scheme.version"

    @api.depends(
        "scheme_id.parent_id.version_ids.state",
        "scheme_id.parent_id.version_ids.exclusion_ids.code",
        "scheme_id.parent_id.version_ids.exclusion_ids.kind",
        "situation_ids.code",
        "exclusion_ids.code",
        "exclusion_ids.kind",
    )
    @api.depends_context("lang")
    def _compute_clashes(self):
        for version in self:
            version.clashes = "\n".join(version._get_clashes())

    def _get_higher_version(self, occurred_on=None, filed_on=None):
        """Return the version of the higher regulation in use, if there is one.

        :param date occurred_on: the day of the matter; None: whichever is the latest
        :param date filed_on: the day of filing, in the same way
        :rtype: tolerance.scheme.version
        """
        self.ensure_one()
        parent = self.scheme_id.parent_id
        return (
            parent._get_applicable_version(occurred_on, filed_on)
            if parent
            else self.browse()
        )

    def _get_exclusions(self, occurred_on=None, filed_on=None):
        """Return the exclusions that apply, the higher regulation's included.

        Where both have one with the same code, the higher one counts.

        :param date occurred_on: see :meth:`_get_higher_version`
        :param date filed_on: see :meth:`_get_higher_version`
        :rtype: tolerance.scheme.exclusion
        """
        self.ensure_one()
        theirs = self._get_higher_exclusions(occurred_on, filed_on)
        codes = set(theirs.mapped("code")) - {False}
        return theirs | self.exclusion_ids.filtered(lambda e: e.code not in codes)

    def _get_higher_exclusions(self, occurred_on=None, filed_on=None):
        """Return the exclusions of the regulations above.

        :rtype: tolerance.scheme.exclusion
        """
        higher = self._get_higher_version(occurred_on, filed_on)
        if not higher:
            return self.exclusion_ids.browse()
        return higher._get_exclusions(occurred_on, filed_on)

    def _get_overruled_situations(self, occurred_on=None, filed_on=None):
        """Return the situations that a regulation above excludes.

        :param date occurred_on: see :meth:`_get_higher_version`
        :param date filed_on: see :meth:`_get_higher_version`
        :return: ``{situation: exclusion}``
        :rtype: dict
        """
        self.ensure_one()
        stops = {
            exclusion.code: exclusion
            for exclusion in self._get_higher_exclusions(occurred_on, filed_on)
            if exclusion.kind == "stop" and exclusion.code
        }
        return {
            situation: stops[situation.code]
            for situation in self.situation_ids
            if situation.code in stops
        }

    def _get_clashes(self):
        """Say where this version and the higher regulation disagree.

        Situations and exclusions are compared by their codes.

        :return: sentences
        :rtype: list
        """
        self.ensure_one()
        stops = {
            exclusion.code
            for exclusion in self._get_higher_exclusions()
            if exclusion.kind == "stop" and exclusion.code
        }
        sentences = [
            self.env._(
                "Situation %(number)s is tolerated here, but excluded by the higher "
                "regulation: %(exclusion)s. The higher regulation prevails.",
                number=situation.number,
                exclusion=exclusion.name,
            )
            for situation, exclusion in self._get_overruled_situations().items()
        ]
        sentences += [
            self.env._(
                "%(exclusion)s is only aggravating here, but rules tolerance out in "
                "the higher regulation, which prevails.",
                exclusion=exclusion.name,
            )
            for exclusion in self.exclusion_ids
            if exclusion.kind == "aggravating" and exclusion.code in stops
        ]
        return sentences
