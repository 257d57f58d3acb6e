from odoo import fields, models

from ....rules import lot as rules
from ...base.single import check_single
from ...base.wording import write_day, write_list
from ...base.write_permit import unlocked


class ToleranceSessionLot(models.Model):
    """Draws by the number once it is published, and writes it for the minutes."""

    _inherit = "tolerance.session.lot"

    def _get_session_refusal(self):
        """Return why nothing is drawn for this session now, or False."""
        self.ensure_one()
        session = self.session_id
        if session.state != "draft":
            return self.env._("The ballot is open: the roll does not change.")
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("A clerk names the number of a lot, and draws by it.")
        return session._get_lead_refusal()

    def _get_number_refusal(self):
        """Return why the number is not entered now, or False."""
        if self.state != "named":
            return self.env._("The lot is drawn: its number stays.")
        return self._get_session_refusal() or self._get_day_refusal()

    def _get_day_refusal(self):
        today = self.company_id._tolerance_today()
        return self.published_on > today and self.env._(
            "The number is published on %(day)s: draw then.",
            day=write_day(self.env, self.published_on),
        )

    def action_open(self):
        """Open the lot on a page of its own.

        :return: action that shows it
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Lot"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def action_draw(self):
        """Draw by the published number; who is drawn gets a seat with a vote."""
        self.check_access("write")
        self._check_transition("draw")
        for lot in self:
            lot._do_draw()

    def _do_draw(self):
        self.ensure_one()
        # sudo: the roll follows from the lot; no user seats anybody who was drawn.
        session_sudo = self.session_id.sudo()
        lines = dict(zip(self.qualified.split("\n"), self.qualified_keys, strict=True))
        order = rules.draw(self.number, lines)
        # Who may not take part since then is passed over; the next one follows.
        qualified = self._get_qualified(session_sudo, self.speciality_id).grouped("id")
        seated = [line for line in order if lines[line] in qualified][: self.seats]
        today = self.company_id._tolerance_today()
        unlocked(session_sudo.seat_ids).create(
            [
                session_sudo._prepare_seat(
                    qualified[lines[line]].user_id,
                    today,
                    origin="drawn",
                    reason=self.env._(
                        "Drawn by lot: %(number_name)s, %(number)s",
                        number_name=self.source,
                        number=self.number,
                    ),
                )
                for line in seated
            ]
        )
        self._write_transition(
            "draw",
            {
                "drawn_on": fields.Datetime.now(),
                "drawn": "\n".join(order),
                "seated": "\n".join(seated) or False,
            },
        )
        session_sudo._call_members()
        self._ledger_append(
            "lot.draw", {"number": self.number, "order": order, "seated": seated}
        )

    def _write_for_minutes(self):
        """Write how members were drawn, so that a reader of the paper can check it.

        :return: lines
        :rtype: list[str]
        """
        self.ensure_one()
        pool, order = self.qualified.split("\n"), self.drawn.split("\n")
        return [
            self.env._(
                "Drawn by lot: %(names)s. Public number: %(number)s. Pool: %(pool)s. "
                "Order drawn: %(order)s.",
                names=write_list(self.env, (self.seated or "–").split("\n")),
                number=self.number,
                pool=write_list(self.env, pool),
                order=write_list(self.env, order),
            ),
            self.recipe,
        ]
