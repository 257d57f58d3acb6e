from odoo import api, models


class ToleranceSchemeVersion(models.Model):
    """Where a version disagrees with the higher regulation."""

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

    def _get_higher_version(self):
        """Return the version of the higher regulation in use, if there is one.

        :rtype: tolerance.scheme.version
        """
        self.ensure_one()
        published = self.scheme_id.parent_id.version_ids.filtered(
            lambda version: version.state == "published"
        )
        return published.sorted("number")[-1:]

    def _get_exclusions(self):
        """Return the exclusions that apply, the higher regulation's included.

        Where both have one with the same code, the higher one counts.

        :rtype: tolerance.scheme.exclusion
        """
        self.ensure_one()
        higher = self._get_higher_version()
        theirs = higher._get_exclusions() if higher else self.exclusion_ids.browse()
        codes = set(theirs.mapped("code")) - {False}
        return theirs | self.exclusion_ids.filtered(lambda e: e.code not in codes)

    def _get_clashes(self):
        """Say where this version and the higher regulation disagree.

        Situations and exclusions are compared by their codes.

        :return: sentences
        :rtype: list
        """
        self.ensure_one()
        higher = self._get_higher_version()
        if not higher:
            return []
        stops = {
            exclusion.code: exclusion
            for exclusion in higher._get_exclusions()
            if exclusion.kind == "stop" and exclusion.code
        }
        sentences = [
            self.env._(
                "Situation %(number)s is tolerated here, but excluded by the higher "
                "regulation: %(exclusion)s. The higher regulation prevails.",
                number=situation.number,
                exclusion=stops[situation.code].name,
            )
            for situation in self.situation_ids
            if situation.code in stops
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
