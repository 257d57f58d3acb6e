import gc
import json
import re
import warnings
from collections import Counter

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL, mute_logger

from ...models.base.write_permit import unlocked
from ..common import logged_in
from ..confidentiality.closure_common import ClosureCase
from .core_methods import (
    VERDICTS,
    find_all_models,
    find_core_methods,
    get_call,
    is_applicable,
    is_callable,
    read_table,
)
from .fuzz_common import SILENT

NOBODY = 2**30
SECRET = "Vote as the chair said"
# What says that a record is not there, or not for the caller.
CLOSED = (AccessError, MissingError, UserError)
# They find no way for a mail, and a client cannot send the object that one takes.
REFUSED_INSIDE = {"message_parse", "message_process"}
# No type that can be closed has what they work on.
NOWHERE = {"get_property_definition"}
EMPTY = ("null", "false", "[]", "{}", "0", '""')


@tagged("post_install", "-at_install")
class TestCoreMethods(ClosureCase):
    """Each public method of Odoo, tried on what is closed to the caller."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = read_table()
        cls.verdicts = {row["method"]: row["verdict"] for row in cls.rows}
        cls.colleague = new_test_user(
            cls.env, login="core_colleague", groups="base.group_user"
        )
        unlocked(cls.family["tolerance.case"].sudo()).clerk_id = cls.other
        for name in cls.env["tolerance.conflict"]._get_threads():
            thread = cls.family[name].sudo()
            thread.message_post(body=SECRET)
            thread.activity_schedule(
                "mail.mail_activity_data_todo", summary=SECRET, user_id=cls.other.id
            )
        cls.found = find_core_methods(cls.env, cls.family)
        cls.env.flush_all()

    def test_every_method_is_judged(self):
        found = find_core_methods(self.env, find_all_models(self.env))
        reachable = {
            method
            for method, names in found.items()
            if any(is_callable(self.env[name], method) for name in names)
        }
        self.assertFalse(reachable - self.verdicts.keys(), "not in the table")
        self.assertFalse(self.verdicts.keys() - found.keys(), "no method any more")
        self.assertEqual(len(self.rows), len(self.verdicts), "a method twice")
        for row in self.rows:
            with self.subTest(row["method"]):
                self.assertIn(row["verdict"], VERDICTS)
                self.assertGreater(len(row["why"].split()), 3)

    def test_refused_methods_cannot_be_called(self):
        for method, verdict in self.verdicts.items():
            # The gate of the mails calls them; that they reach nothing is tried below.
            if verdict != "refused" or method in REFUSED_INSIDE:
                continue
            self.assertTrue(self.found[method])
            for name in self.found[method]:
                self.assertFalse(is_callable(self.env[name], method), (name, method))

    def _call(self, model, method, record_id):
        """Call as RPC does.

        :return: how it ended, and what came back in words, without the id
        :rtype: tuple
        """
        leads = self._get_leading(model, record_id)
        args, kwargs = get_call(model, method, record_id, model.env.user, leads)
        try:
            with logged_in(model.env), warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                answer = call_kw(model, method, args, kwargs)
            model.env.flush_all()
        except CLOSED as error:
            return "closed", str(error)
        except IntegrityError as error:
            # Odoo words it as an error of the user's.
            return "constraint", str(error)
        # A call that is no call proves nothing.
        # pylint: disable-next=broad-exception-caught
        except Exception as error:  # noqa: BLE001
            if method in REFUSED_INSIDE and isinstance(error, ValueError):
                return "closed", str(error)
            return "malformed", f"{type(error).__name__} {error}"
        ids = rf"\b({self.family[model._name].id}|{NOBODY})\b"
        words = json.dumps(answer, default=repr, sort_keys=True, ensure_ascii=False)
        return "answered", re.sub(ids, "ID", words)

    def _get_leading(self, model, record_id):
        """Return values of a new record that leads to closed records, or nowhere."""
        vals = {}
        for name, field in model._fields.items():
            if field.type == "many2one" and field.store and not field.compute:
                target = self.family.get(field.comodel_name)
                if target is not None:
                    vals[name] = NOBODY if record_id == NOBODY else target.id
        return vals

    def _try(self, user, name, method, record_id, su=False, stored=False):
        """Call, look whether something was stored, and take it back."""
        env = self.env(user=user, su=su, context={"lang": "en_US"})
        model = unlocked(env[name]) if su else env[name]
        with self.env.cr.savepoint(flush=False) as savepoint:
            how, words = self._call(model, method, record_id)
            if stored:
                stored = how == "answered" and self._get_stored() != self.stored
            savepoint.rollback()
        self.env.transaction.clear()
        for callbacks in (
            self.env.cr.precommit,
            self.env.cr.postcommit,
            self.env.cr.postrollback,
        ):
            callbacks.clear()
        return how, words, stored

    def _get_stored(self):
        """Return a digest of all records of the family and what hangs on them."""
        tables = {m._table for m in map(self.env.get, self.family) if m._auto}
        tables |= {"mail_message", "mail_followers", "mail_activity", "mail_mail"}
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
        return self.env.cr.fetchall()

    def _get_secrets(self, record):
        """Return the words of a record that no answer may contain."""
        record_sudo = record.sudo()
        return {SECRET, record_sudo.display_name or SECRET} | {
            str(record_sudo[name])
            for name, field in record_sudo._fields.items()
            if field.store
            and field.type in ("char", "text", "html")
            and len(str(record_sudo[name] or "")) > 5
        }

    def _get_fault(self, user, name, method):
        """Say what is wrong with the answer for a closed record, if anything."""
        record = self.family[name]
        how, words, stored = self._try(user, name, method, record.id, stored=True)
        self.outcomes[how] += 1
        if how == "malformed":
            return words[:200]
        if stored:
            return "it stored something"
        leaked = {secret for secret in self.secrets[name] if secret in words}
        if leaked or (how == "answered" and words not in EMPTY):
            # What is said of no record at all is no secret of this one.
            _how, nobody, _stored = self._try(user, name, method, NOBODY)
            if leaked := {secret for secret in leaked if secret not in nobody}:
                return f"it says {sorted(leaked)[:2]}"
            if how == "answered" and words not in (*EMPTY, nobody):
                return f"{words[:150]} in place of {nobody[:150]}"
        return None

    def _each_place(self):
        for method in sorted(self.found):
            gc.collect(1)
            for place, name in enumerate(sorted(self.found[method])):
                # What is made without leading to a closed record is not about one.
                if method == "create" and not self._get_leading(self.env[name], 1):
                    continue
                if is_applicable(self.env[name], method):
                    yield method, place, name

    def test_calls_succeed_for_permitted_users(self):
        """Each succeeds for those who may: what fails is no mistyped call."""
        succeeded, faults = Counter(), {}
        # What says nothing of a record may have nothing to say at all.
        plain = {m for m, verdict in self.verdicts.items() if verdict == "harmless"}
        with mute_logger(*SILENT):
            for method, _place, name in self._each_place():
                record_id = self.family[name].id
                for user, su in ((self.other, False), (self.env.user, True)):
                    if succeeded[method] > 3:
                        break
                    how, words, _stored = self._try(user, name, method, record_id, su)
                    if how == "malformed":
                        faults[f"{method} {name} {su}"] = words[:200]
                    # A row that lacks a value has passed what asks for the right.
                    made = how == "constraint" and method in ("create", "name_create")
                    empty = words in ("[]", "{}", "0")
                    told = how == "answered" and (method in plain or not empty)
                    succeeded[method] += made or told
        called = {m for m, v in self.verdicts.items() if v != "refused"}
        missing = called - {m for m in succeeded if succeeded[m]} - NOWHERE
        self.assertEqual((missing, faults), (set(), {}), "never succeeded, or no call")

    def test_public_methods_refuse_closed_records(self):
        self.bar()
        self.stored = self._get_stored()
        self.secrets = {n: self._get_secrets(r) for n, r in self.family.items()}
        self.outcomes = Counter()
        faults = {}
        users = [self.colleague, *self.staff]
        closed = {
            (user, name)
            for user in users
            for name, record in self.family.items()
            if not record.with_user(user).has_access("read")
        }
        self.assertGreater(len(closed), len(users) * len(self.family) * 0.8)
        with mute_logger(*SILENT):
            for number, (method, place, name) in enumerate(self._each_place()):
                # Everybody in turn, and the colleague without a role always.
                other = users[1 + (number + place) % (len(users) - 1)]
                for user in (self.colleague, other):
                    if (user, name) not in closed:
                        continue
                    if fault := self._get_fault(user, name, method):
                        faults[f"{method} {name} {user.login}"] = fault
        self.assertGreater(self.outcomes["closed"], 500)
        self.assertFalse(faults)
