from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestSchemeArea(ToleranceTestCase):
    def test_shipped_areas(self):
        areas = self.env["tolerance.area"].search([])
        self.assertLessEqual(
            {
                "routine_appraisal",
                "annual_appraisal",
                "unit_target_appraisal",
                "clean_government_appraisal",
                "leadership_appraisal",
                "term_appraisal",
                "points",
                "promotion",
                "exchange",
                "rank_title",
                "delegate_qualification",
                "reserve_cadre",
                "honours",
                "commendation",
            },
            set(areas.mapped("code")),
        )
        self.assertEqual(
            self.env.ref("mistake_tolerance.area_promotion").subject_kind, "person"
        )

    def test_code_of_an_effect_area_stays(self):
        area = self.env.ref("mistake_tolerance.area_promotion")
        mine = self.as_user("administrator", area)
        with self.assertRaisesRegex(UserError, "Add a new area instead"):
            mine.code = "other"
        mine.write({"code": "promotion", "name": "Promotion"})
        self.assertEqual(area.name, "Promotion")
        with self.assertRaises(AccessError):
            mine.unlink()
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", area).name = "Changed"
