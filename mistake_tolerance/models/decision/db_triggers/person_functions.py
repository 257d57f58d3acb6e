"""Trigger functions that keep decisions linked to the persons they are about.

An effect belongs to a subject; the lineage leads from the present record of the person
or unit to that subject. The functions run when the transaction ends. They refuse a
change only if it cuts a record off from an effect in force, so a person whom no
decision protects can be merged, linked elsewhere and deleted as usual. Records go back
to their earlier person only if HR said that they belong to two persons.
"""

from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import Refusal

_lt = LazyTranslate(__name__)

PROTECTION_LOST = Refusal(
    "protection_lost",
    _lt(
        "This link cannot change while a decision protects the person or unit. Add a "
        "predecessor instead."
    ),
)
OTHER_KIND = Refusal(
    "other_kind",
    _lt("Employee records stand for persons, departments stand for units."),
)
NOT_ANSWERED = Refusal(
    "not_answered",
    _lt(
        "So far nobody has said that this is one person. An HR officer answers that "
        "under Records of One Person."
    ),
)

# Whether a change cuts a record off from an effect: an effect rests on the old subject
# or a predecessor of it, and the new subject does not descend from that one.
LEFT = """
BEGIN
    RETURN EXISTS (
        SELECT FROM %(protected_subjects)s
         WHERE l.subject_id = was
           AND NOT EXISTS (SELECT FROM tolerance_subject_lineage now
                            WHERE now.subject_id = becomes
                              AND now.ancestor_id = l.ancestor_id));
END
"""

LINEAGE = """
BEGIN
    IF EXISTS (
        SELECT FROM tolerance_subject s
          JOIN tolerance_effect e
            ON e.subject_id = OLD.ancestor_id AND %(in_force)s
         WHERE s.id = OLD.subject_id
           AND NOT EXISTS (SELECT FROM tolerance_subject_lineage l
                            WHERE l.subject_id = OLD.subject_id
                              AND l.ancestor_id = OLD.ancestor_id))
       AND NOT tolerance_separated(OLD.subject_id, OLD.ancestor_id)
    THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""

# A lineage that the next recomputation would not find counts as removed.
PREDECESSOR = """
BEGIN
    IF EXISTS (
        WITH RECURSIVE above(id) AS (
            SELECT OLD.subject_id
            UNION
            SELECT rel.predecessor_id
              FROM tolerance_subject_predecessor_rel rel
              JOIN above ON above.id = rel.subject_id)
        SELECT FROM tolerance_subject s
          JOIN (%(protected_subjects)s) ON l.subject_id = OLD.predecessor_id
         WHERE s.id = OLD.subject_id
           AND l.ancestor_id NOT IN (SELECT id FROM above)
           AND NOT tolerance_separated(OLD.subject_id, l.ancestor_id))
    THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""

# Employee and department records, which name the person or unit they stand for.
RECORD = """
DECLARE
    becomes integer;
BEGIN
    EXECUTE format('SELECT tolerance_subject_id FROM %%I WHERE id = $1', TG_TABLE_NAME)
       INTO becomes USING OLD.id;
    IF TG_TABLE_NAME = 'hr_employee' AND EXISTS (
        SELECT FROM tolerance_person_match m
          JOIN tolerance_person_match_employee_rel r ON r.match_id = m.id
         WHERE r.employee_id = OLD.id AND m.state = 'separated'
           AND m.subject_id = OLD.tolerance_subject_id AND m.other_id = becomes)
    THEN
        RETURN NULL;
    END IF;
    IF tolerance_left(OLD.tolerance_subject_id, becomes) THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""

# A record keeps a person of its own, unless an answer of HR or an equal number joined
# it to another. A record that gets its first person is distinguished from one that
# changes it. The kind of the subject cannot change.
MATCHED = """
DECLARE
    was integer;
    kind_now varchar;
BEGIN
    was := OLD.tolerance_subject_id;
    IF NEW.tolerance_subject_id = was THEN
        RETURN NULL;
    END IF;
    SELECT kind INTO kind_now FROM tolerance_subject
     WHERE id = NEW.tolerance_subject_id;
    IF kind_now <> TG_ARGV[0] THEN
        %(refuse_kind)s;
    END IF;
    IF kind_now <> 'person' THEN
        RETURN NULL;
    END IF;
    IF was IS NULL THEN
        PERFORM FROM hr_employee o
          WHERE o.tolerance_subject_id = NEW.tolerance_subject_id AND o.id <> NEW.id
            AND NOT EXISTS (
                SELECT FROM tolerance_person_match m
                  JOIN tolerance_person_match_employee_rel r ON r.match_id = m.id
                 WHERE m.subject_id = NEW.tolerance_subject_id AND m.state = 'joined'
                   AND r.employee_id IN (o.id, NEW.id));
        IF NOT FOUND THEN
            RETURN NULL;
        END IF;
    ELSIF EXISTS (
        SELECT FROM tolerance_person_match m
          JOIN tolerance_person_match_employee_rel r ON r.match_id = m.id
         WHERE r.employee_id = NEW.id AND m.state IN ('joined', 'separated')
           AND (m.subject_id = NEW.tolerance_subject_id AND m.other_id = was
             OR m.other_id = NEW.tolerance_subject_id AND m.subject_id = was))
    THEN
        RETURN NULL;
    END IF;
    %(refuse)s;
END
"""

# A person has the predecessors that HR or an equal number established.
DESCENDED = """
BEGIN
    IF EXISTS (
        SELECT FROM tolerance_subject_predecessor_rel rel
          JOIN tolerance_subject s ON s.id = rel.subject_id AND s.kind = 'person'
         WHERE rel.subject_id = NEW.subject_id
           AND rel.predecessor_id = NEW.predecessor_id
           AND NOT EXISTS (
               SELECT FROM tolerance_person_match m
                WHERE m.state IN ('joined', 'separated')
                  AND (m.subject_id = s.id AND m.other_id = rel.predecessor_id
                    OR m.other_id = s.id AND m.subject_id = rel.predecessor_id)))
    THEN
        %(refuse)s;
    END IF;
    RETURN NULL;
END
"""

EMPTIED = """
BEGIN
    %(refuse)s;
END
"""

# Whether a matter concerns a subject or a predecessor.
CONCERNED = """
BEGIN
    RETURN %(concerned)s;
END
"""

# What protects a possible duplicate of the person, for one area and one matter, while
# HR has not answered yet. It applies on any day: a mark that it concerns must wait.
DUPLICATE = """
#variable_conflict use_column
BEGIN
    RETURN QUERY %(possible_duplicates)s;
END
"""
