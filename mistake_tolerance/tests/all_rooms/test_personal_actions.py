from contextlib import nullcontext

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import SQL, mute_logger

from ...models.base.person import get_person_refusal
from ..common import logged_in
from .matrix import get_public_methods
from .matrix_dossier import Dossier
from .matrix_operations import get_transitions
from .matrix_shelf import Shelf, find_models

# Actions that need no person who is logged in: an integration or an automation may run
# them in somebody's name, and the ledger says both names. They move work along, and
# decide nothing about anybody.
WORK = {
    "tolerance.appraisal": {"defer"},  # no button: confirming waits for a decision
    "tolerance.case": {"start_inquiry", "open_session", "prepare_hearing"},
    "tolerance.case.step": {"finish"},
    "tolerance.case.step.pause": {"end"},
    "tolerance.certificate": {"print"},
    "tolerance.correction": {"plan", "report", "replan", "void"},
    "tolerance.follow.up": {"plan", "change_helper", "complete"},
    "tolerance.follow.up.talk": {"record", "cancel"},
    "tolerance.hand.over": {"preview"},
    "tolerance.handling": {"record"},
    "tolerance.post.adjustment": {"propose", "carry_out", "void"},
    "tolerance.scheme.version": {"new_draft"},
}
# They open a dialog, whose button is the act of a person.
DIALOGS = {"classify", "number"}
# Public methods that are acts of a person as well, though no action of their record.
ACTS = {
    "action_issue_certificate",  # signs a certificate
    "tolerance.application.withdrawal action_confirm",  # withdraws an application
    "tolerance.application.answer action_confirm",  # accepts, returns or refuses
    "tolerance.classification.wizard action_confirm",  # sets a level of confidentiality
    "tolerance.case.level.change action_confirm",  # hands a case to another level
    "tolerance.meeting.adjourn action_confirm",  # moves a meeting to another day
    "tolerance.meeting.call action_confirm",  # calls a committee
    "tolerance.session.call.in action_confirm",  # calls others in
    "tolerance.inquiry action_state_no_interest",  # that of the member logged in
    "tolerance.inquiry action_withdraw",
    "tolerance.scheme.acceptance action_take_back",
    "tolerance.scheme.finding action_accept",  # answers for a gap in a regulation
    "tolerance.scheme.preset action_load",  # publishes a shipped regulation
    "tolerance.scheme.workbook.load action_load",  # makes a draft of a regulation
    "tolerance.scheme.workbook.load action_replace",  # deletes the draft before
}
# Public methods that are neither an action nor such an act, and why they need not be.
OTHERS = {
    # They read, or open a page or a dialog.
    "action_declare_recusal": "opens the page; the member is asked when it is stored",
    "action_request_recusal": "opens the page; the applicant is asked when stored",
    "action_contest": "opens the page; who contests is asked when it is stored",
    "action_ask_reconsideration": "opens the page; the applicant is asked when stored",
    "action_ask_appeal": "opens the page; the applicant is asked when stored",
    "action_ask_correction": "opens the page; the applicant is asked when stored",
    "action_enter_remedy": "opens the page; who may enter is asked when stored",
    "action_record_interference": "opens the page; who records is asked when stored",
    "action_enter_leave": "opens the dialog; who may enter a leave is asked then",
    "action_ask_leave": "opens the dialog; who may enter a leave is asked then",
    "action_call_session": "opens the dialog; calling the committee is an act",
    "action_next": "opens a new form for what could not go over",
    "action_open_revocation": "opens the dialog; the revocation itself is an action",
    "action_open_hold": "opens the dialog; beginning the meeting itself is an action",
    "action_open_void": "opens the dialog; declaring void itself is an action",
    "action_open_referral": "opens the dialog; the referral itself is an action",
    "action_give_opinion": "opens the dialog; who is called in is asked when stored",
    "tolerance.receipt.check action_check": "compares it with what was issued",
    "action_apply": "opens the page; who applies is asked when it is stored",
    "action_agree": "fills in the own ballot and opens the dialog, as action_review",
    "action_open_agenda": "opens the next case of the meeting",
    "action_open_case": "opens the page",
    "action_open_meeting": "opens the page",
    "action_finish_reading": "ends the own task of reading",
    "action_review": "opens the dialog; the vote itself is an action",
    "action_open_concern": "opens the page",
    "action_view_appraisals": "opens a list",
    "action_view_tolerance_effects": "opens a list",
    "action_view_tolerance_points": "opens a list",
    "action_view_waiting": "opens a list",
    "action_open_minutes": "opens the page; drafts it if there is none yet",
    "tolerance.minutes action_number": "opens the dialog, as for its session",
    "action_add_annex": "opens the dialog; who adds is asked when it is stored",
    "action_vote": "opens the ballot of the current user",
    "check_protection": "reads, and notes in the ledger that it was asked",
    "action_check_completeness": "opens a list",
    "action_run_examples": "opens a list",
    "tolerance.assessment action_open": "opens a page",
    "tolerance.scheme.finding action_open": "opens a page",
    "tolerance.ballot action_open": "opens a page",
    "tolerance.session.contest action_open": "opens a page",
    "tolerance.session.lot action_open": "opens a page",
    "tolerance.hearing.opinion action_open": "opens a page",
    "tolerance.hearing.statement action_open": "opens a page",
    "tolerance.joint.opinion action_open": "opens a page",
    "action_download": "hands out a file",
    "action_adapt": "opens the wording of the agency, made from the shipped one",
    "action_download_letter": "hands out a file",
    "action_download_review": "hands out a file",
    "action_print_letter": "hands out a file",
    "action_download_problems": "hands out a list of mistakes",
    "tolerance.return action_verify": "compares a file with its checksum",
    # They write, and decide nothing about anybody.
    "action_dry_run": "counts what a guard would have met, below a bound a day",
    "action_export": "makes a file of what the user may read, and enters it",
    "action_save": "settings: the ledger names the account and who was logged in",
    "action_switch_on": "lets a guard protect; what weakens one is a request",
    "tolerance.appraisal.cycle action_open": "makes drafts that say nothing yet",
    "tolerance.calendar.year action_load": "enters the public holidays of a year",
    "tolerance.self.check action_check": "reads, and enters that it was done",
    "tolerance.ledger.verification action_verify": "recomputes hashes, and enters it",
    "tolerance.numbering.wizard action_confirm": "gives a document a register number",
}


