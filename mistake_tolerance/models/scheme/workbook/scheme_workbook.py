import hashlib
from contextlib import closing

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..dump import dump_body, dump_version
from ..loader import SchemeLoader
from .layout import LANGUAGES, Layout
from .opening import NoWorkbook, open_workbook
from .problem import FILE_SENTENCES, Problem
from .reader import WorkbookReader
from .trial.trial_loader import REFUSED, TrialLoader
from .writer import WorkbookWriter


def iter_texts(entry):
    """Yield the names and the languages of all texts of an entry and below it.

    :param entry: of :func:`..dump.dump_version`, or a list of them
    """
    if isinstance(entry, list):
        for part in entry:
            yield from iter_texts(part)
    elif isinstance(entry, dict):
        for name, value in entry.items():
            if isinstance(value, dict) and name not in ("scheme", "version"):
                yield name, value
            else:
                yield from iter_texts(value)


class ToleranceScheme(models.Model):
    """Writes regulations into workbooks, and reads them back."""

    _inherit = "tolerance.scheme"

    @api.model
    def _make_workbook(self, version=None, all_languages=False):
        """Write a version of a regulation into a workbook.

        :param tolerance.scheme.version version: None: an empty workbook, which names
            only the bodies of the agency; else those that the version uses
        :param bool all_languages: with each text in all languages of shipped
            regulations, else in the user's alone
        :return: the file
        :rtype: bytes
        """
        langs = [self.env.lang or "en_US"]
        if all_languages:
            langs = list(dict.fromkeys([*langs, *LANGUAGES]))
        if version:
            preset = dump_version(version)
        else:
            bodies = self.env["tolerance.body"].search(
                [("company_id", "=", self.env.company.id)]
            )
            preset = {"bodies": [dump_body(body) for body in bodies]}
        for entry in preset["bodies"]:
            # Who named it in one language reads that name in all of them.
            names = entry["name"]
            shown = names.get("en_US") or next(iter(names.values()))
            entry["name"] = {**dict.fromkeys(langs, shown), **names}
        return WorkbookWriter(Layout(self.env, langs)).write_file(preset)

    @api.model
    def _load_workbook(self, content, company, scheme=None):
        """Make a draft of a regulation from a workbook.

        A draft that the regulation has is replaced; what is published stays. Nothing is
        changed if anything is wrong.

        :param bytes content: the file
        :param res.company company: whose regulation it is
        :param tolerance.scheme scheme: None: a new regulation
        :return: the draft and what is wrong: one of the two is empty
        :rtype: tuple
        """
        none = self.env["tolerance.scheme.version"]
        try:
            reader = WorkbookReader(self.env, open_workbook(content))
        except NoWorkbook as error:
            sentence = self.env._(FILE_SENTENCES[error.reason])
            return none, [Problem("", "", "", "", sentence)]
        preset = reader.read_entries()
        if not preset:
            reader.sort_problems()
            return none, reader.problems
        if scheme:
            self._keep_texts(preset, scheme)
        if not reader.problems:
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    loader = SchemeLoader(self.env, company)
                    version = self._replace_draft(loader, preset, scheme)
                    self._check_words(version)
            except (UserError, ValueError, *REFUSED) as error:
                failure = error
            else:
                version = version.with_env(self.env)
                version._ledger_append(
                    "scheme.workbook",
                    {"sha256": hashlib.sha256(content).hexdigest()},
                )
                return version, []
        else:
            failure = None
        with closing(self.env.cr.savepoint()):
            self._try_workbook(reader, preset, company, scheme)
        if not reader.problems:
            raise failure
        reader.sort_problems()
        return none, reader.problems

    def _keep_texts(self, preset, scheme):
        """Keep the texts in other languages of what the workbook leaves as it is.

        :param dict preset: entries with texts in some languages; they are completed
        :param tolerance.scheme scheme: whose last version has the others
        """
        known = {}
        for version in scheme.version_ids.sorted("number")[-1:]:
            for name, texts in iter_texts(dump_version(version)):
                for lang, text in texts.items():
                    known[name, lang, text] = texts
        for name, texts in iter_texts(preset):
            lang, text = next(iter(texts.items()))
            for other, kept in known.get((name, lang, text), {}).items():
                texts.setdefault(other, kept)

    def _try_workbook(self, reader, preset, company, scheme):
        """Note in the reader all that is refused.

        :param WorkbookReader reader: has read ``preset``
        """
        loader = TrialLoader(self.env, company, reader)
        row = reader.regulation
        found = self.browse()
        if row and not row.is_wrong:
            found = loader.try_one(
                row, self, lambda: self._find_scheme(loader, preset, scheme)
            )
        # The rest can be tried whatever the title is.
        found = found or loader.create(self._name, [{"name": "-"}])
        version = loader.load_version(found, preset)
        for line, name, sentence in self._find_word_faults(version):
            row = loader.rows.get(line)
            # What an example means cannot be told where a name is wrong itself.
            if row and not any(
                named.is_unknowable
                for key in line._get_named_keys()
                for named in reader.rows[key]
            ):
                reader.add(row, name, sentence)

    def _find_word_faults(self, version):
        """Return what the worked examples name and the regulation does not have.

        The higher regulation is chosen after the loading: what it excludes is not
        looked for until then.

        :param tolerance.scheme.version version: just loaded
        :return: the line of an example, the field and what to write instead
        :rtype: list[tuple]
        """
        faults = version.with_env(self.env).example_ids._get_word_faults()
        return [
            (line, name, sentence)
            for line, name, sentence in faults
            if version.scheme_id.parent_id or not line._may_name_higher()
        ]

    def _check_words(self, version):
        """Refuse a draft whose worked examples name what it does not have.

        :raises UserError: naming the first
        """
        for _line, _name, sentence in self._find_word_faults(version):
            raise UserError(sentence)

    def _replace_draft(self, loader, preset, scheme):
        """Create the draft, in place of the one that is there.

        :rtype: tolerance.scheme.version
        """
        scheme = self._find_scheme(loader, preset, scheme)
        drafts = scheme.version_ids.filtered(lambda v: v.state == "draft")
        drafts.unlink()
        return loader.load_version(scheme, preset)

    def _find_scheme(self, loader, preset, scheme):
        """Return the regulation with title and issuer of the workbook.

        :rtype: tolerance.scheme
        :raises UserError: if a published regulation has another title
        """
        if not scheme:
            return loader.create(self._name, [preset["scheme"]])
        scheme = scheme.with_env(loader.env)
        if scheme.is_published:
            scheme._check_same_regulation(preset["scheme"])
        else:
            vals = loader.get_vals(scheme, preset["scheme"])
            vals.pop("company_id")
            scheme.write(vals)
            loader.write_texts(scheme, preset["scheme"])
        return scheme

    def _check_same_regulation(self, entry):
        """Refuse to load a workbook of another regulation over a published one.

        :param dict entry: title, issuer and number in the workbook
        :raises UserError: naming what differs
        """
        for name, value in entry.items():
            field = self._fields[name]
            kept = self[name]
            if isinstance(value, dict):
                texts = field._get_stored_translations(self) or {}
                kept = texts.get("en_US")
                if all(texts.get(lang, kept) == text for lang, text in value.items()):
                    continue
            elif (kept or False) == (value or False):
                continue
            raise UserError(
                self.env._(
                    "%(field)s of a published regulation stays as it is. Write: "
                    "%(kept)s. For another regulation, load the workbook as a new one.",
                    field=field._description_string(self.env),
                    kept=self.env[self._name].browse(self.id)[name] or "",
                )
            )
