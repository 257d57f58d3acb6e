"""Trigger functions that protect decisions and their effects from changes.

The functions are of two kinds. Some refuse a change at once: of what a determination
says, and of whom and what an effect protects. The others check the reasons when the
transaction ends. A determination that is confirmed or revoked is in the ledger. An
effect rests on a confirmed determination, and is lifted because that was revoked. A
hold, which protects until the decision, rests on a party of a case or on a referral,
and ends by an entry in the ledger. Except for a hold that begins, somebody who imitates
this in SQL has to write to the ledger, and cannot delete that entry.

``decision_triggers.py`` says which function refuses by which sentence, when, and which
columns each trigger names.
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

WORSE = Refusal(
    "determination_worse",
    _lt(
        "A decision on a request is never worse for the party than the one it "
        "replaces, and is about the same party."
    ),
)

# Whether one of the named columns differs. Other columns, of the log or of
# another module, are no part of the decision.
DIFFER = """
BEGIN
    RETURN EXISTS (SELECT FROM unnest(columns) name
                    WHERE was -> name IS DISTINCT FROM becomes -> name);
END
"""

# A draft is free until it is confirmed. A confirmed one stays or is revoked, with the
# day of it; a revoked one stays.
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
            AND (OLD.state = NEW.state OR NEW.revoked_on IS NOT NULL)
            AND (OLD.state <> NEW.state
                 OR NEW.revoked_on IS NOT DISTINCT FROM OLD.revoked_on)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    %(refuse)s;
END
"""

# Whether something rules tolerance out, such as an answer of the inquiry, is computed
# in Python and stored in ``is_stopped``; here it is only read.
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

# The lower rank is better for the party. Of an area that was protected, no less is.
RANK = """
BEGIN
    IF EXISTS (SELECT FROM tolerance_determination replaced
                 JOIN tolerance_scheme_degree was ON was.id = replaced.degree_id
                 JOIN tolerance_scheme_degree becomes ON becomes.id = NEW.degree_id
                WHERE replaced.id = NEW.replaces_id
                  AND (becomes.rank > was.rank
                       OR replaced.party_id <> NEW.party_id
                       OR NEW.influence_until > replaced.influence_until
                       OR (replaced.has_no_influence_period
                           AND NEW.influence_until IS NOT NULL)))
       OR (NEW.state = 'confirmed' AND EXISTS (
               SELECT FROM tolerance_determination_line held
                 JOIN tolerance_determination_line kept
                   ON kept.determination_id = NEW.id
                  AND kept.scheme_area_id = held.scheme_area_id
                WHERE held.determination_id = NEW.replaces_id
                  AND held.is_selected
                  AND (kept.is_selected IS NOT TRUE
                       OR kept.date_to < COALESCE(held.date_to, 'infinity')
                       OR kept.date_from > COALESCE(held.date_from, '-infinity')
                       OR (kept.form = 'deduction_reduced'
                           AND held.form = 'deduction_reduced'
                           AND COALESCE(kept.cap_points, 0)
                               > COALESCE(held.cap_points, 0)))))
    THEN
        %(refuse)s;
    END IF;
    RETURN NEW;
END
"""

# Lines of a determination, and the situations, exclusions and principles it cites. The
# shared lock makes one that is written while its determination is being confirmed
# wait, then fail.
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
    effect tolerance_effect;
BEGIN
    SELECT * INTO effect FROM tolerance_effect WHERE id = NEW.id;
    IF effect.form = 'hold' AND effect.is_lifted IS NOT TRUE THEN
        -- It protects a party of the case, or whom a referred matter concerns.
        PERFORM FROM tolerance_case_party p
          WHERE p.subject_id = effect.subject_id AND p.matter_id = effect.matter_id
          UNION ALL
        SELECT FROM tolerance_proceeding p
           JOIN tolerance_matter_subject_rel r ON r.matter_id = p.matter_id
          WHERE p.matter_id = effect.matter_id AND p.trigger = 'referral'
            AND r.subject_id = effect.subject_id;
    ELSIF effect.form = 'hold' THEN
        PERFORM FROM tolerance_ledger_entry
          WHERE res_model = 'tolerance.effect' AND res_id = effect.id
            AND verb = 'hold.end';
    ELSIF effect.is_lifted THEN
        PERFORM FROM tolerance_determination d
          WHERE d.id = effect.determination_id AND d.state = 'revoked';
    ELSE
        PERFORM FROM tolerance_determination d
            JOIN tolerance_determination_line l
              ON l.determination_id = d.id AND l.is_selected
             AND l.form = effect.form
             AND COALESCE(l.cap_points, 0) = COALESCE(effect.cap_points, 0)
            JOIN tolerance_scheme_area a
              ON a.id = l.scheme_area_id AND a.area_id = effect.area_id
           WHERE d.id = effect.determination_id AND d.state = 'confirmed'
             AND d.subject_id = effect.subject_id AND d.matter_id = effect.matter_id;
    END IF;
    IF NOT FOUND THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""
