"""What of a case is content, and leads to a line in the log when it is read.

Lists, boards and searches show number, persons, matter, outcome, step and state, of a
classified case the persons and the outcome left out; who goes through them has opened
nothing. Opened is a case whose parties, inquiry, evidence, assessment,
minutes, ballots, decision or service are read, from whatever record and by whatever
interface. The applicant reading their own application opens nothing.
"""

# The fields of each model, and its way to the case.
CONTENT = {
    "tolerance.case": {
        "accuser_ids",
        "assessment_ids",
        "determination_ids",
        "evidence_ids",
        "inquiry_ids",
        "party_ids",
        "service_ids",
        "session_ids",
    },
    "tolerance.accuser": {"name", "contact", "note", "user_id"},
    "tolerance.application": {
        "answer_reason",
        "attachment_ids",
        "late_reason",
        "served_text",
        "statement",
        "unit_opinion",
        "what_happened",
    },
    "tolerance.assessment": {"conclusion", "line_ids"},
    "tolerance.assessment.line": {"answer", "reasoning"},
    "tolerance.ballot": {
        "assessment_line_ids",
        "conclusion",
        "preliminary",
        "reasons",
        "report",
        "statement",
        "unit_opinion",
        "what_happened",
    },
    "tolerance.case.party": {"statement"},
    "tolerance.determination": {"reasons", "revocation_reason"},
    "tolerance.evidence": {"content", "description"},
    "tolerance.inquiry": {"report", "report_attachment_ids"},
    "tolerance.service": {"explanation", "text"},
    "tolerance.session": {"ballot_ids", "minutes"},
}
# What an attachment holds.
FILE = {"datas", "db_datas", "index_content", "raw"}


def get_cases(records):
    """Return the cases that records of the table above belong to.

    :rtype: tolerance.case
    """
    # Whoever reads a document need not be able to read its case.
    records_sudo = records.sudo()
    if records._name == "tolerance.case":
        return records_sudo
    if records._name == "tolerance.application":
        others_sudo = records_sudo.filtered(lambda a: a.user_id != records.env.user)
        return others_sudo.party_ids.case_id
    return records_sudo.case_id
