from odoo.fields import Command, Domain


class SchemeLoader:
    """Creates a version of a regulation from plain entries.

    A shipped file and a workbook hold the same entries: a dictionary ``version``, and a
    list for each kind of part under its ``_preset_key``. An entry has the names of
    fields as keys. A text is a dictionary of languages; a reference gives the code or
    number of another entry; parts that belong to a part are a list in its entry.
    """

    # Texts are read in this language by whoever has no text in their own.
    SOURCE = "en_US"

    def __init__(self, env, company):
        """Prepare a loading.

        :param env: of the user who loads
        :param res.company company: whose bodies the regulation names
        """
        # Texts are written in English first, then in all languages at once.
        self.env = env(context={**env.context, "lang": self.SOURCE})
        self.company = company
        # {model name: {code or number: records}}, of what is there already
        self.known = {}
        # References to what is created later: (record, field, codes or numbers)
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
        self._find_bodies(preset.get("bodies", []))
        self._note(self.env["tolerance.area"].search([]))
        version = self.create(
            "tolerance.scheme.version", [{**preset["version"], "scheme_id": scheme.id}]
        )
        # The entries of a model, each with the record that it belongs to.
        entries = {
            model._name: [("version_id", version, entry) for entry in preset[key]]
            for model in models
            if not model._preset_parent and (key := model._preset_key) in preset
        }
        for model in models:
            found = entries.get(model._name, [])
            records = self.create(
                model._name,
                [
                    {"sequence": number, **entry, field: owner.id}
                    for number, (field, owner, entry) in enumerate(found, start=1)
                ],
            )
            self._note(records)
            for key, child in model._get_child_models().items():
                entries.setdefault(child._name, []).extend(
                    (child._preset_parent, record, entry)
                    for record, (_, _, parent) in zip(records, found, strict=True)
                    for entry in parent.get(key, [])
                )
        self._write_late()
        return version

    # pylint: disable-next=method-required-super
    def create(self, model_name, entries):
        """Create records with their texts in every language of the entries.

        :param str model_name: name of a model
        :param list entries: one dictionary a record
        :return: the records, in the order of the entries
        """
        model = self.env[model_name]
        records = model.create([self._get_vals(model, entry) for entry in entries])
        for record, entry in zip(records, entries, strict=True):
            for name, value in entry.items():
                if isinstance(value, dict):
                    # The ORM's own writers refuse languages not active yet; the
                    # column takes them, and they show once one is activated.
                    record._fields[name]._update_cache(
                        record.with_context(prefetch_langs=True),
                        {self.SOURCE: self._get_source(value), **value},
                        dirty=True,
                    )
        if hasattr(model, "_get_references"):
            for key, field in model._get_references().items():
                self.late += [
                    (record, field, entry[key])
                    for record, entry in zip(records, entries, strict=True)
                    if entry.get(key) and field.comodel_name not in self.known
                ]
        model.flush_model()
        model.invalidate_model()
        return records

    def _get_vals(self, model, entry):
        """Translate an entry into values for ``create``."""
        is_part = hasattr(model, "_get_references")
        references = model._get_references() if is_part else {}
        children = model._get_child_models() if is_part else {}
        vals = {}
        for name, value in entry.items():
            if field := references.get(name):
                if value and field.comodel_name in self.known:
                    vals[field.name] = self._get_reference(field, value)
            elif name not in model._fields:
                if name not in children:
                    raise ValueError(f"Unknown key of {model._name}: {name}")
            elif isinstance(value, dict):
                vals[name] = self._get_source(value)
            else:
                vals[name] = value
        if "company_id" in model._fields and not model._fields["company_id"].related:
            vals["company_id"] = self.company.id
        return vals

    def _get_source(self, texts):
        """Return the English text, or another where there is none.

        :param dict texts: ``{language: text}``
        :rtype: str | bool
        """
        return texts.get(self.SOURCE) or next(filter(None, texts.values()), False)

    def _get_reference(self, field, value):
        """Return what to write into a field that refers to other records.

        :param field: a many2one or many2many
        :param value: a code or number, or a list of them
        """
        if field.type == "many2many":
            return [Command.set([self._find(field, ref).id for ref in value])]
        return self._find(field, value).id

    def _find(self, field, ref):
        """Return the one record that a reference means.

        :param field: that holds the reference
        :param ref: a code or number
        """
        found = (
            self.known[field.comodel_name].get(str(ref)) or self.env[field.comodel_name]
        )
        if isinstance(field.domain, (list, tuple)):
            found = found.filtered_domain(Domain(field.domain))
        if len(found) != 1:
            raise ValueError(f"{field} has {len(found)} records for {ref!r}")
        return found

    def _note(self, records):
        """Remember records, so that others can refer to them.

        :param records: of one model, all that there are
        """
        known = self.known.setdefault(records._name, {})
        for record in records:
            for name in getattr(records, "_preset_refs", ("code",)):
                if name in record._fields and record[name]:
                    ref = str(record[name])
                    known[ref] = known.get(ref, record) | record

    def _write_late(self):
        """Write the references to what was created after the record itself."""
        for record, field, value in self.late:
            record[field.name] = self._get_reference(field, value)
        self.late = []

    def _find_bodies(self, entries):
        """Find the bodies the regulation names, and create those that lack."""
        bodies = (
            self.env["tolerance.body"]
            .with_context(active_test=False)
            .search(
                [
                    ("company_id", "=", self.company.id),
                    ("code", "in", [entry["code"] for entry in entries]),
                ]
            )
        )
        codes = set(bodies.mapped("code"))
        self._note(
            bodies
            | self.create(
                "tolerance.body",
                [entry for entry in entries if entry["code"] not in codes],
            )
        )
