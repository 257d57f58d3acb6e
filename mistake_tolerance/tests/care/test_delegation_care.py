from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act, logged_in
from ..delegation.delegation_common import DelegationCase
from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestDelegationCare(DelegationCase, CareCase):
    """A stand-in of the helper leads the talks, and is bound as the helper is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.follow_up = cls.env["tolerance.follow.up"]

    def setUp(self):
        super().setUp()
        self.make_user("deputy")
        self.follow_up = self.make_running()
        self.mine = self.as_user("deputy", self.follow_up)

    def test_records_a_talk_for_the_helper(self):
        self.assertFalse(self.mine.has_access("read"))
        self.delegate("helper", "colleague", "deputy")
        talk = self.mine.talk_ids.create(
            {
                "follow_up_id": self.mine.id,
                "planned_on": self.today,
                "held_on": self.today,
                "topics": "How the new routine goes.",
            }
        )
        act(talk).action_record()
        entry = self.get_last_entry("follow_up.talk_record")
        self.assertEqual(entry.author_name, self.users["deputy"].name)
        self.assertEqual(entry.principal_name, self.users["colleague"].name)

    def test_raises_a_concern_and_reads_no_other(self):
        self.as_user("colleague")["tolerance.follow.up.concern"].create(
            {"follow_up_id": self.follow_up.id, "text": "Missed a talk."}
        )
        self.delegate("helper", "colleague", "deputy")
        Concern = self.as_user("deputy")["tolerance.follow.up.concern"]
        self.assertFalse(Concern.search([]))
        concern = Concern.create({"follow_up_id": self.follow_up.id, "text": "Again."})
        self.assertTrue(concern.read(["text"]))
        entry = self.get_last_entry("follow_up.concern_raise")
        self.assertEqual(entry.principal_name, self.users["colleague"].name)

    def test_a_conflicted_stand_in_sees_nothing(self):
        self.delegate("helper", "colleague", "deputy")
        self.assertTrue(self.mine.has_access("write"))
        act(self.mine.env["tolerance.interest.declaration"]).create(
            {"subject_id": self.subject.id}
        )
        self.env.invalidate_all()
        self.assertFalse(self.mine.has_access("read"))
        self.assertFalse(self.mine.search([("id", "=", self.mine.id)]))
        self.assertFalse(
            self.mine.env["tolerance.follow.up.talk"].search(
                [("follow_up_id", "=", self.mine.id)]
            )
        )
        with self.assertRaises(AccessError):
            self.mine.conclusion = "All is well."

    def test_person_concerned_cannot_stand_in_as_helper(self):
        self.delegate("helper", "colleague", "officer")
        own = self.as_user("officer", self.follow_up)
        self.assertFalse(own.is_delegated_to_me)
        self.assertFalse(own._is_helper())

    def test_delegation_of_another_company_has_no_effect(self):
        other = self.env["res.company"].create({"name": "Other Bureau"})
        self.users["deputy"].company_ids |= other
        self.users["administrator"].company_ids |= other
        draft = self.draft_delegation(
            "helper", "colleague", "deputy", company_id=other.id
        )
        act(draft).action_appoint()
        self.assertFalse(self.mine.has_access("read"))

    def test_head_of_the_body_away_answers_through_a_stand_in_if_admitted(self):
        body = self.env["tolerance.body"].search([("name", "=", "Test Party group")])
        unlocked(body).head_user_id = self.decider
        concern = self.as_user("colleague")["tolerance.follow.up.concern"].create(
            {"follow_up_id": self.follow_up.id, "text": "Missed a talk."}
        )
        self.make_user("second", "member")
        mine = self.as_user("second", concern)
        body.admits_delegation = True
        self.delegate("body_head", "member", "second", body_id=body.id)
        mine.answer = "Nothing in it."
        with logged_in(mine.env):
            self.assertTrue(mine.can_dismiss)
        act(mine).action_dismiss()
        entry = self.get_last_entry("follow_up.concern_dismiss")
        self.assertEqual(entry.principal_name, self.decider.name)
        body.admits_delegation = False
        self.env.invalidate_all()
        self.assertFalse(mine.has_access("read"))
