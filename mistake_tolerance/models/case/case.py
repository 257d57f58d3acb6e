"""A case: the file in which the agency deals with one matter."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..base.db_trigger import keep_columns
from ..base.field import written
from ..base.person import find_person
from ..base.task_mixin import Part, Task
from ..base.write_permit import is_unlocked


class ToleranceCase(models.Model):
    """A case: the parties, steps, inquiry and deliberation of a matter."""

    _name = "tolerance.case"
    _description = "Tolerance Case"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.permit",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _mail_post_access = "read"
    _order = "id desc"
    _conflict_paths = ("conflict_ids",)
    _logged_content = frozenset({"party_ids", "delivery_ids"})
    _parts_of_users = {
        "clerk": Part(
            "case",
            "clerk_id",
            [("state", "!=", "filed")],
            "mistake_tolerance.group_clerk",
        ),
    }
    _tasks = {
        "serve": Task(parts=("clerk",)),
        "file": Task(parts=("clerk",)),
        "party_left": Task(parts=("clerk",), is_notice=True),
    }
    _delegated_acts = {"case.serve": "clerk", "case.file": "clerk"}

    _permit_fields = frozenset()
    _workflow_fields = frozenset({"state", "name", "filed_on", "filed_by"})

    name = fields.Char("Number", readonly=True, copy=False, index="trigram")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    matter_id = fields.Many2one(
        "tolerance.matter", required=True, ondelete="restrict", index=True
    )
    matter_title = fields.Char(related="matter_id.title", string="Matter in Short")
    proceeding_id = fields.Many2one(
        "tolerance.proceeding",
        string="Related Proceeding",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('matter_id', '=', matter_id)]",
    )
    version_id = fields.Many2one(
        "tolerance.scheme.version",
        string="Scheme Version",
        required=True,
        ondelete="restrict",
    )
    # A higher regulation published later binds a running case no more than a later
    # version of its own does.
    higher_versions = fields.Json(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Ids of the versions of the higher regulations, the nearest first.",
    )
    higher_version_ids = fields.Many2many(
        "tolerance.scheme.version",
        string="Higher Regulations That Apply",
        compute="_compute_higher_version_ids",
    )
    clerk_id = fields.Many2one(
        "res.users",
        string="Clerk in Charge",
        default=lambda self: self.env.user,
        tracking=True,
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref("mistake_tolerance.group_clerk").ids)
        ],
    )
    state = fields.Selection(
        [
            ("open", "Accepted"),
            ("inquiry", "Inquiry"),
            ("deliberation", "Deliberation"),
            ("decided", "Decided"),
            ("filed", "Filed"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    level_ids = fields.One2many(
        related="version_id.level_ids", string="Levels of the Regulation"
    )
    level_id = fields.Many2one(
        "tolerance.scheme.level",
        string="Level of the Agency",
        ondelete="restrict",
        domain="[('version_id', '=', version_id), ('is_open', '=', False)]",
        tracking=True,
        help="The level of the agency that deals with the case.",
    )
    party_ids = fields.One2many("tolerance.case.party", "case_id", string="Parties")
    delivery_ids = fields.One2many("tolerance.decision.delivery", "case_id")
    archive_number = written.Char(copy=False, tracking=True)
    filed_on = fields.Date(readonly=True, copy=False)
    filed_by = fields.Many2one("res.users", readonly=True, copy=False)

    _matter_uniq = models.UniqueIndex(
        "(matter_id)", "This matter has a case already: join it as a further party."
    )

    def init(self):
        """Forbid in the database to change what the record is about."""
        super().init()
        keep_columns(self, "matter_id", "version_id", "higher_versions", "company_id")

    @api.depends("higher_versions")
    def _compute_higher_version_ids(self):
        for case in self:
            case.higher_version_ids = case._get_higher_versions()

    @api.model
    def _find_higher_versions(self, vals):
        """Find what applies above the version of a case that is about to be opened.

        :param dict vals: values for ``create``
        :return: ids, the nearest first
        :rtype: list
        """
        version = self.env["tolerance.scheme.version"].browse(vals.get("version_id"))
        matter = self.env["tolerance.matter"].browse(vals.get("matter_id"))
        if not version:
            return []
        # sudo: the rules follow from the day of the matter; users may not read it.
        today = version.company_id._tolerance_today()
        return version._get_higher_versions(matter.sudo().occurred_on, today).ids

    def _get_higher_versions(self):
        """Return the versions above that of the case, the nearest first.

        :rtype: tolerance.scheme.version
        """
        self.ensure_one()
        return self.version_id.browse(self.higher_versions or [])

    def _get_exclusions(self):
        """Return the exclusions that apply, those of higher regulations included.

        :rtype: tolerance.scheme.exclusion
        """
        # A ballot that is still new has no case, and so no regulation.
        if not self:
            return self.version_id.exclusion_ids
        return self.version_id._get_exclusions(self._get_higher_versions())

    def _check_chosen(self, exclusions, *parts):
        """Refuse provisions by which a body cannot decide in this case.

        :param tolerance.scheme.exclusion exclusions: those chosen
        :param parts: recordsets of other provisions chosen
        :raises ValidationError: if one is of another version, or its wording is open
        """
        # A form that stores nothing holds records that only stand for stored ones.
        others = exclusions._origin - self._get_exclusions()
        if others or any(part.version_id - self.version_id for part in parts):
            raise ValidationError(
                self.env._("Choose from the scheme version of the case.")
            )
        for part in (*parts, exclusions):
            part._check_usable()

    def _get_overruled_situations(self):
        """Return the situations that a regulation above the case's own excludes.

        :return: ``{situation: exclusion}``
        :rtype: dict
        """
        if not self:
            return {}
        return self.version_id._get_overruled_situations(self._get_higher_versions())

    @api.constrains("proceeding_id", "matter_id")
    def _check_proceeding_id(self):
        for case in self:
            if case.proceeding_id.matter_id - case.matter_id:
                raise ValidationError(
                    self.env._("A case answers a proceeding about its own matter.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        Sequence = self.env["ir.sequence"]
        cases = super().create(
            [
                {"higher_versions": self._find_higher_versions(vals), **vals}
                | {"name": False}
                for vals in vals_list
            ]
        )
        for case in cases:
            case._write_unlocked({"name": Sequence.next_by_code(self._name)})
            if level := not case.level_id and case._propose_level():
                case._write_unlocked({"level_id": level.id})
        return cases

    def _propose_level(self):
        """Return the level whose committee serves the unit of the matter.

        :rtype: tolerance.scheme.level
        """
        self.ensure_one()
        levels = self.level_ids.filtered(lambda level: not level.is_open)
        return levels._get_for_unit(self.matter_id.department_id)

    def write(self, vals):
        if not is_unlocked(self):
            self._check_writer(vals.keys())
            if "clerk_id" in vals:
                self._reassign(self.env["res.users"].browse(vals["clerk_id"]))
        return super().write(vals)

    def _reassign(self, clerk):
        """Reassign a case, which only the clerk in charge may do, and record it.

        The clerk in charge can read who reported the matter, so no other user may take
        this role.

        :param res.users clerk: who will be in charge
        :raise AccessError: somebody else is in charge
        """
        cases = self.filtered(lambda case: case.clerk_id != clerk)
        # Only the user who is logged in can reassign the case, no program.
        person = find_person(self.env) & self.env.user
        if cases.clerk_id.filtered("active") - person or not self.sudo(
            False
        ).has_access("write"):
            raise AccessError(
                self.env._(
                    "Only the clerk in charge can pass a case on. Ask the clerk, or "
                    "have an administrator hand it over."
                )
            )
        cases._ledger_append(
            "case.pass_on", lambda case: {"from": case.clerk_id.id, "to": clerk.id}
        )

    def _is_in_charge(self):
        """Return whether the user is the clerk in charge today, also as a stand-in.

        :rtype: bool
        """
        self.ensure_one()
        return bool(self._filter_in_charge())

    def _filter_in_charge(self):
        """Return the cases in which the user is the clerk in charge today, also as a
        stand-in.

        :rtype: tolerance.case
        """
        delegations = self.env["tolerance.delegation"]._get_running(
            "clerk", deputy=self.env.user, principals=self.clerk_id
        )
        delegated = {(one.principal_id, one.company_id) for one in delegations}
        return self.filtered(
            lambda case: (
                case.clerk_id == self.env.user
                or (case.clerk_id.id, case.company_id.id) in delegated
            )
        )

    def _check_writer(self, names):
        """Refuse to change what the case is about, and all of it once filed."""
        names = {n for n in names if not n.startswith(("message_", "activity_"))}
        fixed = {"matter_id", "version_id", "higher_versions", "company_id"} & names
        if fixed or (names and any(case.state == "filed" for case in self)):
            raise AccessError(
                self.env._("What a case is about, and a case on file, do not change.")
            )

    def _takes_parties(self):
        """Return whether a further person or unit may still become a party."""
        self.ensure_one()
        return self.state in ("open", "inquiry")

    def _on_joined(self, parties):
        """Called when parties have joined the case; a hook."""

    def _get_order_refusal(self, kind):
        """Return which step has to come before that of a kind, or False.

        A hook: the room of the steps knows their order.

        :param str kind: technical kind of the step
        :rtype: str | bool
        """
        self.ensure_one()
        return False

    def _get_decided_day(self):
        """Return the day on which the case was decided, or False; a hook.

        :rtype: date | bool
        """
        self.ensure_one()
        return False

    def _complete_step(self, kind, day=None, user=None):
        """Called when what a step asks for is done; a hook of the room of the steps.

        :param str kind: technical kind of the step
        :param date day: today if not given
        :param res.users user: who took the step, if not the current user; nobody
            where it was taken by lapse of time
        """
        self.ensure_one()

    def _get_ledger_chain(self):
        return self

    def _get_opened_cases(self):
        # sudo: the log of openings needs the case, also where its reader has no right.
        return self.sudo()

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "case.pass_on": self.env._("Case passed on to another clerk"),
        }
