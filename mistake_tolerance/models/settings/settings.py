from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...rules.number_pattern import RANGE_YEAR, join_pattern, split_pattern
from ..base import bounded
from ..base.loading import is_loading
from ..base.single import check_single

# The settings of this dialog and the fields of the company that keep them.
SETTINGS = {
    "clerk_id": "tolerance_clerk_id",
    "unit_days": "tolerance_unit_days",
    "hold_days": "tolerance_hold_days",
    "tz": "tolerance_tz",
    "follow_up_months": "tolerance_follow_up_months",
    "talk_months": "tolerance_talk_months",
    "remedy_preset": "tolerance_remedy_preset",
}
PATTERNS = {
    "case_pattern": "tolerance_case_sequence_id",
    "inquiry_pattern": "tolerance_inquiry_sequence_id",
    "session_pattern": "tolerance_session_sequence_id",
    "determination_pattern": "tolerance_determination_sequence_id",
}


class ToleranceSettings(models.TransientModel):
    """The agency's settings of the scheme, for the scheme's administrator.

    An administrator of the scheme may have no Odoo settings rights and cannot change
    the company. This model writes only these fields of the company.
    """

    _name = "tolerance.settings"
    _description = "Settings of the Agency"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    clerk_id = fields.Many2one(
        "res.users",
        "Clerk Who Receives Applications",
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref("mistake_tolerance.group_clerk").ids)
        ],
        help="New applications are put on this desk. Without one, they go to the "
        "first clerk of the company.",
    )
    unit_days = bounded.Integer(
        "Days the Unit Has to Forward", required=True, low=1, high=365
    )
    remedy_preset = fields.Boolean(
        "Limits of the Civil Servant Law for Requests",
        help="Where the regulation sets no limit for reconsideration and appeal, those "
        "of the Civil Servant Law (art. 95 and 96) are taken over: 30 days to ask for "
        "a review and 30 to decide it; 15 days to appeal afterwards, 60 to decide, "
        "which can be extended by 30. Agency default; not prescribed by the source.",
    )
    hold_days = bounded.Integer(
        "Longest Hold",
        help="Days for which nothing may be held against a party while the case is "
        "examined. 0: no hold. Agency default; not prescribed by the source.",
    )
    tz = fields.Selection(
        lambda self: (
            self.env["res.company"]
            ._fields["tolerance_tz"]
            ._description_selection(self.env)
        ),
        "Time Zone of Time Limits",
        required=True,
    )
    follow_up_months = bounded.Integer(
        "Months of Follow-up", required=True, low=1, high=120
    )
    talk_months = bounded.Integer(
        "Months between Talks", required=True, low=1, high=120
    )
    case_pattern = fields.Char("Numbers of Cases")
    inquiry_pattern = fields.Char("Numbers of Reports")
    session_pattern = fields.Char("Numbers of Minutes")
    determination_pattern = fields.Char("Numbers of Decisions")

    @api.model
    def default_get(self, fields):
        """Fill in the current settings."""
        self.check_access("create")
        values = super().default_get(fields)
        # sudo: users cannot read sequences; the pattern of ours is no secret.
        company_sudo = self.env.company.sudo()
        for name, column in SETTINGS.items():
            values[name] = company_sudo._fields[column].convert_to_write(
                company_sudo[column], company_sudo
            )
        for name, column in PATTERNS.items():
            sequence_sudo = company_sudo[column]
            values[name] = (
                join_pattern(sequence_sudo.prefix, sequence_sudo.suffix)
                if sequence_sudo
                else False
            )
        return {name: values[name] for name in fields if name in values}

    def action_save(self):
        """Write the settings to the company, which enters what changed."""
        check_single(self)
        self.check_access("write")
        if not self.env.user.has_group("mistake_tolerance.group_administrator"):
            raise AccessError(
                self.env._(
                    "Only the tolerance administrator can change these settings."
                )
            )
        if self.company_id not in self.env.companies:
            raise AccessError(
                self.env._("Choose one of the companies you are working in.")
            )
        # sudo: the administrator of the scheme may not change companies: this field
        # list is all that they reach.
        company_sudo = self.company_id.sudo()
        values = {column: self[name] for name, column in SETTINGS.items()}
        values |= {
            column: self._get_sequence(company_sudo, name, column)
            for name, column in PATTERNS.items()
        }
        changed = {
            column: value
            for column, value in values.items()
            if company_sudo[column] != value
        }
        company_sudo.write(
            {
                column: company_sudo._fields[column].convert_to_write(
                    value, company_sudo
                )
                for column, value in changed.items()
            }
        )
        return {"type": "ir.actions.act_window_close"}

    def _get_sequence(self, company_sudo, name, column):
        """Return the sequence that writes the numbers of a pattern.

        :param company_sudo: the company
        :param str name: the field of the pattern
        :param str column: the company's field for its sequence
        :rtype: ir.sequence
        """
        sequence_sudo = company_sudo[column]
        pattern = (self[name] or "").strip()
        if not pattern:
            return sequence_sudo.browse()
        if sequence_sudo and pattern == join_pattern(
            sequence_sudo.prefix, sequence_sudo.suffix
        ):
            return sequence_sudo
        parts = split_pattern(pattern)
        if not parts:
            raise UserError(
                self.env._(
                    "%(label)s: write {number} once where the running number stands, "
                    "and {year} for the year, such as 〔{year}〕{number}号.",
                    label=self._fields[name]._description_string(self.env),
                )
            )
        values = {
            "prefix": parts[0],
            "suffix": parts[1],
            "use_date_range": RANGE_YEAR in "".join(parts),
        }
        if sequence_sudo:
            sequence_sudo.write(values)
            return sequence_sudo
        return sequence_sudo.create(
            {
                **values,
                "name": self._fields[name]._description_string(self.env),
                "code": f"tolerance.document.{name.removesuffix('_pattern')}",
                "company_id": company_sudo.id,
                "implementation": "standard",
                "padding": 0,
            }
        )


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        """Enter every change of our settings in the ledger, by any user and way."""
        columns = {*SETTINGS.values(), *PATTERNS.values()} & vals.keys()
        if not columns or is_loading(self.env):
            return super().write(vals)
        before = {company: company._get_tolerance_settings(columns) for company in self}
        result = super().write(vals)
        changes = {}
        for company in self:
            now = company._get_tolerance_settings(columns)
            changes[company] = {
                name: now[name] for name in now if now[name] != before[company][name]
            }
        changed = self.filtered(changes.get)
        changed._ledger_append("settings.change", changes.get)
        return result

    def _get_tolerance_settings(self, columns):
        """Return settings in words, as the ledger states them.

        :rtype: dict
        """
        return {
            column: str(getattr(self[column], "ids", self[column]))
            for column in sorted(columns)
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "settings.change": self.env._("Settings of the agency changed"),
        }
