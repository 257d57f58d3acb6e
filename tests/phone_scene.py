"""Cases that wait for a member, for the tests with a phone."""

from datetime import timedelta

from odoo import fields

from odoo.addons.mistake_tolerance.models.base.write_permit import unlocked


def begin_meeting(env, body):
    """Hold a meeting of the body, in which its members can vote.

    :rtype: tolerance.meeting
    """
    meeting = env["tolerance.meeting"].create(
        {"body_id": body.id, "held_at": fields.Datetime.now(), "place": "Room 1"}
    )
    meeting._write_unlocked({"state": "held"})
    # The database asks for it when a session is made.
    meeting.flush_recordset(["state"])
    return meeting


def call_session(env, version, officer, leader, title, state="open", **rule):
    """Call the leader's session on a new case about the officer.

    :rtype: tolerance.ballot
    """
    subject = officer.tolerance_subject_id
    matter = env["tolerance.matter"]._create_unlocked(
        {
            "title": title,
            "occurred_on": env.company._tolerance_today() - timedelta(days=30),
            "subject_ids": [(6, 0, subject.ids)],
        }
    )
    case = env["tolerance.case"]._create_unlocked(
        {"matter_id": matter.id, "version_id": version.id}
    )
    party = env["tolerance.case.party"]._create_unlocked(
        {"case_id": case.id, "subject_id": subject.id}
    )
    step = case.step_ids.filtered(lambda step: step.kind == "decision")
    body = env["tolerance.body"].create({"name": "Party group"})
    session = env["tolerance.session"]._create_unlocked(
        {
            "case_id": case.id,
            "step_id": step.id,
            "body_id": body.id,
            "kind": "decision",
            "meeting_id": begin_meeting(env, body).id,
            "state": state,
            **rule,
        }
    )
    seat = unlocked(env["tolerance.session.seat"]).create(
        {"session_id": session.id, "user_id": leader.id}
    )
    return env["tolerance.ballot"]._create_unlocked(
        {"session_id": session.id, "seat_id": seat.id, "party_id": party.id}
    )


def give_opinion(env, version, ballot):
    """Decide the preliminary opinion that a ballot can agree with."""
    case = ballot.case_id
    step = case.step_ids.filtered(lambda step: step.kind == "preliminary")
    session = env["tolerance.session"]._create_unlocked(
        {
            "case_id": case.id,
            "step_id": step.id,
            "body_id": env["tolerance.body"].create({"name": "Committee"}).id,
            "kind": "preliminary",
            "state": "closed",
        }
    )
    unlocked(session.result_ids).create(
        {
            "session_id": session.id,
            "party_id": ballot.party_id.id,
            "state": "decided",
            "degree_id": version.degree_ids.grouped("kind")["refused"].id,
            "reasons": "The door was known to be ajar.",
        }
    )


def draft_exemption(env, version, officer, leader, title):
    """Draft an exemption that only the leader has to confirm.

    :rtype: tolerance.determination
    """
    ballot = call_session(env, version, officer, leader, title, "closed")
    return env["tolerance.determination"]._create_unlocked(
        {
            "party_id": ballot.party_id.id,
            "degree_id": version.degree_ids.grouped("kind")["exempt"].id,
            "situation_ids": [(6, 0, version.situation_ids[:1].ids)],
            "reasons": "Acted in good faith.",
        }
    )