def get_personal(model):
    return {v for v, move in get_transitions(model).items() if move.is_personal}


class PersonalCase(TransactionCase):
    def get_models(self):
        for name in sorted(self.registry.models):
            model = self.env[name]
            if name.startswith("tolerance.") and get_transitions(model):
                yield model


@tagged("post_install", "-at_install")
class TestPersonalActions(PersonalCase):
    """Each public method is the act of a person, or it is said why it need not be."""

    def test_every_action_is_personal_or_explained(self):
        found = {}
        for model in self.get_models():
            with self.subTest(model._name):
                personal = get_personal(model)
                work = set(get_transitions(model)) - personal - DIALOGS
                for action in personal:
                    self.assertTrue(hasattr(model, f"action_{action}"), action)
                self.assertEqual(work, WORK.get(model._name, set()))
                found[model._name] = work
        self.assertLessEqual(WORK.keys(), found.keys())

    def test_every_public_method_is_an_action_or_explained(self):
        """A new method cannot come in without somebody saying what it is."""
        named = OTHERS.keys() | ACTS
        met, unnamed = set(), set()
        for name, cls in sorted(self.registry.items()):
            if cls._abstract:
                continue
            actions = {f"action_{action}" for action in get_transitions(cls)}
            for method in get_public_methods(cls) - actions:
                keys = {method, f"{name} {method}"} & named
                met |= keys
                if not keys:
                    unnamed.add(f"{name} {method}")
        self.assertEqual(unnamed, set(), "say what it is, in the tables above")
        self.assertEqual(named - met, set(), "no such method")


