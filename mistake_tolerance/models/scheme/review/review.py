from odoo import api, models

from ....rules.paper import Figure, Heading, Paper, Paragraph, Run, Table, write_head
from ...base.inheriting import find_inheriting
from ...base.wording import write_day, write_list, write_name, write_pair

# What the page of a version says about the regulation itself.
FACTS = (
    "state",
    "date_issued",
    "trial",
    "date_from",
    "date_to",
    "version_date_rule",
    "scope_units",
    "scope_staff",
    "interpreting_body",
    "hold_until_decision",
    "disclosure_range",
    "follow_up_text",
    "follow_up_article",
    "follow_up_talks",
    "follow_up_for",
    "follow_up_staff",
)


class ToleranceSchemeReview(models.AbstractModel):
    """Writes what the legal office signs: each article beside what follows from it."""

    _name = "tolerance.scheme.review"
    _description = "Review Paper"

    @api.model
    def _make_paper(self, version):
        """Write the review paper of a version in the language of the reader.

        :param tolerance.scheme.version version: one version that the user may read
        :rtype: Paper
        """
        version.ensure_one()
        version.check_access("read")
        title = self.env._("Review of %(version)s", version=version.display_name)
        blocks = [Heading(title, 0), *self._write_preface(version)]
        for number, (head, content) in enumerate(self._get_sections(version), 1):
            blocks.append(Heading(write_head(number, head, self.env.lang)))
            blocks += content or [self._write_line(self.env._("None."))]
        return Paper(
            title, tuple(blocks), version.display_name, self.env.lang or "en_US"
        )

    @api.model
    def _get_sections(self, version):
        """Return the sections of the paper: pairs of a title and blocks.

        :rtype: list
        """
        return [
            (self.env._("Regulation"), self._write_facts(version)),
            (self.env._("What Is Still Open"), self._write_open_points(version)),
            (
                self.env._("Choices That No Source Prescribes"),
                self._write_choices(version),
            ),
            (self.env._("Procedure"), self._write_procedure(version)),
            (
                self.env._("Articles and What the System Does"),
                self._write_articles(version),
            ),
            (self.env._("Entries Without an Article"), self._write_others(version)),
            (self.env._("Worked Examples"), self._write_examples(version)),
        ]

    @api.model
    def _write_examples(self, version):
        """Write what each worked example expects, and whether it passes."""
        rows = [
            (
                example.display_name,
                tuple(
                    self._write_line(
                        write_pair(
                            self.env,
                            self._get_text(expected, "what"),
                            expected._get_value_text(),
                        )
                    )
                    for expected in example.expectation_ids
                ),
                self._get_text(example, "state"),
            )
            for example in version.example_ids
        ]
        return [Table((), tuple(rows), (4, 5, 2))] if rows else []

    @api.model
    def _write_line(self, *runs):
        return Paragraph(runs, "left", "plain")

    @api.model
    def _write_preface(self, version):
        return [
            Paragraph(
                (
                    self.env._(
                        "For the office that answers for the regulation. Beside each "
                        "article stands what the system does because of it. A summary "
                        "is in our words and never the text of the source."
                    ),
                )
            )
        ]

    @api.model
    def _write_facts(self, version):
        """Write what the version says of the regulation; silence is said too."""
        silent = self.env._("Not prescribed by the source")
        scheme_names = ("issuer", "document_number", "parent_id")
        asked = [(version.scheme_id, name) for name in scheme_names]
        asked += [(version, name) for name in FACTS]
        rows = [
            (self._get_label(record, name), self._get_text(record, name) or silent)
            for record, name in asked
        ]
        kinds = {
            "covers_persons": self.env._("Persons"),
            "covers_units": self.env._("Units"),
        }
        covered = [label for name, label in kinds.items() if version[name]]
        rows.append((self.env._("Covers"), write_list(self.env, covered) or silent))
        kinds = version.scope_ids.mapped("display_name")
        rows.append(
            (
                self._get_label(version, "scope_type_ids"),
                write_list(self.env, kinds) if kinds else self.env._("All kinds"),
            )
        )
        return [Table((), tuple(rows), (2, 5))]

    @api.model
    def _get_label(self, record, name):
        return record._fields[name]._description_string(self.env)

    @api.model
    def _get_text(self, record, name):
        """Return the value of a field as people read it."""
        field, value = record._fields[name], record[name]
        if name == "follow_up_article" and value:
            return record._get_follow_up_basis()
        if field.type == "selection" and value:
            return dict(field._description_selection(self.env))[value]
        if field.type == "date":
            return write_day(self.env, value)
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type == "many2one":
            return value.display_name
        if field.type == "integer":
            return str(value) if value else ""
        return value or ""

    @api.model
    def _write_open_points(self, version):
        """List what the agency still has to write or to check."""
        articles = version.article_ids.filtered(lambda a: a.kind == "article")
        lines = [article.display_name for article in articles if article.is_open]
        lines += [
            write_pair(
                self.env,
                part._get_part_label(),
                write_name(self.env, [part.display_name, part.citation]),
            )
            for part in self._get_provisions(version)
            if part.is_open
        ]
        untold = articles.filtered(lambda a: not a.source_text and not a.is_open)
        if untold:
            lines.append(
                self.env._(
                    "Articles without the text of the source: %(count)s. Compare their "
                    "summaries with the regulation.",
                    count=len(untold),
                )
            )
        return [self._write_line(line) for line in lines]

    @api.model
    def _write_choices(self, version):
        """List what the agency or the product chose, and why."""
        lines = [
            self._write_line(text) for text in (version.choices or "").splitlines()
        ]
        rows = [
            (part._get_part_label(), part.display_name, part.note or "", part.citation)
            for part in self._get_provisions(version)
            if part.is_choice
        ]
        heads = (
            self.env._("Part"),
            self.env._("Choice"),
            self.env._("Why"),
            self.env._("Basis"),
        )
        return lines + ([Table(heads, tuple(rows), (2, 3, 5, 3))] if rows else [])

    @api.model
    def _write_procedure(self, version):
        steps = version.step_ids.sorted()
        if not steps:
            return []
        rows = [
            (
                str(number),
                step.name,
                step._get_body_names(),
                self._write_cell([step.limit_text, step.extension_text]),
                self._write_cell(
                    [
                        step._get_chart_condition(),
                        step.return_step_id
                        and self.env._(
                            "Can go back to: %(step)s", step=step.return_step_id.name
                        ),
                        not step.required and self.env._("May be left out"),
                    ]
                ),
                step.citation,
            )
            for number, step in enumerate(steps, 1)
        ]
        heads = (
            self.env._("No."),
            self.env._("Step"),
            self.env._("Body"),
            self.env._("Time Limit"),
            self.env._("Conditions and Returns"),
            self.env._("Basis"),
        )
        # A table goes on over the end of a page, a drawing does not.
        return [
            Table(heads, tuple(rows), (2, 5, 5, 6, 7, 5)),
            Figure(steps._draw_chart(), self._write_boxes(steps)),
        ]

    @api.model
    def _write_boxes(self, steps):
        """Write the flow chart for a program that shows no drawings.

        :param tolerance.scheme.step steps: in order
        :return: a box for each step, with an arrow to the next one
        :rtype: tuple
        """
        places = {step: place for place, step in enumerate(steps)}
        blocks = []
        for number, step in enumerate(steps, 1):
            box = step._get_chart_step(places)
            lines = [self._write_line(Run(f"{number}. {box.name}", bold=True))]
            lines += map(self._write_line, filter(None, (box.condition, *box.lines)))
            if blocks:
                blocks.append(Paragraph(("↓",), "center", "plain"))
            blocks.append(Table((), ((tuple(lines),),), (1,)))
        return tuple(blocks)

    @api.model
    def _write_cell(self, texts):
        """Write texts below each other; those that are empty are left out."""
        return tuple(self._write_line(text) for text in texts if text) or ""

    @api.model
    def _write_articles(self, version):
        """Write all articles, one row each, under the chapter they stand in."""
        parts = self._get_provisions(version)
        by_article = {}
        for part in parts:
            by_article.setdefault(part.article_id, []).append(part)
        rows = [
            (
                self._write_source(article),
                self._write_parts(
                    by_article.get(article, []),
                    version if article == version._get_follow_up_article() else None,
                ),
            )
            for article in version.article_ids.sorted()
        ]
        heads = (self.env._("Regulation"), self.env._("What the System Does"))
        return [Table(heads, tuple(rows), (1, 1))] if rows else []

    @api.model
    def _write_source(self, article):
        """Write number, title, summary and text of an article."""
        lines = [self._write_line(Run(article.display_name, bold=True))]
        if article.is_open:
            lines.append(self._write_line(article.wording))
        for label, text in (
            (self.env._("Summary: "), article.summary),
            (self.env._("Text of the source: "), article.source_text),
        ):
            if text:
                lines.append(self._write_line(Run(label, bold=True), text))
        if article.kind == "article" and not (article.source_text or article.is_open):
            lines.append(
                self._write_line(self.env._("Text of the source: not entered."))
            )
        return tuple(lines)

    @api.model
    def _write_parts(self, parts, followed=None):
        """Write what follows from an article, or that nothing does.

        :param parts: the entries that rest on it
        :param followed: the version, where the follow-up rests on it too
        """
        lines = [line for part in parts for line in self._write_part(part)]
        if followed:
            lines += self._write_follow_up(followed)
        return tuple(lines) or self.env._("No entry of the system cites it.")

    @api.model
    def _write_part(self, part):
        """Write an entry: what it is, what the system does, and its label.

        :rtype: list
        """
        head = write_pair(self.env, part._get_part_label(), part.display_name)
        lines = [self._write_line(Run(head, bold=True))]
        if part.clause:
            lines.append(self._write_line(part.citation))
        lines += [
            self._write_line(write_pair(self.env, label, text) if text else label)
            for label, text in part._get_review_lines()
        ]
        lines += [self._write_line(text) for text in (part.marking, part.note) if text]
        return lines

    @api.model
    def _write_others(self, version):
        rows = [
            (
                part._get_part_label(),
                tuple(self._write_part(part)),
                part.citation,
            )
            for part in self._get_provisions(version)
            if not part.article_id
        ]
        if version.follow_up_months and not version._get_follow_up_article():
            label = self._get_label(version, "follow_up_text")
            content = tuple(self._write_follow_up(version))
            rows.append((label, content, version._get_follow_up_basis()))
        heads = (
            self.env._("Part"),
            self.env._("What the System Does"),
            self.env._("Basis"),
        )
        return [Table(heads, tuple(rows), (2, 6, 4))] if rows else []

    @api.model
    def _get_provisions(self, version):
        """Return all entries of a version that rest on an article, or on none.

        :return: records of several models
        :rtype: list
        """
        return [part for parts in self._get_provision_sets(version) for part in parts]

    @api.model
    def _get_provision_sets(self, version, domain=()):
        """Return the entries of a version, each model by itself.

        :param domain: which of them
        :return: recordsets
        :rtype: list
        """
        names = find_inheriting(self.env, "tolerance.scheme.provision")
        return [
            model.search([("version_id", "in", version.ids), *domain])
            for model in self.env["tolerance.scheme.part.mixin"]._get_part_models()
            if model._name in names
        ]
