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
            lambda area: area.subject_kind == kind and not area.is_open
        )
        # What is said of this outcome goes before what is said of all.
        own = areas.filtered(lambda area: area.degree_id and area.degree_id == degree)
        general = areas.filtered(
            lambda area: (
                not area.degree_id
                and not (area.exempt_only and degree.kind != "exempt")
                and area.area_id not in own.area_id
            )
        )
        if degree.area_effect == "after_period":
            general = general.filtered("free_after_period")
        elif degree.area_effect not in ("full", "reduced"):
            general = general.browse()
        return areas.filtered(lambda area: area in own | general)

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
