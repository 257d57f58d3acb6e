"""Trigger functions that protect decisions and their effects from changes.

The functions are of two kinds. Some refuse a change at once: what a decision says,
whom and what an effect protects. The others check the reasons when the transaction
ends: a decision in force or revoked is in the ledger, an effect rests on a decision in
force, and it is lifted only because that decision was revoked. Somebody who imitates
all of that in SQL has also written to the ledger, and cannot delete that entry.
"""

from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import Refusal

_lt = LazyTranslate(__name__)

EFFECT_FIXED = Refusal(
    "effect_fixed",
    _lt("Effects follow determinations: confirm or revoke one instead."),
)
FIXED = Refusal(
    "determination_fixed",
    _lt("A confirmed determination does not change: revoke it."),
)
RULED_OUT = Refusal(
    "ruled_out",
    _lt(
        "The inquiry or the decision itself found what rules tolerance out: only a "
        "refusal can be confirmed."
    ),
)
NOT_ENTERED = Refusal(
    "not_entered",
    _lt(
        "This determination is not in the ledger. Confirm or revoke it by its buttons."
    ),
)
UNFOUNDED = Refusal(
    "unfounded",
    _lt("This effect follows from no decision. Confirm a determination instead."),
)

# Whether one of the named columns differs. Other columns, of the log or of
# another module, are no part of the decision.
DIFFER = """
BEGIN
    RETURN EXISTS (SELECT FROM unnest(columns) name
                    WHERE was -> name IS DISTINCT FROM becomes -> name);
END
"""

DETERMINATION = """
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'draft' THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.state = 'draft' AND NEW.state IN ('draft', 'confirmed')
            OR OLD.state IN (NEW.state, 'confirmed') AND NEW.state <> 'draft'
            AND NOT tolerance_differ(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV)
            AND (OLD.state = 'confirmed' OR NEW.revoked_on = OLD.revoked_on)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    %(refuse)s;
END
"""

# What the answers rule out is decided in Python; here its result is compared.
RULES = """
BEGIN
    IF NEW.state = 'confirmed' AND NEW.degree_kind <> 'refused' AND (
        EXISTS (SELECT FROM tolerance_assessment
                 WHERE party_id = NEW.party_id AND is_stopped)
        OR EXISTS (SELECT FROM tolerance_determination_exclusion_rel found
                     JOIN tolerance_scheme_exclusion exclusion
                          ON exclusion.id = found.exclusion_id
                    WHERE found.determination_id = NEW.id
                      AND exclusion.kind = 'stop')
    ) THEN
        %(refuse)s;
    END IF;
    RETURN NEW;
END
"""

# Lines, situations and exclusions of a determination. The shared lock makes one
# that is written while its determination is being confirmed wait, then fail.
PART = """
DECLARE
    owners integer[] := '{}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NOT tolerance_differ(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV) THEN
            RETURN NEW;
        END IF;
    END IF;
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        owners := owners || OLD.determination_id;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        owners := owners || NEW.determination_id;
    END IF;
    PERFORM FROM tolerance_determination WHERE id = ANY(owners) FOR SHARE;
    IF TG_OP = 'TRUNCATE' OR EXISTS (SELECT FROM tolerance_determination
                                      WHERE id = ANY(owners) AND state <> 'draft')
    THEN
        %(refuse)s;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
"""

# A hold may be prolonged; anything shorter is a lift.
EFFECT = """
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NOT tolerance_differ(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV)
            AND (NEW.date_to IS NOT DISTINCT FROM OLD.date_to
                 OR NEW.form = 'hold' AND NEW.date_to > OLD.date_to)
            AND (OLD.is_lifted IS NOT TRUE
                 OR NEW.is_lifted AND NEW.lifted_on = OLD.lifted_on)
            AND (NEW.is_lifted IS TRUE) = (NEW.lifted_on IS NOT NULL)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    %(refuse)s;
END
"""

LEDGER = """
BEGIN
    IF EXISTS (
        SELECT FROM tolerance_determination d
         WHERE d.id = NEW.id AND d.state <> 'draft'
           AND NOT EXISTS (
               SELECT FROM tolerance_ledger_entry
                WHERE res_model = 'tolerance.determination' AND res_id = d.id
                  AND verb = CASE d.state WHEN 'revoked' THEN 'determination.revoke'
                                          ELSE 'determination.confirm' END))
    THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""

REASON = """
DECLARE
    e tolerance_effect;
BEGIN
    SELECT * INTO e FROM tolerance_effect WHERE id = NEW.id;
    IF e.form = 'hold' AND e.is_lifted IS NOT TRUE THEN
        PERFORM FROM tolerance_case_party p
          WHERE p.subject_id = e.subject_id AND p.matter_id = e.matter_id
          UNION ALL
        SELECT FROM tolerance_proceeding p
           JOIN tolerance_matter_subject_rel r ON r.matter_id = p.matter_id
          WHERE p.matter_id = e.matter_id AND p.trigger = 'referral'
            AND r.subject_id = e.subject_id;
    ELSIF e.form = 'hold' THEN
        PERFORM FROM tolerance_ledger_entry
          WHERE res_model = 'tolerance.effect' AND res_id = e.id
            AND verb = 'hold.end';
    ELSIF e.is_lifted THEN
        PERFORM FROM tolerance_determination d
          WHERE d.id = e.determination_id AND d.state = 'revoked';
    ELSE
        PERFORM FROM tolerance_determination d
            JOIN tolerance_determination_line l
              ON l.determination_id = d.id AND l.is_selected
             AND l.form = e.form
             AND COALESCE(l.cap_points, 0) = COALESCE(e.cap_points, 0)
            JOIN tolerance_scheme_area a
              ON a.id = l.scheme_area_id AND a.area_id = e.area_id
           WHERE d.id = e.determination_id AND d.state = 'confirmed'
             AND d.subject_id = e.subject_id AND d.matter_id = e.matter_id;
    END IF;
    IF NOT FOUND THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""
