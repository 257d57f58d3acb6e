from odoo import models
from odoo.tools import SQL

from ...base.wording import write_list
from .found import Found, get_fingerprints

CHINESE = "zh_CN"


class ToleranceSchemeCheck(models.AbstractModel):
    """Checks whether a version of a regulation is complete, before it is published."""

    _name = "tolerance.scheme.check"
    _description = "Completeness Check"

    def _get_findings(self, version):
        """Check a version; a hook.

        :param tolerance.scheme.version version: one version
        :return: what was found, see :class:`~.found.Found`
        :rtype: list
        """
        version.ensure_one()
        parts = self._get_all_parts(version)
        return [
            *self._find_step_faults(version),
            *self._find_untested(version),
            *self._find_outcomes(version),
            *self._find_dangling(version, parts),
            *self._find_clashes(version),
            *self._find_memberless(version),
            *self._find_open(version, parts),
            *self._find_untranslated(version, parts),
        ]

    def _get_open_findings(self, version, findings=None):
        """Return the findings that publication waits for: not accepted yet.

        :param tolerance.scheme.version version: one version
        :param list findings: what the check has found already; None: check now
        :rtype: list
        """
        # A form asks while it is filled in: what is stored is checked.
        version = version._origin
        if not version:
            return []
        if findings is None:
            findings = self._get_findings(version)
        findings = [found for found in findings if found.hinders]
        accepted = {a.finding: a.fingerprint for a in version.acceptance_ids}
        fingerprints = get_fingerprints(
            self.env, [found for found in findings if found.key in accepted]
        )
        return [
            found
            for found in findings
            if not accepted.get(found.key)
            or accepted[found.key] != fingerprints[found.key]
        ]

    def _get_all_parts(self, version):
        """Return the parts of the version, one recordset a kind.

        A kind without clause, wording or text to translate is not asked for: nothing
        is looked for in it.

        :rtype: list
        """
        models_ = self.env["tolerance.scheme.part.mixin"]._get_part_models()
        return [
            version._get_parts(model)
            for model in models_
            if {"clause", "is_open"} & model._fields.keys()
            or any(field.translate for field in model._fields.values())
        ]

    def _find_untested(self, version):
        return [
            Found(
                "untested",
                situation,
                self.env._(
                    "Situation %(number)s has no test part: nobody can show that it is "
                    "given. Add one.",
                    number=situation.number,
                ),
            )
            for situation in version.situation_ids
            if not situation.part_ids and not situation.is_open
        ]

    def _find_outcomes(self, version):
        """Find answers after which no degree remains, and such with two meanings."""
        findings = []
        kinds = set(version.degree_ids.mapped("kind"))
        if "refused" not in kinds:
            findings.append(
                Found(
                    "outcome",
                    version,
                    self.env._(
                        "No degree is “not tolerated”: a case in which a situation is "
                        "not given or an exclusion is found has no outcome. Add one."
                    ),
                    "refused",
                )
            )
        elif kinds == {"refused"}:
            findings.append(
                Found(
                    "outcome",
                    version,
                    self.env._(
                        "The only degree is “not tolerated”: a case in which all is "
                        "given has no outcome. Add a degree."
                    ),
                    "granted",
                )
            )
        findings += [
            Found(
                "outcome",
                factor,
                self.env._(
                    "“%(question)s” is answered by a choice, but has no choices: "
                    "nobody can answer it. Add some, or let it be answered in words.",
                    question=factor.name,
                ),
            )
            for factor in version.factor_ids
            if factor.scale == "choice" and not factor.choice_ids
        ]
        return findings + self._find_doubles(version)

    def _find_doubles(self, version):
        """Find parts of one kind with the same code: an answer means both of them."""
        findings = []
        for parts in (
            version.situation_ids,
            version.exclusion_ids,
            version.factor_ids,
            version.degree_ids,
        ):
            for code, same in parts.filtered("code").grouped("code").items():
                if len(same) > 1:
                    findings.append(
                        Found(
                            "outcome",
                            same[1:2],
                            self.env._(
                                "%(names)s have the same code, %(code)s: an answer to "
                                "one means the other too. Give each its own.",
                                names=write_list(self.env, same.mapped("name")),
                                code=code,
                            ),
                            ",".join(sorted(same.mapped("name"))),
                        )
                    )
        return findings

    def _find_dangling(self, version, all_parts):
        """Find references to an article or a body that does not exist."""
        findings = []
        if version.follow_up_article and not version._get_follow_up_article():
            findings.append(
                Found(
                    "dangling",
                    version,
                    self.env._(
                        "The follow-up names the article “%(article)s”, which is not "
                        "there. Enter the number of one of the articles.",
                        article=version.follow_up_article,
                    ),
                    "follow_up",
                )
            )
        for parts in all_parts:
            if "clause" in parts._fields:
                findings += [
                    Found(
                        "dangling",
                        part,
                        self.env._(
                            "“%(name)s” names the clause %(clause)s, but no article. "
                            "Choose the article, or empty the clause.",
                            name=part.display_name,
                            clause=part.clause,
                        ),
                    )
                    for part in parts
                    if part.clause and not part.article_id
                ]
        findings += [
            Found(
                "dangling",
                step,
                self.env._(
                    "The step “%(step)s” belongs to %(body)s, which is archived. "
                    "Choose another body.",
                    step=step.name,
                    body=body.name,
                ),
            )
            for step in version.step_ids
            for body in (step.body_id, step.partner_body_id)
            if body and not body.active
        ]
        return findings

    def _find_clashes(self, version):
        return [
            Found("clash", record, sentence, detail)
            for record, sentence, detail in version._get_clashing_parts()
        ]

    def _find_memberless(self, version):
        """Find bodies for which nobody can act, or for lack of a role nobody yet."""
        return [
            Found(
                "memberless",
                body,
                sentence,
                # The role stands in no row of the body.
                repr(body._get_users_without_role().ids) if body.head_user_id else "",
            )
            for body, sentence in version._find_body_faults()
        ]

    def _find_open(self, version, all_parts):
        return [
            Found(
                "open",
                part,
                self.env._(
                    "The source counts “%(name)s”, but its wording is not known. "
                    "Write it from the text of the regulation.",
                    name=part.display_name,
                ),
            )
            for parts in all_parts
            if "is_open" in parts._fields
            for part in parts
            if part.is_open
        ]

    def _find_untranslated(self, version, all_parts):
        """Find parts with a text in another language alone, where Chinese is in use.

        A version without any Chinese text was written for readers of another language.
        """
        has_any, missing = self._read_missing(all_parts)
        is_chinese = version.scheme_id.company_id.partner_id.lang == CHINESE
        if not is_chinese and not has_any:
            return []
        return [
            Found(
                "untranslated",
                part,
                self.env._(
                    "“%(name)s” has no Chinese text: %(fields)s. Write it in Chinese.",
                    name=part.display_name,
                    fields=write_list(
                        self.env,
                        [part._fields[n]._description_string(self.env) for n in names],
                    ),
                ),
                ",".join(names),
            )
            for parts in all_parts
            for part in parts
            if (names := missing.get((part._name, part.id)))
        ]

    def _read_missing(self, all_parts):
        """Read which texts of parts are not in Chinese, and whether any text is.

        :param list all_parts: recordsets, one a kind of part; all are read at once
        :return: whether there is a Chinese text, and ``{(model name, id): names}``
        :rtype: tuple
        """
        queries = []
        for parts in all_parts:
            names = [
                field.name
                for field in parts._fields.values()
                if field.translate and field.store and field.column_type
            ]
            if not parts or not names:
                continue
            parts.flush_recordset()
            queries.append(
                SQL(
                    "SELECT %s, id, ARRAY[%s], ARRAY[%s] FROM %s WHERE id = ANY(%s)",
                    parts._name,
                    SQL(", ").join(SQL("%s", name) for name in names),
                    SQL(", ").join(map(SQL.identifier, names)),
                    SQL.identifier(parts._table),
                    parts.ids,
                )
            )
        has_any, missing = False, {}
        if not queries:
            return has_any, missing
        rows = self.env.execute_query(SQL(" UNION ALL ").join(queries))
        for model, part_id, names, values in rows:
            for name, texts in zip(names, values, strict=True):
                if not texts or not any(texts.values()):
                    continue
                if texts.get(CHINESE):
                    has_any = True
                else:
                    missing.setdefault((model, part_id), []).append(name)
        return has_any, missing
