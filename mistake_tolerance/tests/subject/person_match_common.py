"""Who is one person: by a valid number at once, by a user only with HR's word."""

from ..common import act
from ..guard.guard_common import GuardCase

NUMBER = "11010519491231002X"


class PersonMatchCase(GuardCase):
    """Records that may be those of one person, and HR who answers."""

    def setUp(self):
        super().setUp()
        self.officer.identification_id = NUMBER

    def make(self, number=False, **vals):
        vals = {"name": self.officer.name, "identification_id": number, **vals}
        return self.env["hr.employee"].create(vals)

    def get_match(self, employee, *states):
        subject = employee.tolerance_subject_id
        return self.env["tolerance.person.match"].search(
            [
                "|",
                ("subject_id", "=", subject.id),
                ("other_id", "=", subject.id),
                ("state", "in", states),
            ]
        )

    def answer(self, match, action, **vals):
        match = self.as_user("hr_officer", match)
        name = "separation_reason" if action == "separate" else "reason"
        match.write({name: "Seen in the personnel file.", **vals})
        getattr(act(match), f"action_{action}")()

    def make_twin(self, company_name="Other bureau", **vals):
        """Another record with the user of the officer, in another company."""
        other = self.env["res.company"].create({"name": company_name})
        return self.make(company_id=other.id, user_id=self.officer.user_id.id, **vals)

    def make_namesake(self, **vals):
        """Another record with the work contact of the officer."""
        return self.make(work_contact_id=self.officer.work_contact_id.id, **vals)

    def check_constraints(self):
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")
