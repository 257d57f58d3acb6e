import base64
import io
import zipfile

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ...rules.paper import get_texts
from ..common import act
from .committee_common import CommitteeCase


class MinutesCase(CommitteeCase):
    """A committee of four; one is on leave, one dissents, a secretary records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("scribe", "member")
        unlocked(cls.env["tolerance.body.member"]).create(
            {
                "body_id": cls.body.id,
                "user_id": cls.make_user("fourth", "member").id,
                "role": "member",
                "sequence": 9,
            }
        )

    def hold(self):
        """Hold the session up to its closing.

        :rtype: tolerance.session
        """
        session = self.call()
        session.secretary_id = self.users["scribe"]
        absent = session.seat_ids.filtered(lambda s: s.user_id == self.users["fourth"])
        absent.leave_reason = "Ill"
        act(session).action_open_ballot()
        self.cast(session, "chair", reasons="A slip.")
        self.cast(session, "deputy", reasons="Repaired at once.")
        self.cast(session, "third", "exempt", reasons="He was new.")
        self.close(session)
        return session

    def get_minutes(self, session, name):
        """Return the minutes as one of the users."""
        return self.as_user(name, session.sudo().minutes_ids)


@tagged("post_install", "-at_install")
class TestMinutes(MinutesCase):
    def test_a_committee_that_closes_gets_a_draft_of_what_was_resolved(self):
        minutes = self.get_minutes(self.hold(), "scribe")
        self.assertEqual(minutes.state, "draft")
        self.assertEqual(minutes.chair_id, self.users["chair"])
        self.assertEqual(minutes.secretary_id, self.users["scribe"])
        self.assertEqual(minutes.discussion, "Discussed and resolved.")
        for name in ("chair", "deputy", "third"):
            self.assertIn(self.users[name].name, minutes.attendance.splitlines()[0])
        self.assertIn("(Ill)", minutes.attendance)
        self.assertIn(self.degrees["exempt"].name, minutes.resolution)
        self.assertIn("3 for, 0 against, 0 abstained", minutes.resolution)
        self.assertIn("3 of 4 members voted", minutes.resolution)
        self.assertIn("He was new.", minutes.resolution)
        self.assertFalse(minutes.dissent)

    def test_their_head_says_number_hour_and_place_of_the_meeting(self):
        session = self.hold()
        meeting = session.meeting_id
        minutes = self.get_minutes(session, "scribe")
        hour = meeting._get_local_time().strftime("%H:%M")
        self.assertEqual(
            (minutes.meeting_number, minutes.held_hour, minutes.place),
            (meeting.name, hour, "Room 1"),
        )
        paper = minutes._make_letter_paper()
        said = "\n".join(get_texts(paper))
        for text in (meeting.name, hour, "Room 1", "(Ill)"):
            self.assertIn(text, said)
        self.assertTrue(self.as_user("clerk", minutes).can_number)
        session._do_number("Minutes [2026] No. 3", 2026)
        self.assertEqual(minutes.document_number, "Minutes [2026] No. 3")
        self.assertIn("No. 3", "\n".join(get_texts(minutes._make_letter_paper())))

    def test_the_dissent_of_an_open_ballot_stands_in_them_by_name(self):
        session = self.open()
        for name in ("chair", "deputy", "fourth"):
            self.cast(session, name)
        self.cast(session, "third", "refused", reasons="Careless.")
        self.close(session)
        minutes = session.minutes_ids
        self.assertIn(self.users["third"].name, minutes.dissent)
        self.assertIn("Careless.", minutes.dissent)
        self.assertNotIn(self.users["deputy"].name, minutes.dissent)
        # Without a secretary it is who closed the session.
        self.assertEqual(minutes.secretary_id, self.users["clerk"])

    def test_an_abstention_is_no_dissent(self):
        session = self.open()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        self.cast(session, "fourth", False)
        self.close(session)
        name = self.users["fourth"].name
        self.assertIn(f"Abstained: {name}", session.minutes_ids.resolution)
        self.assertFalse(session.minutes_ids.dissent)

    def test_who_attended_and_did_not_vote_stands_in_them(self):
        session = self.open()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        clerk = self.as_user("clerk", session)
        with self.assertRaises(UserError):
            act(clerk).action_close()
        clerk.minutes = "Discussed and resolved."
        self.assertTrue(clerk.can_close)
        self.assertIn("3 of 4", clerk.next_action)
        self.assertIn("Wait for the others", clerk.next_action)
        self.assertNotIn("Close", clerk.next_action)
        self.close(session)
        name = self.users["fourth"].name
        self.assertIn(
            f"Attending, did not vote: {name}", session.minutes_ids.attendance
        )

    def test_a_recusal_shows_in_them_without_its_ground(self):
        session = self.call()
        own = self.as_user("fourth", session)
        action = own.action_declare_recusal()
        Recusal = own.env[action["res_model"]].with_context(**action["context"])
        recusal = act(Recusal).create(
            {"session_id": session.id, "reason": "My brother applied."}
        )
        act(self.as_user("chair", recusal)).action_grant()
        act(session).action_open_ballot()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        self.close(session)
        line = session.minutes_ids.attendance.splitlines()[-1]
        self.assertIn(self.users["fourth"].name, line)
        self.assertIn("(Declared by the Member)", line)
        self.assertNotIn("brother", session.minutes_ids.attendance)

    def test_secretary_submits_and_chair_confirms_each_in_their_own_name(self):
        session = self.hold()
        secretary = self.get_minutes(session, "scribe")
        chair = self.get_minutes(session, "chair")
        clerk = self.get_minutes(session, "clerk")
        for other in (chair, clerk):
            with self.assertRaises(UserError):
                act(other).action_submit()
            with self.assertRaises(AccessError):
                other.discussion = "Put otherwise."
        secretary.discussion = "The inquirer reported; the chair summed up."
        with self.assertRaises(AccessError):
            secretary.resolution = "Not tolerated."
        with self.assertRaises(UserError):
            # Signed by nobody but the person who is logged in.
            secretary.action_submit()
        act(secretary).action_submit()
        with self.assertRaises(UserError):
            act(secretary).action_confirm()
        with self.assertRaises(UserError):
            act(chair).action_send_back()
        chair.chair_remark = "Name the articles."
        act(chair).action_send_back()
        self.assertEqual(secretary.state, "draft")
        self.assertFalse(secretary.submitted_on)
        secretary.discussion = "Articles 5 and 6 were discussed."
        act(secretary).action_submit()
        act(chair).action_confirm()
        self.assertEqual(chair.state, "confirmed")
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", "tolerance.minutes"), ("res_id", "=", chair.id)]
        )
        self.assertEqual(
            entries.sorted("id").mapped("verb"),
            [
                "minutes.submit",
                "minutes.send_back",
                "minutes.submit",
                "minutes.confirm",
            ],
        )

    def test_reasons_worded_anew_are_taken_over_before_they_are_signed(self):
        session = self.hold()
        secretary = self.get_minutes(session, "scribe")
        result = self.as_user("scribe", session.result_ids)
        result.reasons = "A slip that was repaired at once."
        with self.assertRaises(UserError):
            act(secretary).action_submit()
        act(secretary).action_refresh()
        self.assertIn("A slip that was repaired at once.", secretary.resolution)
        act(secretary).action_submit()

    def test_confirmed_minutes_take_annexes_instead_of_changes(self):
        session = self.hold()
        secretary = self.get_minutes(session, "scribe")
        chair = self.get_minutes(session, "chair")
        Annex = self.as_user("third")["tolerance.minutes.annex"]
        values = {
            "minutes_id": chair.id,
            "text": "I asked for the log of the gate.",
        }
        with self.assertRaises(AccessError):
            act(Annex).create(values)
        act(secretary).action_submit()
        act(chair).action_confirm()
        for user in (secretary, chair):
            with self.assertRaises(AccessError):
                user.discussion = "Changed."
        with self.assertRaises(UserError):
            Annex.create(values)
        annex = act(Annex).create(values)
        self.assertEqual(annex.author_id, self.users["third"])
        self.assertIn("log of the gate", chair.annex_ids.display_text)
        with self.assertRaises(AccessError):
            annex.text = "Nothing."
        with self.assertRaises(AccessError):
            annex.sudo().unlink()
        for more in (
            {"author_id": self.users["chair"].id},
            {"case_id": self.accept("colleague").id},
        ):
            with self.subTest(more), self.assertRaises(AccessError):
                act(Annex).create({**values, **more})
        Annex = Annex.with_context(
            default_author_id=self.users["chair"].id,
            default_added_on="2001-01-01 00:00:00",
        )
        annex = act(Annex).create(values)
        self.assertEqual(annex.author_id, self.users["third"])
        self.assertEqual(annex.added_on.date(), fields.Date.today())

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_what_was_confirmed(self):
        session = self.hold()
        minutes = session.sudo().minutes_ids
        act(self.get_minutes(session, "scribe")).action_submit()
        act(self.get_minutes(session, "chair")).action_confirm()
        annex = act(self.as_user("third")["tolerance.minutes.annex"]).create(
            {"minutes_id": minutes.id, "text": "One word more."}
        )
        self.env.flush_all()
        for statement in (
            "UPDATE tolerance_minutes SET discussion = 'x' WHERE id = %s",
            "UPDATE tolerance_minutes SET state = 'draft' WHERE id = %s",
            "UPDATE tolerance_minutes SET confirmed_on = now() WHERE id = %s",
            "DELETE FROM tolerance_minutes WHERE id = %s",
            "UPDATE tolerance_minutes_annex SET text = 'x' WHERE minutes_id = %s",
            "DELETE FROM tolerance_minutes_annex WHERE minutes_id = %s",
        ):
            with (
                self.subTest(statement),
                self.assertRaises(CheckViolation),
                self.cr.savepoint(),
            ):
                self.cr.execute(statement, [minutes.id])
        self.assertEqual(annex.text, "One word more.")

    def test_members_read_them_and_outsiders_do_not(self):
        session = self.hold()
        self.assertTrue(self.get_minutes(session, "third").discussion)
        for name in ("officer", "colleague", "inquirer", "hr_officer"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.get_minutes(session, name).read(["discussion"])

    def test_an_office_has_minutes_on_demand(self):
        unlocked(self.body.member_ids).unlink()
        unlocked(self.body).head_user_id = self.users["member"]
        self.case = self.accept()
        self.inquire(self.case)
        session = self.hold_session(self.case)
        self.assertFalse(session.minutes_ids)
        action = act(session).action_open_minutes()
        minutes = self.as_user("clerk")["tolerance.minutes"].browse(action["res_id"])
        self.assertEqual(minutes.session_id, session)
        self.assertEqual(minutes.chair_id, self.users["member"])
        self.assertEqual(act(session).action_open_minutes()["res_id"], minutes.id)

    def test_the_paper_names_all_and_bears_lines_to_sign_until_confirmed(self):
        session = self.hold()
        minutes = self.get_minutes(session, "scribe")

        def read_docx():
            minutes.invalidate_recordset(["letter_docx"])
            content = io.BytesIO(base64.b64decode(minutes.letter_docx))
            with zipfile.ZipFile(content) as package:
                return package.read("word/document.xml").decode()

        text = read_docx()
        for part in ("chair", "deputy", "third", "fourth", "scribe"):
            self.assertIn(self.users[part].name, text)
        self.assertIn("He was new.", text)
        self.assertIn("＿", text)
        act(minutes).action_submit()
        act(self.get_minutes(session, "chair")).action_confirm()
        text = read_docx()
        self.assertNotIn("＿", text)
        self.assertIn("confirmed in the system on", text)
        url = act(minutes).action_print_letter()["url"]
        self.assertIn(f"/web/content/tolerance.minutes/{minutes.id}/letter_pdf", url)
        self.assertIn("docx", act(minutes).action_download_letter()["url"])
        with self.assertRaises(AccessError):
            self.get_minutes(session, "officer").action_print_letter()
