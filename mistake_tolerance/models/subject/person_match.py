"""The question whether two employee records are of one human being, and the answer.

Example: two companies each keep a record of “Li Na”. The same identification number
joins them at once; the same name only makes the system ask HR.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.db_trigger import create_function
from ..base.deletion import ondelete
from ..base.field import written
from ..base.workflow_mixin import Transition

# What HR writes, by state. In every other state the answer stays as it was given.
ANSWER = {
    "proposed": frozenset({"reason"}),
    "joined": frozenset({"separation_reason", "decided_while_joined"}),
}

SEPARATED = """
BEGIN
    RETURN EXISTS (
        SELECT FROM tolerance_person_match m
          JOIN tolerance_subject_lineage o
            ON o.subject_id = m.other_id AND o.ancestor_id = ancestor
          JOIN tolerance_subject_lineage k
            ON k.subject_id = was AND k.ancestor_id = m.subject_id
         WHERE m.state = 'separated');
END
"""


class TolerancePersonMatch(models.Model):
    """Employee records that are, or may be, of one human being.

    The same valid identification number joins them at once. The same user, work contact
    or name is only a reason to ask: an HR officer says whether it is one person. So is
    the number where HR has said otherwise before. A joining can be undone, so each
    keeps which employee records it moved. If the number turns out to be wrong, HR is
    asked whether the joining remains.
    """

    _name = "tolerance.person.match"
    _description = "Records of One Person"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _order = "id desc"

    _transitions = {
        "join": Transition(
            "proposed",
            "joined",
            required="reason",
            hidden_by="_get_officer_refusal",
            refused_by="_get_own_refusal",
        ),
        "keep_apart": Transition(
            "proposed",
            "apart",
            required="reason",
            hidden_by="_get_officer_refusal",
            refused_by="_get_own_refusal",
        ),
        "separate": Transition(
            "joined",
            "separated",
            required="separation_reason",
            hidden_by="_get_officer_refusal",
            refused_by=("_get_own_refusal", "_get_separate_refusal"),
        ),
        "stay_joined": Transition(
            "joined",
            "joined",
            required="reason",
            hidden_by=("_get_officer_refusal", "_get_doubt_refusal"),
            refused_by="_get_own_refusal",
            depends="doubt",
        ),
    }
    _workflow_fields = frozenset(
        {
            "state",
            "ground",
            "employee_ids",
            "company_ids",
            "joined_at",
            "doubt",
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
            ("name", "Same Name"),
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
    doubt = fields.Selection(
        [("open", "To Be Answered"), ("upheld", "Found to Be One Person")],
        readonly=True,
        help="Their identification numbers do not say any more that it is one person.",
    )
    reason = written.Text(help="How it was established. It stays on file.")
    separation_reason = written.Text("Why They Are Two Persons")
    decided_while_joined = fields.Selection(
        [
            ("stay", "The person who stays"),
            ("both", "Perhaps the person separated: protect both"),
        ],
        help="Which person the matters concern that were entered while both counted as "
        "one.",
    )
    decided_by = fields.Many2one("res.users", "Answered By", readonly=True)
    decided_on = fields.Date("Answered On", readonly=True)
    joined_at = fields.Datetime(readonly=True)
    subject_records = fields.Text("Employee Records", compute="_compute_records")
    other_records = fields.Text("Other Employee Records", compute="_compute_records")
    can_join = fields.Boolean(compute="_compute_can")
    can_keep_apart = fields.Boolean(compute="_compute_can")
    can_separate = fields.Boolean(compute="_compute_can")
    can_stay_joined = fields.Boolean(compute="_compute_can")

    _open_idx = models.Index("(subject_id) WHERE state = 'proposed'")
    _open_other_idx = models.Index("(other_id) WHERE state = 'proposed'")
    _two_persons = models.Constraint(
        "CHECK (subject_id <> other_id)", "Choose two different persons."
    )

    def init(self):
        """Create the trigger that checks which records HR has separated."""
        super().init()
        create_function(
            self.env,
            "tolerance_separated",
            SEPARATED,
            "was integer, ancestor integer",
            "boolean STABLE",
        )

    @api.depends("subject_id.name", "other_id.name")
    def _compute_display_name(self):
        for match in self:
            names = (match.subject_id.name, match.other_id.name)
            match.display_name = " / ".join(filter(None, names))

    @api.model_create_multi
    def create(self, vals_list):
        matches = super().create(vals_list)
        # sudo: the system enters the companies of the employee records.
        for match_sudo in matches.sudo():
            records = match_sudo._get_records()
            match_sudo._write_unlocked({"company_ids": records.company_id.ids})
        # The companies are known only after creation.
        matches.check_access("create")
        return matches

    def write(self, vals):
        if not self._is_unlocked() and any(
            vals.keys() - match._get_answer_fields() for match in self
        ):
            raise AccessError(
                self.env._("This stays on file as it is. Use the buttons of the form.")
            )
        return super().write(vals)

    def _get_answer_fields(self):
        """Return the fields of the answer that HR can write in the current state.

        :rtype: frozenset
        """
        names = ANSWER.get(self.state, frozenset())
        # A doubt asks for a new reason to stay joined.
        return names | {"reason"} if self.doubt == "open" else names

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(
            self.env._("Answers about records of one person stay on file.")
        )

    def _get_records(self):
        """Return the employee records of both, archived ones too.

        :rtype: hr.employee
        """
        both = (self.subject_id | self.other_id).with_context(active_test=False)
        return both.employee_ids
