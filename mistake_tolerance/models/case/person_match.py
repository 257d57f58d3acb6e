from itertools import combinations, pairwise

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import NO_ACCESS
from odoo.tools import SQL

from ...rules.person_number import get_person_name
from ..deletion import ondelete

# What two employee records may have in common, the surest first.
GROUNDS = {
    "number": "tolerance_person_number",
    "user": "user_id",
    "contact": "work_contact_id",
}
# What an HR officer fills in before answering.
ANSWER = frozenset({"reason", "separation_reason", "decided_while_joined"})

SEPARATED = """
CREATE OR REPLACE FUNCTION tolerance_separated(was integer, ancestor integer)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM tolerance_person_match m
          JOIN tolerance_subject_lineage o
            ON o.subject_id = m.other_id AND o.ancestor_id = ancestor
          JOIN tolerance_subject_lineage k
            ON k.subject_id = was AND k.ancestor_id = m.subject_id
         WHERE m.state = 'separated');
END $$
"""


class TolerancePersonMatch(models.Model):
    """Employee records that are, or may be, of one human being.

    The same valid identification number joins them at once. The same user or work
    contact is only a reason to ask: an HR officer says whether it is one person. So is
    the number where HR has said otherwise before. A joining can be undone, so each says
    which records it moved.
    """

    _name = "tolerance.person.match"
    _description = "Records of One Person"
    _inherit = ["tolerance.todo", "tolerance.verb"]
    _order = "id desc"

    _verbs = ("join", "keep_apart", "separate")
    _verb_needs = {
        "join": ("reason",),
        "keep_apart": ("reason",),
        "separate": ("separation_reason",),
    }
    _personal_verbs = frozenset(_verbs)
    _verb_fields = frozenset(
        {
            "state",
            "ground",
            "employee_ids",
            "company_ids",
            "joined_at",
            "decided_by",
            "decided_on",
        }
    )

    subject_id = fields.Many2one(
        "tolerance.subject",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('kind', '=', 'person')]",
        help="Once they are joined, the records of both stand for this person.",
    )
    other_id = fields.Many2one(
        "tolerance.subject",
        string="Other Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('kind', '=', 'person')]",
    )
    ground = fields.Selection(
        [
            ("number", "Same Identification Number"),
            ("user", "Same User"),
            ("contact", "Same Work Contact"),
            ("word", "Entered by HR"),
        ],
        required=True,
        readonly=True,
        default="word",
    )
    state = fields.Selection(
        [
            ("proposed", "To Be Answered"),
            ("joined", "One Person"),
            ("apart", "Two Persons"),
            ("separated", "Separated Again"),
        ],
        required=True,
        readonly=True,
        default="proposed",
    )
    employee_ids = fields.Many2many(
        "hr.employee",
        "tolerance_person_match_employee_rel",
        "match_id",
        "employee_id",
        string="Records Moved",
        readonly=True,
        context={"active_test": False},
        groups="mistake_tolerance.group_hr_officer",
        help="The employee records that stood for the other person before.",
    )
    company_ids = fields.Many2many("res.company", string="Companies", readonly=True)
    # What concerned either before, so that what came in since is known.
    matters_before = fields.Json(readonly=True, groups=NO_ACCESS)
    reason = fields.Text(help="How it was established. It stays on file.")
    separation_reason = fields.Text("Why They Are Two Persons")
    decided_while_joined = fields.Selection(
        [
            ("stay", "The person who stays"),
            ("both", "Perhaps the person separated: protect both"),
        ],
        help="Whom the matters concern that came in while both counted as one person.",
    )
    decided_by = fields.Many2one("res.users", readonly=True)
    decided_on = fields.Date(readonly=True)
    joined_at = fields.Datetime(readonly=True)
    subject_records = fields.Text("Employee Records", compute="_compute_records")
    other_records = fields.Text("Other Employee Records", compute="_compute_records")
    # Computed as superuser, for an auditor reads no matters; the search itself obeys
    # the rights of the reader.
    matter_ids = fields.Many2many(
        "tolerance.matter",
        string="Matters of Either",
        compute="_compute_matter_ids",
        compute_sudo=True,
    )
    joined_since_ids = fields.Many2many(
        "tolerance.matter",
        string="Matters since Then",
        compute="_compute_joined_since_ids",
        compute_sudo=True,
    )
    can_join = fields.Boolean(compute="_compute_can")
    can_keep_apart = fields.Boolean(compute="_compute_can")
    can_separate = fields.Boolean(compute="_compute_can")

    _open_idx = models.Index("(subject_id) WHERE state = 'proposed'")
    _open_other_idx = models.Index("(other_id) WHERE state = 'proposed'")
    _two_persons = models.Constraint(
        "CHECK (subject_id <> other_id)", "Choose two different persons."
    )

    def init(self):
        """Let the database tell whom HR separated from whom."""
        super().init()
        self.env.cr.execute(SEPARATED)

    @api.depends("subject_id.name", "other_id.name")
    def _compute_display_name(self):
        for match in self:
            names = (match.subject_id.name, match.other_id.name)
            match.display_name = " / ".join(filter(None, names))

    @api.model_create_multi
    def create(self, vals_list):
        matches = super().create(vals_list)
        # Where people are employed is read for the rule, not shown.
        for match_sudo in matches.sudo():
            records = match_sudo._get_records()
            match_sudo._write_verb({"company_ids": records.company_id.ids})
        # Only now is it known of which companies the two are.
        matches.check_access("create")
        return matches

    def write(self, vals):
        if not self._is_verb_open() and (
            vals.keys() - ANSWER
            or self.filtered(lambda match: match.state in ("apart", "separated"))
        ):
            raise AccessError(
                self.env._("This stays on file as it is. Use the buttons of the form.")
            )
        return super().write(vals)

    @ondelete
    def _unlink_except_never(self):
        raise AccessError(self.env._("Who was taken for whom stays on file."))

    def _get_records(self):
        """Return the employee records of both, archived ones too.

        :rtype: hr.employee
        """
        both = (self.subject_id | self.other_id).with_context(active_test=False)
        return both.employee_ids

    @api.model
    def _match(self, employees, names=None, before=None):
        """Join the records of one person, and ask HR where it only may be one.

        :param hr.employee employees: records that are new or have changed, with all
            rights and archived ones in sight
        :param set names: the fields that have changed; None for all
        :param dict before: ``{employee id: valid number}`` before the change
        """
        for ground, name in GROUNDS.items():
            if names is not None and name not in names:
                continue
            values = {getattr(value, "id", value) for value in employees.mapped(name)}
            if not (values := values - {False}):
                continue
            found = employees.search_fetch(
                [(name, "in", list(values))], [name, "tolerance_subject_id"]
            )
            for value, records in found.grouped(name).items():
                if len(records.tolerance_subject_id) < 2:
                    continue
                if ground == "number":
                    self._match_number(records, before or {})
                # A company as the contact of its staff says nothing about them.
                elif ground == "user" or not value.is_company:
                    self._ask(ground, records)

    @api.model
    def _match_number(self, records, before):
        """Join those who have the same valid number, unless HR must say first.

        One slip in a number must not join two people: a question is asked where their
        names differ, or where one of the records had another valid number.
        Whoever was said to be two persons because of a user or contact alone is asked
        about again: their number is new evidence, but not against HR's word.

        :param hr.employee records: all that have the number
        :param dict before: ``{employee id: valid number}`` before the change
        """
        subjects = records.tolerance_subject_id
        answered = self._get_answered(subjects)
        asked = self._get_answered(subjects, "number")
        names = [
            {get_person_name(record.name) for record in own}
            for own in records.grouped("tolerance_subject_id").values()
        ]
        speaks_against = (
            asked
            or {"apart", "separated"}.intersection(answered.values())
            or not set.intersection(*names)
            or any(
                before.get(record.id, record.tolerance_person_number)
                != record.tolerance_person_number
                for record in records
            )
        )
        if not speaks_against:
            kept = subjects._get_kept()
            for other in subjects - kept:
                self._propose("number", kept, other)._do_join(self.env["res.users"])
            return
        # Two people have that number: which is a third, HR must say as well.
        for one, other in combinations(subjects.sorted("id"), 2):
            if frozenset((one.id, other.id)) not in asked:
                self._propose("number", one, other)._plan_answer()

    @api.model
    def _ask(self, ground, records):
        """Ask HR whether records with a common user or contact are of one person."""
        subjects = records.tolerance_subject_id.sorted("id")
        answered = self._get_answered(subjects)
        numbers = {
            subject: set(own.mapped("tolerance_person_number")) - {False}
            for subject, own in records.grouped("tolerance_subject_id").items()
        }
        for one, other in pairwise(subjects):
            # Different numbers prove two people; a shared user does not join them.
            proven = numbers[one] and numbers[other]
            if not proven and frozenset((one.id, other.id)) not in answered:
                self._propose(ground, one, other)._plan_answer()

    @api.model
    def _propose(self, ground, one, other):
        vals = {"subject_id": one.id, "other_id": other.id, "ground": ground}
        return self._create_verb([vals])

    @api.model
    def _get_answered(self, subjects, ground=None):
        """Return what has been asked or said about pairs of persons.

        What was said of a person holds for whom they have been joined with.

        :param str ground: only what was asked because of that; None for all
        :return: ``{frozenset of two subject ids: state}``
        :rtype: dict
        """
        self.flush_model(["subject_id", "other_id", "state", "ground"])
        self.env.cr.execute(
            SQL(
                """
                SELECT a.subject_id, b.subject_id, m.state
                  FROM tolerance_person_match m
                  JOIN tolerance_subject_lineage a ON a.ancestor_id = m.subject_id
                  JOIN tolerance_subject_lineage b ON b.ancestor_id = m.other_id
                 WHERE a.subject_id = ANY(%(ids)s) AND b.subject_id = ANY(%(ids)s)
                   AND a.subject_id <> b.subject_id
                   AND m.state <> 'joined'
                   AND m.ground = COALESCE(%(ground)s, m.ground)
              ORDER BY m.id
                """,
                ids=subjects.ids,
                ground=ground,
            )
        )
        return {frozenset(row[:2]): row[2] for row in self.env.cr.fetchall()}

    @api.model
    def _get_separated_records(self, employees):
        """Return which records may go back to whom they stood for.

        :return: ``(employee id, id of the person who stays, id of the other)``
        :rtype: set
        """
        return {
            (employee.id, match.subject_id.id, match.other_id.id)
            for match in self.search(
                [("state", "=", "separated"), ("employee_ids", "in", employees.ids)]
            )
            for employee in match.employee_ids
        }

    @api.model
    def _cron_match(self):
        """Find every night what came in below the ORM, or with the date."""
        Employee = self.env["hr.employee"].with_context(active_test=False)
        Employee.flush_model()
        self.env["hr.version"].flush_model()
        numbers = self.env.execute_query(
            SQL(
                """
                SELECT e.id FROM hr_employee e
             LEFT JOIN hr_version v ON v.id = e.current_version_id
                 WHERE v.identification_id IS NOT NULL
                    OR e.tolerance_person_number IS NOT NULL
                """
            )
        )
        employees = Employee.browse(row[0] for row in numbers)
        self.env.add_to_compute(Employee._fields[GROUNDS["number"]], employees)
        Employee.flush_model()
        for name in GROUNDS.values():
            column = SQL.identifier(name)
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT min(id) FROM hr_employee WHERE %s IS NOT NULL
                  GROUP BY %s HAVING count(DISTINCT tolerance_subject_id) > 1
                    """,
                    column,
                    column,
                )
            )
            self._match(Employee.browse(row[0] for row in rows))
