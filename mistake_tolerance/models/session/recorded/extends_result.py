from odoo import models

from ...base.write_permit import unlocked


class ToleranceSessionResult(models.Model):
    _inherit = "tolerance.session.result"

    def _take_record(self, record):
        """Take over what the paper of the session says about this party.

        :param tolerance.session.record record: confirmed by the chair
        """
        self.ensure_one()
        session = self.session_id
        if record.outcome != "decided":
            return
        yes, no, abstain = record._get_figures()
        unlocked(self.tally_ids).create(
            [
                {
                    "result_id": self.id,
                    "round": session.round,
                    "question": "degree",
                    "degree_id": record.degree_id.id,
                    "yes": yes,
                    "no": no,
                    "abstain": abstain,
                    "roll": len(session._get_roll_seats()),
                    "present": yes + no + abstain,
                    "majority": (
                        "consensus" if record.is_consensus else session.majority_degree
                    ),
                    "is_carried": True,
                }
            ]
        )
        is_tolerant = record.degree_id.kind != "refused"
        exclusions = record.exclusion_ids
        if record.conduct_answer == "found":
            exclusions |= record.party_id.assessment_ids._get_aggravating()
        unlocked(self).write(
            {
                "state": "decided",
                "degree_id": record.degree_id.id,
                "situation_ids": [(6, 0, record.situation_ids.ids * is_tolerant)],
                "exclusion_ids": [(6, 0, exclusions.ids)],
                "conduct_answer": record.conduct_answer,
                "reasons": record.reasons,
                "voted_reasons": record.reasons,
            }
        )
