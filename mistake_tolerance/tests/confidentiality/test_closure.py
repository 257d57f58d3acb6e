from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ...models.ledger.ledger_name import get_ledger_name
from .closure_common import STAFF, ClosureCase


@tagged("post_install", "-at_install")
class TestClosure(ClosureCase):
    """A user in conflict finds no record of the matter, not even their own work."""

    def test_every_model_of_the_matter_can_be_closed(self):
        """A new model that leads to a matter has to say how it is closed.

        One that no conflict closes says so by an empty ``_conflict_paths``.
        """
        unplaced = [
            name for name in self.family if self.env[name]._conflict_paths is None
        ]
        self.assertEqual(unplaced, [])

    def test_only_conflicts_themselves_are_not_closed(self):
        """Conflicts lead to the matter as well, and have rules of their own."""
        apart = {name for name in self.family if not self.env[name]._conflict_paths}
        self.assertEqual(apart, {"tolerance.conflict"})

    def test_models_of_one_matter_store_the_link(self):
        """A rule that walks from record to record is slow, and lets a step slip.

        An application has conflicts of its own before it has a case; a mark and what
        hangs on it may have a matter by the decision that protects from it.
        """
        several = {
            "tolerance.application",
            "tolerance.certificate",
            "tolerance.mark",
            "tolerance.neutralisation",
            "tolerance.points.entry",
        }
        Conflict = self.env["tolerance.conflict"]
        for name in set(Conflict._get_closable_models()) - several:
            for path in self.env[name]._conflict_paths:
                if path == "conflict_ids":
                    continue
                first, _dot, rest = path.partition(".")
                self.assertEqual(rest, "conflict_ids", name)
                field = self.env[name]._fields[first]
                self.assertTrue(field.store, name)
                self.assertTrue(field.index or field.type != "many2one", name)

    def test_every_path_leads_where_it_says(self):
        """Each record finds the conflicts that close it."""
        self.bar()
        Conflict = self.env["tolerance.conflict"]
        for name in set(self.family) & set(Conflict._get_closable_models()):
            record = self.family[name]
            barred = Conflict._get_conflicted_by_record(record)[record]
            self.assertEqual(self.staff - barred, self.env["res.users"], name)
            self.assertNotIn(self.other, barred, name)

    def read_all(self, env):
        """Return what is found of each record by each way of reading many.

        :return: ``{(model, way)}``
        :rtype: set
        """
        found = set()
        for name, record in self.family.items():
            Model = env[name]
            if not Model.has_access("read"):
                continue
            domain = [("id", "in", record.ids)]
            ways = {
                "search": Model.search(domain),
                "search_count": Model.search_count(domain),
                "search_read": Model.search_read(domain, ["display_name"]),
                "web_search_read": Model.web_search_read(domain, {"display_name": {}})[
                    "records"
                ],
                "name_search": Model.name_search("", domain),
                "formatted_read_group": Model.formatted_read_group(
                    domain, [], ["__count"]
                )[0]["__count"],
                "web_read_group": Model.web_read_group(domain, ["company_id"])["groups"]
                if "company_id" in Model._fields and Model._fields["company_id"].store
                else (),
                "export": Model.search(domain).export_data([".id"])["datas"],
            }
            found |= {(name, way) for way, result in ways.items() if result}
        return found

    def test_closed_records_are_not_in_lists(self):
        seen = {role: self.read_all(env) for role, env in self.each_user()}
        for role in STAFF:
            self.assertTrue(seen[role], role)
        self.bar()
        for role, env in self.each_user():
            self.assertEqual(self.read_all(env), set(), role)
        everything = self.read_all(self.env(user=self.other, su=False))
        self.assertGreater(len(everything), 100)

    def test_closed_record_cannot_be_read(self):
        self.bar()
        number = self.family["tolerance.case"].sudo().name
        secrets = {number, self.person.name}
        for role, env in self.each_user():
            for name, record in self.family.items():
                own = record.with_env(env)
                if not own.browse().has_access("read"):
                    continue
                for read in (
                    lambda own=own: own.read(["display_name"]),
                    lambda own=own: own.web_read({"display_name": {}}),
                    lambda own=own: own.export_data(["display_name"]),
                    lambda own=own: own.check_access("read"),
                ):
                    own.invalidate_recordset()
                    with self.assertRaises(AccessError, msg=(role, name)) as caught:
                        read()
                    for secret in secrets:
                        self.assertNotIn(secret, str(caught.exception), (role, name))

    def test_readable_records_do_not_name_closed_ones(self):
        """No record still readable names a closed one, or counts it."""
        self.bar()
        ids = {name: set(record.ids) for name, record in self.family.items()}
        for role, env in self.each_user():
            leaks = []
            for name in sorted(self.env.registry):
                Model = env[name]
                if Model._abstract or Model._transient or not Model._auto:
                    continue
                if not Model.has_access("read"):
                    continue
                for field in Model._fields.values():
                    if field.comodel_name not in ids or (
                        not field.store
                        and not field.search
                        and field.type != "one2many"
                    ):
                        continue
                    if field.groups and not env.user.has_groups(field.groups):
                        continue
                    pointing = Model.sudo().search(
                        [(field.name, "in", list(ids[field.comodel_name]))]
                    )
                    visible = Model.search([("id", "in", pointing.ids)])
                    for row in visible.read([field.name]):
                        value = row[field.name]
                        value = value if isinstance(value, list) else [value[0]]
                        if ids[field.comodel_name] & set(value):
                            leaks.append(f"{name}.{field.name}")
            self.assertEqual(leaks, [], role)

    def test_counters_leave_out_closed_records(self):
        env = self.env(user=self.users["hr_officer"], su=False)
        person = self.person.with_env(env)
        self.assertTrue(person.tolerance_effect_count)
        appraisal = self.dossier.get("tolerance.appraisal").sudo(False).with_env(env)
        effect = self.family["tolerance.effect"].sudo()
        appraisal.sudo().area_id = effect.area_id
        self.assertTrue(appraisal.is_protected)
        self.bar()
        self.assertFalse(person.tolerance_effect_count)
        self.assertFalse(appraisal.is_protected)
        # It protects all the same.
        self.assertTrue(appraisal.sudo()._filter_protected())

    def test_ledger_entries_of_closed_cases_are_hidden(self):
        env = self.env(user=self.users["auditor"], su=False)
        names = self.env["tolerance.ledger.entry"]._get_act_names()
        family = {get_ledger_name(own): own for own in self.family.values()}
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_model", "in", list(family))]
        )
        mine = entries.filtered(
            lambda entry: entry.res_id in family[entry.res_model].ids
        )
        # Whatever is done to a matter is read in words.
        self.assertLessEqual(set(mine.mapped("verb")) - {"matrix.try"}, names.keys())
        self.assertTrue(mine.filtered("chain"))
        self.assertTrue(mine.filtered(lambda entry: not entry.chain))
        Entry, Chain = env["tolerance.ledger.entry"], env["tolerance.ledger.chain"]
        Pending = env["tolerance.ledger.pending"]
        chains = [("key", "in", mine.filtered("chain").mapped("chain"))]
        pending = [("entry_id", "in", mine.ids)]
        self.assertEqual(Entry.search([("id", "in", mine.ids)]), mine.with_env(env))
        self.assertTrue(Chain.search(chains))
        self.assertTrue(Pending.search(pending))
        self.bar()
        left = Entry.search([("id", "in", mine.ids)])
        self.assertEqual(left.mapped("verb"), [], left.mapped("res_model"))
        self.assertFalse(Chain.search(chains))
        self.assertFalse(Pending.search(pending))

    def test_attempts_and_declarations_are_hidden(self):
        subject = self.person.tolerance_subject_id
        attempt = self.env["tolerance.blocked.attempt"]._create_events(
            [
                {
                    "moment": "2026-06-01 08:00:00",
                    "company_id": self.company.id,
                    "subject_name": subject.name,
                    "subject_id": subject.id,
                }
            ]
        )
        neutralised = self.dossier.get("tolerance.neutralisation")
        declaration = self.dossier.get("tolerance.declaration")
        readers = [
            record.sudo(False).with_user(self.users[role])
            for role, record in (
                ("hr_officer", attempt),
                ("auditor", attempt),
                ("hr_officer", neutralised),
                ("auditor", neutralised),
                ("hr_officer", declaration),
            )
        ]
        for own in readers:
            self.assertTrue(own._filtered_access("read"), own)
        self.bar()
        for own in readers:
            self.assertFalse(own._filtered_access("read"), own)

    def test_conflict_field_cannot_be_queried(self):
        """The rule's own question is nobody's to ask."""
        self.bar()
        Subject = self.env(user=self.users["hr_officer"], su=False)["tolerance.subject"]
        self.assertFalse(Subject.search([("is_conflicted", "=", True)]))
        with self.assertRaises(AccessError):
            Subject.search([]).read(["is_conflicted"])

    def test_reported_by_is_for_the_clerk_in_charge(self):
        """A conflict as the accuser would tell who that is."""
        matter = self.family["tolerance.matter"].sudo()
        person = self.env.ref("base.user_admin")
        Conflict = self.env["tolerance.conflict"]
        known = self.env["tolerance.ledger.entry"].search([])
        Conflict._add([(matter.id, person.id, "accuser")], matter)
        row = Conflict.search([("reason", "=", "accuser")])
        entry = self.env["tolerance.ledger.entry"].search([]) - known
        self.assertNotIn(f'"user": {person.id}', entry.payload)
        case = self.family["tolerance.case"].sudo()
        unlocked(case).clerk_id = self.other
        as_other = row.with_user(self.other)
        self.assertTrue(as_other._filtered_access("read"))
        self.assertFalse(row.with_user(self.users["clerk"])._filtered_access("read"))
