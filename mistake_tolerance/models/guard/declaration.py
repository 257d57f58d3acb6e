"""The declaration that a record about a protected person is about something else.

Example: Wang is protected for a roll call missed. HR wants to deduct a point because
Wang was late, which is another matter. HR declares this ground first; then one record
is accepted, and Wang is told and can contest it.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base import bounded
from ..base.db_trigger import keep_columns
from ..base.deletion import ondelete
from ..base.field import written
from ..base.task_mixin import Task
from ..base.wording import write_day
from ..base.write_permit import is_unlocked, lock, unlocked


class ToleranceDeclaration(models.Model):
    """A statement, made beforehand, that a record has another ground.

    One record can use it. The person it is about is told and can read it.
    """

    _name = "tolerance.declaration"
    _description = "Declaration of Another Ground"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.original",
        "tolerance.permit",
        "tolerance.task.mixin",
        "tolerance.dated",
    ]
    _order = "id desc"
    _rec_name = "reason"
    _tasks = {
        "read_declaration": Task(is_notice=True),
    }

    _other_days = ("date_from", "date_to")

    guard_id = fields.Many2one(
        "tolerance.guard", required=True, ondelete="restrict", index=True
    )
    subject_id = fields.Many2one(
        "tolerance.subject", required=True, ondelete="restrict", index=True
    )
    area_id = fields.Many2one("tolerance.area", required=True, ondelete="restrict")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    amount = bounded.Float("Points at Most", high=bounded.MAX_POINTS)
    reason = written.Text(required=True)
    res_id = bounded.Integer(
        "ID of the Record Served",
        readonly=True,
        copy=False,
        index=True,
        high=bounded.MAX_INTEGER,
    )
    used_on = fields.Date(readonly=True, copy=False)
    voided_on = fields.Date(
        "Void Since",
        readonly=True,
        copy=False,
        help="A contest was found true: this serves no record any more.",
    )
    served = fields.Char(
        "Record Served", compute="_compute_served", help="What it was used for."
    )
    is_about_me = fields.Boolean(
        compute="_compute_is_about_me", search="_search_is_about_me"
    )

    _check_dates = models.Constraint(
        "CHECK (date_to >= date_from)", "The period cannot end before it begins."
    )
    _record_uniq = models.UniqueIndex(
        "(guard_id, res_id) WHERE res_id > 0 AND voided_on IS NULL",
        "This record is declared already.",
    )

    def init(self):
        """Forbid in the database to change what was declared."""
        super().init()
        keep_columns(
            self,
            "guard_id",
            "subject_id",
            "area_id",
            "company_id",
            "date_from",
            "date_to",
            "amount",
            "reason",
        )

    @api.depends("guard_id.name", "used_on")
    @api.depends_context("lang")
    def _compute_served(self):
        for declaration in self:
            # sudo: the person may not read guards; only the name of the record type is
            # used.
            kind = declaration.guard_id.sudo().name
            declaration.served = (
                self.env._(
                    "%(kind)s, %(date)s",
                    kind=kind,
                    date=write_day(self.env, declaration.used_on),
                )
                if declaration.used_on
                else self.env._("%(kind)s, none yet", kind=kind)
            )

    @api.depends("subject_id")
    @api.depends_context("uid")
    def _compute_is_about_me(self):
        for declaration in self:
            users = declaration.subject_id._get_users()
            declaration.is_about_me = self.env.user in users

    def _search_is_about_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = self.env["tolerance.subject"]._get_own()
        return [("subject_id", "in", own.ids)]

    @api.model_create_multi
    def create(self, vals_list):
        fixed = {"res_id", "used_on", "voided_on"}
        # Defaults in the context are not in ``vals``, so the record is checked.
        if any(self.default_get(list(fixed)).values()) or any(
            vals.get(name) for vals in vals_list for name in fixed
        ):
            self._raise_fixed()
        declarations = super().create(vals_list)
        declarations._ledger_append(
            "declaration.create",
            lambda declaration: {
                "subject": declaration.subject_id.id,
                "area": declaration.area_id.code,
                "amount": declaration.amount,
                "reason": declaration.reason,
            },
        )
        for declaration in declarations:
            declaration._notify()
        return declarations

    def _notify(self):
        """Show it to the person, or to the head of the unit, it is about."""
        self._plan_todo("read_declaration", self.subject_id._get_users())

    def _use(self, row_id, on_date):
        """Note which record uses the declaration; no other one can use it afterwards.

        :param int row_id: id of the record
        :param datetime.date on_date: day on which the record counts
        """
        unlocked(self).write({"res_id": row_id, "used_on": on_date})

    def write(self, vals):
        if not is_unlocked(self):
            self._raise_fixed()
        result = super().write(vals)
        lock(self)
        return result

    @ondelete
    def _unlink_forbidden(self):
        self._raise_fixed()

    def _raise_fixed(self):
        raise AccessError(
            self.env._("A declaration does not change; make a new one instead.")
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "declaration.create": self.env._("Ground of a negative record declared"),
        }
