from odoo.fields import Command, Domain

from .scheme_part_mixin import OUTSIDE


class SchemeLoader:
    """Creates a version of a regulation from plain entries.

    A shipped file and a workbook hold the same entries: a dictionary ``version``, and a
    list for each kind of part under its ``_preset_key``. An entry has the names of
    fields as keys. A text is a dictionary of languages; a reference gives the code or
    number of another entry; parts that belong to a part are a list in its entry.
    """

    # Users whose language has no text of its own read this one.
    SOURCE = "en_US"

    def __init__(self, env, company):
        """Prepare a loading.

        :param env: of the user who loads
        :param res.company company: whose bodies the regulation names
        """
        # Texts are written in English first, then in all languages at once.
        self.env = env(context={**env.context, "lang": self.SOURCE})
        self.company = company
        # {model name: {field: {its value: records}}}, of what is there already
        self.known = {}
        # References to what is created later: (record, key, field, entry)
        self.late = []

    def load_version(self, scheme, preset):
        """Create the draft version of a regulation with all its parts.

        :param tolerance.scheme scheme: the regulation
        :param dict preset: the entries
        :return: the draft
        :rtype: tolerance.scheme.version
        :raises ValueError: if an entry has a key or a reference that is not known
        """
        models = self.env["tolerance.scheme.part.mixin"]._get_part_models()
        keys = {model._preset_key for model in models if not model._preset_parent}
        if unknown := preset.keys() - keys - {"code", "scheme", "bodies", "version"}:
            raise ValueError(f"Unknown lists: {sorted(unknown)}")
        self.find_bodies(preset.get("bodies", []))
        for name in OUTSIDE:
            known = self.env[name].search([])
            self.note(known, known)
        version = self.create_version(scheme, preset["version"])
        # The entries of a model, each with the record that it belongs to.
        found = {
            model._name: [
                ("version_id", version, entry)
                for entry in preset.get(model._preset_key, [])
            ]
            for model in models
            if not model._preset_parent
        }
        for model in models:
            owned = found.get(model._name, [])
            records = self.create_parts(model, owned)
            self.note(model, records)
            for key, child in model._get_child_models().items():
                found.setdefault(child._name, []).extend(
                    (child._preset_parent, record, entry)
                    for record, (_, _, parent) in zip(records, owned, strict=True)
                    for entry in parent.get(key, [])
                )
        for reference in self.late:
            self.write_late(*reference)
        self.env["tolerance.scheme.acceptance"]._fix(version)
        return version

    def create_version(self, scheme, entry):
        """Create the version itself.

        :param tolerance.scheme scheme: the regulation
        :param dict entry: what the version says apart from its parts
        :rtype: tolerance.scheme.version
        """
        return self.create(
            "tolerance.scheme.version", [{**entry, "scheme_id": scheme.id}]
        )

    def create_parts(self, model, owned):
        """Create the parts of one model.

        :param model: an empty recordset of it
        :param list owned: (many2one to the owner, owner, entry) for each part
        :return: the records, in the same order
        """
        return self.create(
            model._name,
            [
                {"sequence": number, **entry, field: owner.id}
                for number, (field, owner, entry) in enumerate(owned, start=1)
            ],
        )

    # pylint: disable-next=method-required-super
    def create(self, model_name, entries):
        """Create records with their texts in every language of the entries.

        :param str model_name: name of a model
        :param list entries: one dictionary a record
        :return: the records, in the order of the entries
        """
        model = self.env[model_name]
        records = model.create([self.get_vals(model, entry) for entry in entries])
        references = getattr(model, "_get_references", dict)()
        for record, entry in zip(records, entries, strict=True):
            self.write_texts(record, entry)
            self.late += [
                (record, key, field, entry)
                for key, field in references.items()
                if entry.get(key) and field.comodel_name not in self.known
            ]
        model.flush_model()
        model.invalidate_model()
        return records

    def write_texts(self, record, entry):
        """Write the texts of an entry in all its languages.

        :param record: that exists already
        :param dict entry: what is no text is passed over
        """
        for name, value in entry.items():
            if isinstance(value, dict):
                # The ORM's own writers refuse languages not active yet; the column
                # takes them, and they show once one is activated.
                record._fields[name]._update_cache(
                    record.with_context(prefetch_langs=True),
                    {self.SOURCE: self.get_source(value), **value},
                    dirty=True,
                )

    def get_vals(self, model, entry):
        """Translate an entry into values for ``create``.

        :rtype: dict
        """
        references = getattr(model, "_get_references", dict)()
        children = getattr(model, "_get_child_models", dict)()
        vals = {}
        for name, value in entry.items():
            if field := references.get(name):
                if value and field.comodel_name in self.known:
                    vals[field.name] = self.get_reference(field, value)
            elif name in model._fields:
                vals[name] = self.get_source(value)
            elif name not in children:
                raise ValueError(f"Unknown key of {model._name}: {name}")
        if "company_id" in model._fields and not model._fields["company_id"].related:
            vals["company_id"] = self.company.id
        return vals

    def get_source(self, value):
        """Return the English of a text, or another language where there is none.

        :param value: ``{language: text}``; anything else is returned as it is
        """
        if not isinstance(value, dict):
            return value
        return value.get(self.SOURCE) or next(filter(None, value.values()), False)

    def get_reference(self, field, value):
        """Return the value of a field that refers to other records.

        :param field: a many2one or many2many
        :param value: a code or number, or a list of them
        """
        if field.type == "many2many":
            return [Command.set([self.find(field, ref).id for ref in value])]
        return self.find(field, value).id

    def find(self, field, ref):
        """Return the one record that a reference means.

        :param field: that holds the reference
        :param ref: a code or number
        :raises ValueError: if there is none, or several
        """
        found = model = self.env[field.comodel_name]
        for known in self.known[model._name].values():
            found = known.get(str(ref), model)
            if isinstance(field.domain, (list, tuple)):
                found = found.filtered_domain(Domain(field.domain))
            if found:
                break
        if len(found) != 1:
            raise ValueError(f"{field} has {len(found)} records for {ref!r}")
        return found

    def note(self, model, records):
        """Remember records, so that others can refer to them.

        :param model: any recordset of their model
        :param records: all that there are
        """
        for name in getattr(model, "_preset_refs", ("code", "name")):
            known = self.known.setdefault(model._name, {}).setdefault(name, {})
            for record in records:
                for ref in self.list_refs(record, name):
                    known[ref] = known.get(ref, record) | record

    def list_refs(self, record, name):
        """Return by which values of a field others can refer to a record.

        :rtype: list
        """
        field = record._fields.get(name)
        if not field or not record[name]:
            return []
        # A workbook may name it in one language, and keep the texts in others.
        texts = (field.translate and field._get_stored_translations(record)) or {}
        return list(dict.fromkeys([str(record[name]), *filter(None, texts.values())]))

    def write_late(self, record, key, field, entry):
        """Write a reference to what was created after the record itself."""
        record[field.name] = self.get_reference(field, entry[key])

    def find_bodies(self, entries):
        """Find the bodies the regulation names, and create those that lack.

        A body is known by its code, and without one by its name in any language.

        :param list entries: of bodies
        """
        bodies = self.env["tolerance.body"]
        existing = {}
        for body in bodies.with_context(active_test=False).search(
            [("company_id", "=", self.company.id)]
        ):
            names = body._fields["name"]._get_stored_translations(body) or {}
            for key in (body.code, *names.values()):
                existing.setdefault(key, body)
        by_code, by_name = {}, {}
        for entry in entries:
            texts = entry["name"] if isinstance(entry["name"], dict) else {}
            names = [self.get_source(entry["name"]), *filter(None, texts.values())]
            keys = [entry["code"]] if entry.get("code") else names
            body = next((existing[key] for key in keys if key in existing), None)
            body = body or self.create_body(entry)
            by_code[entry.get("code")] = body
            by_name |= dict.fromkeys(names, body)
        self.known[bodies._name] = {"code": by_code, "name": by_name}

    def create_body(self, entry):
        """Create a body that the regulation names and the agency lacks.

        :param dict entry: its name, kind and code
        """
        return self.create("tolerance.body", [entry])
