from odoo import models


class ToleranceSchemeVersion(models.Model):
    """Says what can be decided, what a decision protects, and who is followed up.

    The running case and the examples of the regulation both ask here.
    """

    _inherit = "tolerance.scheme.version"

    def _get_selectable_degrees(self, situations):
        """Return the degrees of which one can be chosen.

        :param tolerance.scheme.situation situations: on which tolerance may rest; none
            where it is ruled out
        :rtype: tolerance.scheme.degree
        """
        degrees = self.degree_ids.filtered(lambda degree: not degree.is_open)
        if situations:
            return degrees
        return degrees.filtered(lambda degree: degree.kind == "refused")

    def _get_protected_areas(self, degree, kind):
        """Return the areas in which a decision protects a party.

        :param tolerance.scheme.degree degree: what is decided; empty: nothing
        :param str kind: of the party, ``person`` or ``unit``
        :rtype: tolerance.scheme.area
        """
        areas = self.area_ids.filtered(
            lambda area: (
                area.subject_kind == kind
                and not area.is_open
                and not (area.exempt_only and degree.kind != "exempt")
            )
        )
        if degree.area_effect == "after_period":
            return areas.filtered("free_after_period")
        if degree.area_effect in ("full", "reduced"):
            return areas
        return areas.browse()

    def _is_followed_up(self, degree, is_leading_cadre):
        """Return whether a party is followed up after a decision.

        :param tolerance.scheme.degree degree: what was decided
        :param bool is_leading_cadre: whether the party is a leading cadre
        :rtype: bool
        """
        self.ensure_one()
        if degree.kind == "refused" and self.follow_up_for != "all":
            return False
        return self.follow_up_staff == "all" or is_leading_cadre

    def _get_follow_up_months(self, company):
        """Return how long a follow-up lasts; a hook for what is usual in the agency.

        :param res.company company: the agency
        :rtype: int
        """
        self.ensure_one()
        return self.follow_up_months
