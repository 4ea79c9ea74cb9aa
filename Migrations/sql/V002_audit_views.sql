-- Views for whoever opens the file with another SQLite tool. They hold nothing; every row is read from the facts.
-- In each, `recorded_at` (UTC), `actor` and `claimed_actor` are the journal's word, and `sequence` its entry.

-- Every answer to a request: the request and what it asked for, the outcome and what it rests on, and who reviewed.
CREATE VIEW audit_determinations AS
SELECT printf('R-%06d', r.request) AS request, i.member_id, r.indication, r.kind, r.received_on, r.received_at,
  r.urgency, d.outcome, d.basis, d.reviewer, d.credential, d.rationale, d.findings, j.recorded_at, j.actor,
  j.claimed_actor, d.sequence
FROM determination d
JOIN request r ON r.request = d.request
JOIN patient_identity i ON i.patient = r.patient AND i.reason IS NULL
JOIN journal j ON j.sequence = d.sequence;

-- Every administration as sent, the cycle it lies in, what is covered of it, and why it was voided, if it was.
CREATE VIEW audit_entries AS
SELECT a.reference, a.attempt, i.member_id, a.service_date, a.administered, a.discarded, a.vials,
  ifnull(c.indication, a.indication) AS indication, c.number AS cycle, a.outcome,
  a.covered_administered + a.covered_discarded AS covered_units, a.covered_vials, a.window_from, a.window_to,
  a.window_used, a.window_limit, a.findings, v.reason AS void_reason, j.recorded_at, j.actor, j.claimed_actor,
  a.sequence
FROM administration a
JOIN patient_identity i ON i.patient = a.patient AND i.reason IS NULL
LEFT JOIN cycle c ON c.cycle = a.cycle
LEFT JOIN administration_void v ON v.administration = a.administration
JOIN journal j ON j.sequence = a.sequence;

-- What a person decided against the policy's own answer: early cycles, moved last days, approvals by a physician.
CREATE VIEW audit_exceptions AS
SELECT e.exception, e.subject, i.member_id, e.on_day, e.reason, e.approved_by, j.recorded_at, j.actor,
  j.claimed_actor, e.sequence
FROM (
  SELECT 'early cycle' AS exception, indication || ' cycle ' || number AS subject, patient, starts_on AS on_day,
    exception AS reason, approved_by, sequence
  FROM cycle WHERE exception IS NOT NULL
  UNION ALL
  SELECT c.kind, printf('A-%06d', c.authorization), a.patient, c.ends_on, c.reason, c.approved_by, c.sequence
  FROM authorization_change c JOIN authorization a ON a.authorization = c.authorization
  UNION ALL
  SELECT 'approval', printf('R-%06d', d.request), r.patient, r.received_on, d.rationale, d.reviewer, d.sequence
  FROM determination d JOIN request r ON r.request = d.request WHERE d.basis = 'exception'
) e
JOIN patient_identity i ON i.patient = e.patient AND i.reason IS NULL
JOIN journal j ON j.sequence = e.sequence;

-- Cycles and administrations recorded on a later day than they happened, and how many days later.
CREATE VIEW audit_backdated AS
SELECT b.kind, b.subject, i.member_id, b.happened_on, j.worked_on,
  CAST(julianday(j.worked_on) - julianday(b.happened_on) AS INTEGER) AS days_later, j.recorded_at, j.actor,
  j.claimed_actor, b.sequence
FROM (
  SELECT 'cycle' AS kind, indication || ' cycle ' || number AS subject, patient, starts_on AS happened_on, sequence
  FROM cycle
  UNION ALL
  SELECT 'administration', reference, patient, service_date, sequence FROM administration
) b
JOIN patient_identity i ON i.patient = b.patient AND i.reason IS NULL
JOIN journal j ON j.sequence = b.sequence
WHERE b.happened_on < j.worked_on;

-- Covered units that would pass the limit of the window they were judged by; empty while the ledger is sound.
CREATE VIEW audit_over_limit AS
SELECT reference, attempt, service_date, covered_administered + covered_discarded AS covered_units, window_from,
  window_to, window_used, window_limit, sequence
FROM administration
WHERE outcome <> 'denied' AND window_used + covered_administered + covered_discarded > window_limit;

-- Entries of the journal that do not follow the one before them; empty while the journal is whole.
CREATE VIEW audit_gaps AS
SELECT j.sequence, (SELECT max(b.sequence) FROM journal b WHERE b.sequence < j.sequence) AS after_sequence
FROM journal j
WHERE j.sequence > 1 AND NOT EXISTS (SELECT 1 FROM journal b WHERE b.sequence = j.sequence - 1);

-- Everything that corrected, moved or took back something recorded earlier, with its reason.
CREATE VIEW audit_changes AS
SELECT x.change, x.subject, i.member_id, x.reason, j.recorded_at, j.actor, j.claimed_actor, x.sequence
FROM (
  SELECT 'patient corrected' AS change, member_id AS subject, patient, reason, sequence
  FROM patient_identity WHERE reason IS NOT NULL
  UNION ALL
  SELECT 'authorization ' || c.kind, printf('A-%06d', c.authorization), a.patient, c.reason, c.sequence
  FROM authorization_change c JOIN authorization a ON a.authorization = c.authorization
  UNION ALL
  SELECT 'authorization voided', printf('A-%06d', v.authorization), a.patient, v.reason, v.sequence
  FROM authorization_void v JOIN authorization a ON a.authorization = v.authorization
  UNION ALL
  SELECT 'cycle voided', c.indication || ' cycle ' || c.number, c.patient, v.reason, v.sequence
  FROM cycle_void v JOIN cycle c ON c.cycle = v.cycle
  UNION ALL
  SELECT 'administration voided', a.reference, a.patient, v.reason, v.sequence
  FROM administration_void v JOIN administration a ON a.administration = v.administration
) x
JOIN patient_identity i ON i.patient = x.patient AND i.reason IS NULL
JOIN journal j ON j.sequence = x.sequence;
