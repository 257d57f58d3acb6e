"""The question that other programs ask: may this matter count against this person?

Example: a personnel program asks before it stores a negative evaluation, and gets “no”
with the number of the decision.
"""

from datetime import date

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...base.dated import FIRST, LAST
from ...base.wording import write_day, write_list
from ...case.concern import get_concern_sql
from ..effects_in_force import (
    PROTECTED_SUBJECTS,
    get_area_sql,
    get_covering_sql,
    get_duplicate_sql,
    get_in_force_sql,
)

LIMIT = 1000
WHO = ("subject", "employee", "department")
READERS = ("hr_officer", "supervisor", "clerk")


class ToleranceEffect(models.Model):
    _inherit = "tolerance.effect"

    # Never @api.readonly: a replica that lags would answer yes too long.
    @api.model
    def check_protection(self, pairs):
        """Answer: may this matter count against this person, in this area, then?

        Each question is a dict of

        - one of ``subject``, ``employee``, ``department``: a record id;
        - ``matter``: its number, or its record id;
        - ``area``: the code of the effect area, for example ``promotion``;
        - ``date``: ISO date of the record that would count it, today if left out. A
          day before that of the matter is answered as that day; where that would be
          a yes, the question is refused, since nothing dated so counts.

        Each answer is a dict of

        - ``answer``: ``yes``; ``no``; ``on_hold``, which is no until the matter is
          decided; ``capped``, which is yes for deductions of ``cap`` points at
          most, all records together;
        - ``decision`` and ``since``: number and day of the decision or hold;
        - ``cap``: points, with ``capped`` only;
        - ``is_open``: whether the matter is still being examined, so that a yes
          may not last;
        - ``is_unsure``: the decision protects somebody who may be the same person,
          and HR has not said yet whether they are. The answer is ``on_hold`` then:
          no until HR has answered, as the guard has it. The same where the matter
          does not concern who is asked about, and a decision protects somebody else
          in it: the person or unit must be entered in the matter first.

        All questions are answered by one query, and the ledger says who asked.

        :param list pairs: the questions, 1,000 at most
        :return: the answers, in the same order
        :rtype: list
        :raises AccessError: unless a clerk, an HR officer or a supervisor asks
        :raises UserError: if there are too many, or one cannot be understood; the
            message says which
        """
        user = self.env.user
        if not self.env.su and not any(
            user.has_group(f"mistake_tolerance.group_{role}") for role in READERS
        ):
            raise AccessError(
                self.env._("Only clerks, HR officers and supervisors may ask this.")
            )
        if not isinstance(pairs, list) or not pairs or len(pairs) > LIMIT:
            raise UserError(
                self.env._(
                    "Ask about 1 to %(limit)s pairs at once, as a list.",
                    limit=f"{LIMIT:,}",
                )
            )
        questions = [
            self._parse_question(number, pair) for number, pair in enumerate(pairs, 1)
        ]
        rows = self._find_protection(questions)
        answers = [
            self._prepare_answer(number, row) for number, row in enumerate(rows, 1)
        ]
        self._ledger_append_check(rows, answers)
        return answers

    @api.model
    def _parse_question(self, number, pair):
        """Return the columns of one question; say which it is if it has a fault."""

        def is_id(value):
            return type(value) is int and 0 < value < 2**31

        def is_text(value):
            # PostgreSQL stores neither NUL nor unpaired surrogates.
            return (
                isinstance(value, str)
                and "\0" not in value
                and value.encode("utf-8", "replace").decode() == value
            )

        known = {*WHO, "matter", "area", "date"}
        if not isinstance(pair, dict) or pair.keys() - known:
            raise UserError(
                self.env._(
                    "Pair %(number)s: only these are understood: %(names)s.",
                    number=number,
                    names=write_list(self.env, sorted(known)),
                )
            )
        who = [pair.get(name) or None for name in WHO]
        if len([one for one in who if one]) != 1 or not all(
            map(is_id, filter(None, who))
        ):
            raise UserError(
                self.env._(
                    "Pair %(number)s: give the id of one subject, employee or "
                    "department.",
                    number=number,
                )
            )
        matter = pair.get("matter")
        if not is_id(matter) and not (matter and is_text(matter)):
            raise UserError(
                self.env._(
                    "Pair %(number)s: give the matter by its number or id.",
                    number=number,
                )
            )
        on_date = pair.get("date") or self.env.company._tolerance_today()
        try:
            if not isinstance(on_date, date):
                on_date = date.fromisoformat(on_date)
        except (TypeError, ValueError):
            raise UserError(
                self.env._(
                    "Pair %(number)s: write the date as 2026-12-31.", number=number
                )
            ) from None
        if not FIRST <= on_date <= LAST:
            raise UserError(
                self.env._(
                    "Pair %(number)s: %(day)s cannot be right. Check the year.",
                    number=number,
                    day=write_day(self.env, on_date),
                )
            )
        by_id, by_number = (matter, None) if is_id(matter) else (None, matter)
        # A value that is no text matches no area.
        area = pair.get("area")
        area = area if is_text(area) else ""
        return (*who, by_id, by_number, area, on_date)

    @api.model
    def _find_protection(self, questions):
        """Look up all questions in one query.

        :param list questions: tuples of :meth:`_parse_question`
        :return: for each, in order: subject, matter and area found, whether the
            matter is open, whether the day lies before it, form, number, day and cap
            of the strictest effect, and whether it protects somebody who may be the
            same person, or somebody else
        """
        self.env.flush_all()
        return self.env.execute_query(self._get_protection_query(questions))

    @api.model
    def _get_protection_query(self, questions):
        columns = [list(column) for column in zip(*questions, strict=True)]
        return SQL(
            """
            SELECT s.id, m.id, a.id, m.is_open, q.asked_on < m.occurred_on,
                   e.form, e.name, e.decided_on, e.cap_points, e.is_unsure
              FROM unnest(%(columns)s) WITH ORDINALITY
                   q(subject_id, employee_id, department_id, matter_id, number,
                     area, asked_on, position)
         LEFT JOIN hr_employee y
                ON y.id = q.employee_id AND y.company_id = ANY(%(companies)s)
         LEFT JOIN hr_department d
                ON d.id = q.department_id
               AND (d.company_id IS NULL OR d.company_id = ANY(%(companies)s))
         LEFT JOIN tolerance_subject s
                ON s.id = COALESCE(q.subject_id, y.tolerance_subject_id,
                                   d.tolerance_subject_id)
         LEFT JOIN LATERAL (
                    SELECT m.id, m.is_open, m.occurred_on
                      FROM (SELECT id, is_open, occurred_on, company_id
                              FROM tolerance_matter
                             WHERE id = q.matter_id
                             UNION ALL
                            SELECT id, is_open, occurred_on, company_id
                              FROM tolerance_matter
                             WHERE name = q.number) m
                     WHERE %(matters)s
                  ORDER BY m.company_id <> %(company)s, m.id
                     LIMIT 1) m ON TRUE
         LEFT JOIN tolerance_area a ON a.code = q.area
         LEFT JOIN LATERAL (
                    SELECT *
                      FROM (SELECT e.form, e.name, e.decided_on, e.cap_points,
                                   FALSE AS is_unsure
                              FROM %(protected_subjects)s
                             WHERE l.subject_id = s.id
                               AND e.matter_id = m.id
                               AND %(in_area)s
                               AND %(covering)s
                             UNION ALL
                            SELECT 'hold', t.name, t.decided_on, NULL, TRUE
                              FROM (%(possible_duplicates)s) t
                             UNION ALL
                            SELECT 'hold', NULL, NULL, NULL, TRUE
                             WHERE EXISTS (SELECT FROM tolerance_effect e
                                            WHERE e.matter_id = m.id
                                              AND %(in_area)s
                                              AND %(in_force)s)
                               AND NOT %(concerns)s) e
                  ORDER BY is_unsure, name IS NULL,
                           CASE form WHEN 'deduction_reduced' THEN 2
                                     WHEN 'hold' THEN 1 ELSE 0 END,
                           cap_points
                     LIMIT 1) e ON TRUE
          ORDER BY q.position
            """,
            columns=SQL(", ").join(
                SQL("%s::%s[]", column, SQL(kind))
                for column, kind in zip(
                    columns, ("int",) * 4 + ("varchar",) * 2 + ("date",), strict=True
                )
            ),
            concerns=get_concern_sql(SQL("s.id"), SQL("m.id")),
            covering=get_covering_sql(SQL("q.asked_on"), SQL("m.occurred_on")),
            in_area=get_area_sql(SQL("a.id"), SQL("m.id")),
            protected_subjects=PROTECTED_SUBJECTS,
            in_force=get_in_force_sql(),
            possible_duplicates=get_duplicate_sql(
                SQL("s.id"), SQL("a.id"), SQL("m.id")
            ),
            matters=self._get_matter_condition(),
            companies=self.env.companies.ids,
            company=self.env.company.id,
        )

    @api.model
    def _get_matter_condition(self):
        """Choose the matters ``m`` that the asker can ask about.

        A matter in which the asker has a conflict of interest is unknown to them.

        :rtype: SQL
        """
        condition = SQL("m.company_id = ANY(%s)", self.env.companies.ids)
        if self.env.su:
            return condition
        return SQL(
            "%s AND NOT EXISTS (SELECT FROM tolerance_conflict c "
            "WHERE c.matter_id = m.id AND c.user_id = %s)",
            condition,
            self.env.uid,
        )

    @api.model
    def _prepare_answer(self, number, row):
        subject, matter, area, is_open, is_early, form, name, day, cap, is_unsure = row
        for found, what in (
            (subject, self.env._("person or unit")),
            (matter, self.env._("matter")),
            (area, self.env._("effect area")),
        ):
            if not found:
                raise UserError(
                    self.env._(
                        "Pair %(number)s: there is no such %(what)s.",
                        number=number,
                        what=what,
                    )
                )
        if not form:
            answer = "yes"
        elif form == "deduction_reduced":
            answer = "capped" if cap else "no"
        else:
            answer = "on_hold" if form == "hold" else "no"
        if is_early and answer in ("yes", "capped"):
            raise UserError(
                self.env._(
                    "Pair %(number)s: the date lies before the day of the matter, and "
                    "nothing dated before its matter counts. Check the date and the "
                    "matter.",
                    number=number,
                )
            )
        return {
            "answer": answer,
            "decision": name or False,
            "since": day.isoformat() if day else False,
            "cap": cap if answer == "capped" else False,
            "is_open": bool(is_open),
            "is_unsure": bool(is_unsure),
        }

    @api.model
    def _ledger_append_check(self, rows, answers):
        kinds = [answer["answer"] for answer in answers]
        self.env.user._ledger_append(
            "protection.check",
            {
                "pairs": len(answers),
                "answers": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
                "subjects": sorted({row[0] for row in rows}),
                "matters": sorted({row[1] for row in rows}),
            },
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "protection.check": self.env._("Protection asked about"),
        }
