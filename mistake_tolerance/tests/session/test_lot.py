from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ...models.base.write_permit import unlocked
from ...rules import lot
from ..common import act, logged_in
from .committee_common import CommitteeCase


@tagged("post_install", "-at_install")
class TestLot(CommitteeCase):
    """Members drawn among the qualified, by a number named before it is known."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        unlocked(cls.body).admits_lot = True
        for number, name in enumerate(("one", "two", "three", "four")):
            cls.make_user(name, "member")
            unlocked(cls.env["tolerance.body.member"]).create(
                {
                    "body_id": cls.body.id,
                    "user_id": cls.users[name].id,
                    "kind_of_seat": "reserve",
                    "sequence": 20 + number,
                }
            )

    def name_number(self, session, **values):
        today = self.company._tolerance_today()
        return act(session.env["tolerance.session.lot"]).create(
            {
                "session_id": session.id,
                "source": "Closing index of the exchange",
                "published_on": today + timedelta(1),
                "seats": 2,
                **values,
            }
        )

    def draw(self, one, number="3391.88"):
        """Enter the number on the day after it was published, and draw."""
        with freeze_time(fields.Datetime.now() + timedelta(2)):
            one.number = number
            act(one).action_draw()

    def test_a_clerk_names_and_draws_by_clicking(self):
        session = self.call()
        self.assertTrue(session.can_name_number)
        action = act(session).action_name_number()
        Lot = session.env[action["res_model"]].with_context(**action["context"])
        with (
            logged_in(Lot.env),
            Form(
                Lot, view=self.env["ir.ui.view"].browse(action["views"][0][0])
            ) as form,
        ):
            form.source = "Closing index of the exchange"
            form.published_on = self.company._tolerance_today() + timedelta(1)
            form.seats = 1
        one = session.lot_ids
        self.assertEqual(one.state, "named")
        self.assertFalse(session.can_name_number)

    def test_the_way_of_writing_the_number_does_not_change_the_order(self):
        """Else a clerk could add what nobody sees until the order suits them."""
        one = self.name_number(self.call())
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.draw(one, "none yet")
        self.draw(one, "3,391\u200b.88")
        order = lot.draw("3391.88", one.qualified.splitlines())
        self.assertEqual(one.drawn.splitlines(), order)

    def test_everybody_can_draw_again(self):
        session = self.call()
        one = self.name_number(session)
        self.assertEqual(len(one.qualified.splitlines()), 4)
        with self.assertRaises(AccessError):
            one.number = "3391.88"
        with self.assertRaises(UserError):
            act(one).action_draw()
        self.draw(one)
        order = lot.draw("3391.88", one.qualified.splitlines())
        self.assertEqual(one.drawn.splitlines(), order)
        self.assertEqual(one.seated.splitlines(), order[:2])
        drawn = session.seat_ids.filtered(lambda seat: seat.origin == "drawn")
        self.assertEqual(
            set(drawn.user_id.mapped("name")),
            {line.partition(" ")[2] for line in order[:2]},
        )
        self.assertTrue(all(drawn.mapped("is_voting")))
        self.assertIn("339188:1 ", one.recipe)
        with self.assertRaises(AccessError):
            one.number = "1"
        with self.assertRaises(AccessError):
            one.unlink()
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_id", "=", session.id), ("verb", "in", ("lot.name", "lot.draw"))]
        )
        self.assertEqual(len(entries), 2)
        self.assertIn(order[0], "".join(entries.mapped("content")))

    def test_the_minutes_say_recipe_and_result(self):
        session = self.call()
        one = self.name_number(session)
        self.draw(one)
        act(session).action_open_ballot()
        names = ["chair", "deputy", "third"]
        for seat in session.seat_ids.filtered(lambda seat: seat.origin == "drawn"):
            names += [n for n, user in self.users.items() if user == seat.user_id]
        for name in names:
            self.cast(session, name)
        self.close(session)
        attendance = session.sudo().minutes_ids.attendance
        for text in ("3391.88", one.qualified.splitlines()[0], one.recipe):
            self.assertIn(text, attendance)

    def test_who_may_not_take_part_since_then_is_passed_over(self):
        session = self.call()
        one = self.name_number(session, seats=1)
        order = lot.draw("3391.88", one.qualified.splitlines())
        names = {user.name: user for user in self.users.values()}
        first = names[order[0].partition(" ")[2]]
        matter = self.case.sudo().matter_id
        self.env["tolerance.conflict"]._add([(matter.id, first.id, "recused")], matter)
        self.draw(one)
        self.assertEqual(one.drawn.splitlines(), order)
        self.assertEqual(one.seated, order[1])

    def test_what_was_named_stays(self):
        one = self.name_number(self.call())
        for name, value in (("source", "Another"), ("seats", 1), ("qualified", "1 X")):
            with self.subTest(name), self.assertRaises(AccessError):
                one[name] = value

    def test_a_number_known_already_and_too_few_are_refused(self):
        session = self.call()
        with self.assertRaises(ValidationError):
            self.name_number(session, published_on=self.company._tolerance_today())
        with self.assertRaises(UserError):
            self.name_number(session, seats=5)
        with self.assertRaises(AccessError):
            self.name_number(session, qualified="1 X")

    def test_a_number_that_was_named_is_used(self):
        session = self.call()
        one = self.name_number(session)
        with self.assertRaises(UserError):
            self.name_number(session)
        with self.assertRaisesRegex(UserError, "draw by it first"):
            act(session).action_open_ballot()
        self.draw(one)
        act(session).action_open_ballot()
        self.assertEqual(session.seat_count, 5)

    def test_it_is_off_unless_the_body_admits_it(self):
        unlocked(self.body).admits_lot = False
        session = self.call()
        self.assertFalse(session.can_name_number)
        with self.assertRaises(UserError):
            self.name_number(session)

    def test_members_read_it_and_a_clerk_draws(self):
        session = self.call()
        one = self.name_number(session)
        third = self.as_user("third", one)
        self.assertTrue(third.read(["qualified", "recipe"]))
        self.assertFalse(third.has_access("write"))
        self.assertFalse(self.as_user("inquirer", one).has_access("read"))
        own = self.as_user("chair", session)
        self.assertFalse(own.can_name_number)
