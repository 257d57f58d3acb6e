"""The trigger function of marks, which enforces the rules of the guard in SQL."""

from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import Refusal

_lt = LazyTranslate(__name__)

COVERED = Refusal(
    "mark_covered",
    _lt(
        "A decision protects against this mark. Take the mark out, or ask the HR "
        "officer in charge of error tolerance."
    ),
)
DUPLICATE = Refusal(
    "mark_duplicate",
    _lt(
        "A decision may protect against this mark. An HR officer must first say, under "
        "Records of One Person, whether it is one person."
    ),
)
OTHERS = Refusal(
    "mark_others",
    _lt(
        "The matter of this mark protects somebody else. Name the matter that the mark "
        "is about."
    ),
)

CHECK = """
BEGIN
    PERFORM
      FROM tolerance_mark k
 LEFT JOIN hr_employee p ON p.id = k.employee_id
 LEFT JOIN hr_department u ON u.id = k.department_id
      JOIN (%(protected_subjects)s)
        ON l.subject_id IN (k.subject_id, p.tolerance_subject_id,
                            u.tolerance_subject_id)
       AND %(in_area)s
       AND e.matter_id = k.matter_id
       AND %(covering)s
     WHERE k.id = NEW.id
       AND k.active
       AND (e.form <> 'deduction_reduced'
            AND (k.effect_id IS NULL OR k.counted_points > 0
                 OR k.is_neutralised IS NOT TRUE)
         OR e.form = 'deduction_reduced'
            AND (k.counted_points > e.cap_points
              OR k.effect_id IS NULL AND k.points = 0));
    IF FOUND THEN
        %(covered)s;
    END IF;
    -- A possible duplicate of a protected person. A mark on file before
    -- HR was asked about the two persons stays as it is.
    PERFORM
      FROM tolerance_mark k
 LEFT JOIN hr_employee p ON p.id = k.employee_id
      JOIN tolerance_subject s
        ON s.id IN (k.subject_id, p.tolerance_subject_id)
CROSS JOIN LATERAL tolerance_duplicate_effects(
            s.id, k.area_id, k.matter_id) t
     WHERE k.id = NEW.id
       AND k.active
       AND k.is_neutralised IS NOT TRUE
       AND (TG_OP = 'INSERT'
         OR NEW.matter_id IS DISTINCT FROM OLD.matter_id
         OR NEW.area_id IS DISTINCT FROM OLD.area_id
         OR NEW.employee_id IS DISTINCT FROM OLD.employee_id
         OR NEW.points > OLD.points
         OR NOT OLD.active);
    IF FOUND THEN
        %(duplicate)s;
    END IF;
    -- A mark may not name a matter that protects others and does not
    -- concern its own person, unless it has a declaration or HR has
    -- attributed it to a matter.
    PERFORM FROM tolerance_mark k
      JOIN tolerance_effect e
        ON e.matter_id = k.matter_id
       AND %(in_area)s
       AND %(in_force)s
     WHERE k.id = NEW.id
       AND k.active
       AND k.is_neutralised IS NOT TRUE
       AND (TG_OP = 'INSERT'
         OR NEW.matter_id IS DISTINCT FROM OLD.matter_id
         OR NEW.area_id IS DISTINCT FROM OLD.area_id
         OR NEW.employee_id IS DISTINCT FROM OLD.employee_id
         OR NEW.department_id IS DISTINCT FROM OLD.department_id
         OR NEW.points > OLD.points
         OR NOT OLD.active)
       AND NOT tolerance_concerned(k.subject_id, k.matter_id)
       AND EXISTS (SELECT FROM tolerance_guard g
                    WHERE g.model = TG_ARGV[0] AND g.active)
       AND NOT EXISTS (
           SELECT FROM tolerance_declaration d
             JOIN tolerance_guard g ON g.id = d.guard_id
            WHERE g.model = TG_ARGV[0] AND d.res_id = k.id
              AND d.voided_on IS NULL)
       AND NOT EXISTS (
           SELECT FROM tolerance_neutralisation w
            WHERE w.res_model = TG_ARGV[0] AND w.res_id = k.id);
    IF FOUND THEN
        %(others)s;
    END IF;
    RETURN NULL;
END
"""
