-- What a test copy of a database numbers must not pass for a paper of the agency:
-- TEST stands before every number of a matter, an application, a case, a
-- determination or a return. (Odoo itself turns off mail servers and all
-- scheduled actions, ours included.)
UPDATE ir_sequence
   SET prefix = 'TEST-' || COALESCE(prefix, '')
 WHERE starts_with(code, 'tolerance.')
   AND NOT starts_with(COALESCE(prefix, ''), 'TEST-');
