"""The worklist of HR: records that may be about a protected matter and name none.

The officer says which matter a record is about, or declares another ground. Until then
the record counts.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...base.field import written
from ...base.wording import write_list
from ...base.workflow_mixin import Transition


class ToleranceNeutralisation(models.Model):
    """What an HR officer does with a record that may be about a protected matter."""

    _inherit = "tolerance.neutralisation"

    _transitions = {
        "name_matter": Transition(
            "to_check",
            "named",
            required="matter_id",
            hidden_by="_get_officer_refusal",
            refused_by=("_get_guard_refusal", "_get_matter_refusal"),
        ),
        # Settled by the declaration, or because the record is no longer negative.
        "declare": Transition(
            "to_check",
            required="reason",
            hidden_by="_get_officer_refusal",
            refused_by="_get_guard_refusal",
        ),
    }
    _workflow_fields = frozenset(
        {
            "state",
            "guard_id",
            "effect_id",
            "subject_id",
            "company_id",
            "res_model",
            "res_id",
            "original",
            "replacement",
            "settled_by",
            "settled_on",
        }
    )

    reason = written.Text(
        help="What the record is about, and how that was established. With another "
        "ground, the person reads it."
    )
    settled_by = fields.Many2one("res.users", readonly=True)
    settled_on = fields.Date(readonly=True)
    can_name_matter = fields.Boolean(compute="_compute_can")
    can_declare = fields.Boolean(compute="_compute_can")

    def write(self, vals):
        if not self._is_unlocked() and self.filtered(lambda r: r.state != "to_check"):
            raise AccessError(self.env._("This record is settled; it stays on file."))
        return super().write(vals)

    def action_name_matter(self):
        """Confirm that the records are about the matter entered.

        Where a decision protects against that matter they are made neutral; else
        they count, until a decision on it says otherwise.

        :raises UserError: with one sentence for each that cannot be settled
        """
        self.check_access("write")
        self._check_transition("name_matter")
        # Users cannot name a matter that is closed to them.
        self.matter_id.check_access("read")
        self._settle("named")
        self._ledger_append(
            "neutralisation.name_matter", lambda row: {"matter": row.matter_id.name}
        )
        stuck = self._judge_attributed()
        if stuck:
            raise UserError(
                self.env._(
                    "%(records)s: a decision protects against this matter, and the "
                    "guard has no neutral values. Take the record out or change it "
                    "first.",
                    records=write_list(self.env, stuck.mapped("display_name")),
                )
            )

    def action_declare(self):
        """Declare that the records have another ground; the person reads it.

        :raises UserError: with one sentence for each that cannot be settled
        """
        self.check_access("write")
        self._check_transition("declare")
        Enforcement = self.env["tolerance.enforcement"]
        for guard, rows in self.grouped("guard_id").items():
            # sudo: an HR officer may not read the settings of the guard.
            spec = guard.sudo()._get_spec()
            match = {
                row.row_id: row
                for row in Enforcement._find_matches(spec, rows.mapped("res_id"))
            }
            for row in rows:
                row._declare(match.get(row.res_id))

    def _declare(self, match):
        """Declare another ground of one record.

        :param Match match: the match of the record; None if the guard no longer finds
            it negative for a protected person
        """
        if match is None:
            self._settle("changed")
            return
        declaration = self.env["tolerance.declaration"].create(
            {
                "guard_id": self.guard_id.id,
                "subject_id": match.subject_id,
                "area_id": match.area_id,
                "company_id": self.company_id.id,
                "date_from": match.on_date,
                "date_to": match.on_date,
                "amount": match.amount,
                "reason": self.reason,
            }
        )
        # sudo: no user may write a declaration; this one is now used for its record.
        declaration.sudo()._use(match.row_id, match.on_date)
        self._settle("declared")
        self._ledger_append("neutralisation.declare", {"declaration": declaration.id})

    def _settle(self, state):
        self._write_unlocked(
            {
                "state": state,
                "settled_by": self.env.uid,
                "settled_on": self.env.company._tolerance_today(),
            }
        )

    def _judge_attributed(self):
        """Judge the records by the matters named.

        :return: the rows whose records must not count and cannot be made neutral
        :rtype: tolerance.neutralisation
        """
        Enforcement = self.env["tolerance.enforcement"]
        stuck = self.browse()
        for guard, rows in self.grouped("guard_id").items():
            # sudo: the user who attributes the record may not read the settings.
            spec = guard.sudo()._get_spec()
            matters_sudo = rows.matter_id.sudo()
            ids = Enforcement._judge_attributed(
                spec, rows.mapped("res_id"), matters_sudo
            )
            stuck |= rows.filtered(lambda row, ids=ids: row.res_id in ids)
        return stuck

    def _get_ledger_values(self):
        return {
            "subject": self.subject_id.id,
            "record": f"{self.res_model},{self.res_id}",
            "reason": self.reason or "",
        }

    def _get_officer_refusal(self):
        return not self.browse().has_access("write") and self.env._(
            "Only an HR officer can do this."
        )

    def _get_guard_refusal(self):
        # sudo: the user who settles the record may not read the settings.
        return bool(self.guard_id.sudo()._get_problem()) and self.env._(
            "The guard of this record cannot read it at present."
        )

    def _get_matter_refusal(self):
        if self.matter_id not in self.subject_id._get_matters():
            return self.env._(
                "Matter %(matter)s does not concern %(subject)s. Enter one that does, "
                "or have the person entered in the matter first.",
                matter=self.matter_id.name,
                subject=self.subject_id.name,
            )
        return False

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "neutralisation.name_matter": self.env._("Matter of a record named"),
            "neutralisation.declare": self.env._("Other ground of a record declared"),
        }


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_matters(self):
        """Return the matters that concern these subjects or their predecessors.

        :rtype: tolerance.matter
        """
        # sudo: the reader may not be able to see whom a matter concerns.
        matters_sudo = self.env["tolerance.matter"].sudo()
        found_sudo = matters_sudo.search(
            matters_sudo._get_subject_domain(self._get_ancestors())
        )
        return found_sudo.sudo(False)