@tagged("post_install", "-at_install")
class TestNobodyElseActs(PersonalCase):
    """What is an act of a person is refused to each other account, before all else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        employee = cls.env["hr.employee"].create(
            {"name": "Matrix Person", "company_id": cls.env.company.id}
        )
        shelf = Shelf(cls.env, cls.env.company)
        cls.dossier = Dossier(cls.env, shelf, "none", employee)
        cls.dossier.fill()
        cls.victim, cls.me = (
            new_test_user(cls.env, login=login, groups="base.group_user")
            for login in ("matrix_victim", "matrix_me")
        )
        cls.env.cr.flush()

    def get_acts(self):
        """Yield the records and the names of the methods that are acts of a person."""
        for name in find_models(self.env):
            model = self.env[name]
            for method in sorted(get_public_methods(type(model))):
                action = method.removeprefix("action_")
                if action in get_personal(model) or (
                    {method, f"{name} {method}"} & ACTS
                ):
                    yield name, method

    def get_stored(self):
        # With the notes on what has changed, which are made before a commit.
        self.env.cr.flush()
        tables = {
            model._table
            for model in map(self.env.get, find_models(self.env))
            if model._auto and not model._transient
        } | {"mail_activity", "mail_mail"}
        self.env.cr.execute(
            SQL(" UNION ALL ").join(
                SQL(
                    "SELECT %s, count(*), sum(hashtextextended(t::text, 0)) FROM %s t",
                    table,
                    SQL.identifier(table),
                )
                for table in sorted(tables)
            )
        )
        stored = {table: values for table, *values in self.env.cr.fetchall()}
        # Odoo notes at its own time which user was made.
        ours = [("model", "=like", "tolerance.%")]
        stored["mail_message"] = self.env["mail.message"].sudo().search_count(ours)
        return stored

    def run_code(self, code, user=None):
        """Run a server action; without a user as a scheduled action does."""
        action = self.env["ir.actions.server"].create(
            {
                "name": "Evil",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": code,
            }
        )
        self.before = self.get_stored()
        who = user or self.env.user
        with logged_in(self.env(user=user)) if user else nullcontext():
            action.with_user(who).sudo().with_context(
                active_model="res.partner", active_id=who.partner_id.id
            ).run()

    def assertRefused(self, code, user=None):
        sentence = get_person_refusal(self.env)
        self.assertTrue(sentence)
        with (
            self.env.cr.savepoint(flush=False),
            mute_logger("odoo.sql_db"),
        ):
            with self.assertRaises(UserError) as raised:
                self.run_code(code, user)
            self.assertEqual(str(raised.exception), sentence)
            now = self.get_stored()
            changed = [name for name in now if now[name] != self.before[name]]
            self.assertEqual(changed, [])
        self.env.transaction.clear()

    def get_records(self, name):
        record = self.dossier.get(name)
        if record._transient:
            # A dialog belongs to the one who opened it.
            vals = self.dossier.prepare(name)
            record = record.with_user(self.victim).sudo().create(vals)
            self.env.flush_all()
        return record.ids

    def test_each_act_is_refused_in_anothers_name(self):
        count = 0
        for name, method in self.get_acts():
            ids = self.get_records(name)
            # With the rights of the system no right stands in the way.
            code = f"env[{name!r}].with_user({self.victim.id}).sudo().browse({ids})"
            for user in (self.me, None):
                with self.subTest(f"{name} {method}", nobody=not user):
                    self.assertRefused(f"{code}.{method}()", user)
                    count += 1
        self.assertGreater(count, 80)

    def test_creating_a_declaration_or_request_is_personal(self):
        """Creating is the act where no button follows."""
        for name in (
            "tolerance.interest.declaration",
            "tolerance.violation.report",
            "tolerance.declaration.contest",
            "tolerance.guard.change",
        ):
            vals = self.dossier.prepare(name, fresh=True)
            code = f"env[{name!r}].with_user({self.victim.id}).sudo().create([{vals}])"
            for user in (self.me, None):
                with self.subTest(name, nobody=not user):
                    self.assertRefused(code, user)
        tie = self.dossier.get("tolerance.interest.declaration")
        code = "env['tolerance.interest.declaration']"
        code += f".with_user({self.victim.id}).sudo().browse("
        self.assertRefused(f"{code}{tie.ids}).write({{'active': False}})", self.me)

    def test_own_acts_pass_the_person_check(self):
        """The refusal above is about who acts, and not about the records."""
        sentence = get_person_refusal(self.env)
        for name, method in self.get_acts():
            record = self.env[name].browse(self.get_records(name))
            with (
                self.subTest(f"{name} {method}"),
                self.env.cr.savepoint(flush=False) as savepoint,
                logged_in(self.env(user=self.victim)),
                mute_logger("odoo.sql_db"),
            ):
                try:
                    getattr(record.with_user(self.victim).sudo(), method)()
                except UserError as error:
                    self.assertNotIn(sentence, str(error))
                finally:
                    savepoint.rollback()
                    self.env.transaction.clear()
