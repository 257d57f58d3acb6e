from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ....rules import lot as rules
from ...base import bounded
from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.person import check_person
from ...base.wording import write_day
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked, unlocked

# What the clerk names before the number is known.
NAMED = frozenset({"session_id", "speciality_id", "source", "published_on", "seats"})


class ToleranceSessionLot(models.Model):
    """A lot by which members of a session are drawn among the qualified.

    No source asks for it: it is an option of the product. Pool and public number are
    named first and stay; everybody can draw again with the recipe.
    """

    _name = "tolerance.session.lot"
    _description = "Lot for a Session"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.permit",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _order = "session_id, id"
    _rec_name = "source"
    _other_days = ("published_on",)
    _conflict_paths = ("case_id.conflict_ids",)
    # The roll shows who was drawn in lists too.
    _logged_content = frozenset()
    _delegated_acts = {"lot.name": "clerk", "lot.draw": "clerk"}

    _workflow_fields = frozenset(
        {
            "state",
            "qualified",
            "qualified_keys",
            "named_on",
            "drawn_on",
            "drawn",
            "seated",
        }
    )
    _transitions = {
        "draw": Transition(
            "named",
            "drawn",
            required="number",
            hidden_by="_get_session_refusal",
            refused_by="_get_day_refusal",
            depends="session_id.state",
        ),
    }

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="session_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    speciality_id = fields.Many2one(
        "tolerance.speciality",
        ondelete="restrict",
        help="The field to which the problem belongs. Empty: all experts and reserves.",
    )
    seats = bounded.Integer(
        "Members to Draw", low=1, high=99, required=True, default=1, aggregator=None
    )
    source = written.Char(
        "Public Number",
        required=True,
        help="Which number decides, so that everybody finds it: who publishes it, "
        "where, and which of its digits count.",
    )
    published_on = fields.Date(
        required=True, help="The day on which the number becomes known: after today."
    )
    qualified = fields.Text("The Qualified", readonly=True, copy=False)
    # The members of the body in the pool, in the order of its lines.
    qualified_keys = fields.Json(readonly=True, copy=False)
    named_on = fields.Datetime(readonly=True, copy=False)
    number = written.Char(copy=False, help="As it was published.")
    state = fields.Selection(
        [("named", "Number Named"), ("drawn", "Drawn")],
        default="named",
        required=True,
        readonly=True,
        copy=False,
    )
    drawn_on = fields.Datetime(readonly=True, copy=False)
    drawn = fields.Text("Order Drawn", readonly=True, copy=False)
    seated = fields.Text("Members Drawn", readonly=True, copy=False)
    recipe = fields.Text("How Everybody Draws Again", compute="_compute_recipe")
    can_draw = fields.Boolean(compute="_compute_can")

    _drawn_by_number = models.Constraint(
        "CHECK (state = 'named' OR (number IS NOT NULL AND drawn IS NOT NULL))",
        "A lot is drawn by its number.",
    )
    _waiting_uniq = models.UniqueIndex(
        "(session_id) WHERE state = 'named'",
        "A lot is named already: draw by it first.",
    )

    def init(self):
        """Keep what was named before the number was known."""
        super().init()
        keep_columns(self, *sorted(NAMED), "qualified", "named_on")

    @api.depends("number", "source", "published_on", "seats", "qualified")
    @api.depends_context("lang")
    def _compute_recipe(self):
        """Write how everybody draws again, for the paper."""
        for lot in self:
            if not lot.qualified:
                lot.recipe = False
                continue
            line = lot.qualified.split("\n")[0]
            lot.recipe = self.env._(
                "For each line of the pool write the digits of the public number, a "
                "colon and the line, as “%(example)s”, and take its SHA-256 (UTF-8, "
                "hexadecimal). Put the lines in the order of the results: the first "
                "%(seats)s are drawn. The number: %(number_name)s, published on "
                "%(day)s, named on %(named)s. Who may not take part any more is passed "
                "over. An option of this product, not of the source.",
                example=f"{rules.get_digits(lot.number or '') or '…'}:{line}",
                seats=lot.seats,
                number_name=lot.source,
                day=write_day(self.env, lot.published_on),
                named=write_day(self.env, lot.named_on.date()),
            )

    @api.constrains("number")
    def _check_number(self):
        for lot in self:
            if lot.number and not rules.get_digits(lot.number):
                raise ValidationError(
                    self.env._("Enter the digits of the number that was published.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Name the public number of a lot; who is qualified that day is the pool."""
        is_own = not is_unlocked(self)
        if is_own:
            check_person(self.env)
            vals_list = [self._prepare_pool(vals) for vals in vals_list]
            lots = unlocked(self).create(vals_list).with_env(self.env)
        else:
            lots = super().create(vals_list)
        if is_own:
            lots._ledger_append(
                "lot.name",
                lambda lot: {
                    "source": lot.source,
                    "published_on": fields.Date.to_string(lot.published_on),
                    "seats": lot.seats,
                    "qualified": lot.qualified,
                },
            )
        return lots

    @api.model
    def _prepare_pool(self, vals):
        """Return the values of a lot, from what the clerk named.

        :raises UserError: if no lot is named now, or too few are qualified
        """
        self.check_access("create")
        if vals.keys() - NAMED:
            raise AccessError(self.env._("A new record starts at its first step."))
        lot = self.new(vals)
        session = lot.session_id._origin
        session.check_access("write")
        session._check_transition("name_number")
        today = session.company_id._tolerance_today()
        if not lot.published_on or lot.published_on <= today:
            raise ValidationError(
                self.env._("Name a number that is published after today.")
            )
        pool = self._get_qualified(session, lot.speciality_id._origin)
        if len(pool) < lot.seats:
            raise UserError(
                self.env._(
                    "%(qualified)s are qualified: that is less than are to be drawn.",
                    qualified=len(pool),
                )
            )
        return {
            **vals,
            "named_on": fields.Datetime.now(),
            "qualified": "\n".join(
                rules.get_line(position, member.user_id.name)
                for position, member in enumerate(pool, start=1)
            ),
            "qualified_keys": pool.ids,
        }

    def write(self, vals):
        if not is_unlocked(self):
            self.check_access("write")
            if vals.keys() - {"number"} - self._get_workflow_fields():
                raise AccessError(
                    self.env._("Only the number is entered, once it is published.")
                )
            for lot in self if "number" in vals else ():
                if refusal := lot._get_number_refusal():
                    raise AccessError(refusal)
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("A lot stays on file."))

    @api.model
    def _get_qualified(self, session, speciality):
        """Return who can be drawn now: reserves and experts with a vote.

        :rtype: tolerance.body.member
        """
        return session._get_candidates(speciality).filtered("is_voting")

    def _get_ledger_record(self):
        return self.session_id

    def _get_ledger_chain(self):
        return self.case_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "lot.name": self.env._("Number of a lot named"),
            "lot.draw": self.env._("Lot drawn"),
        }
