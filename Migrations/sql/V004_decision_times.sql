-- When each answer to a request was given, and by when it was due: both on the plan's clock, 'YYYY-MM-DD HH:MM', as
-- they stood when the answer was recorded. The hours of the clock may be set otherwise later.
CREATE TABLE decision_time (
  decision_time INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (request),
  decided_at TEXT NOT NULL CHECK (decided_at IS strftime('%Y-%m-%d %H:%M', decided_at, '+0 days')),
  due_at TEXT NOT NULL CHECK (due_at IS strftime('%Y-%m-%d %H:%M', due_at, '+0 days')),
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE INDEX decision_time_by_request ON decision_time (request);

CREATE TRIGGER decision_time_is_never_updated BEFORE UPDATE ON decision_time
BEGIN SELECT RAISE(ABORT, 'authledger: decision_time is append-only'); END;
CREATE TRIGGER decision_time_is_never_deleted BEFORE DELETE ON decision_time
BEGIN SELECT RAISE(ABORT, 'authledger: decision_time is append-only'); END;

-- The views in an order of their own, so that what is exported twice is the same twice. Documentation/AuditViews.md
-- says what every column holds.

-- Every answer to a request: the request and what it asked for, the outcome and what it rests on, and who reviewed.
DROP VIEW audit_determinations;
CREATE VIEW audit_determinations AS
SELECT printf('R-%06d', r.request) AS request, i.member_id, r.indication, r.kind, r.received_on, r.received_at,
  r.urgency, d.outcome, d.basis, d.reviewer, d.credential, d.rationale,
  (SELECT group_concat(DISTINCT json_extract(f.value, '$.code')) FROM json_each(d.findings) f) AS codes, d.findings,
  j.recorded_at, j.actor, j.claimed_actor, d.sequence
FROM determination d
JOIN request r ON r.request = d.request
JOIN patient_identity i ON i.patient = r.patient AND i.reason IS NULL
JOIN journal j ON j.sequence = d.sequence
ORDER BY d.determination;

-- Every administration as sent, the cycle it lies in, what is covered of it, and why it was voided, if it was.
DROP VIEW audit_entries;
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
JOIN journal j ON j.sequence = a.sequence
ORDER BY a.administration;

-- What a person decided against the policy's own answer: early cycles, moved last days, approvals by a physician.
DROP VIEW audit_exceptions;
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
JOIN journal j ON j.sequence = e.sequence
ORDER BY e.sequence, e.exception, e.subject;

-- Requests, cycles and administrations recorded on a later day than they happened, and how many days later.
DROP VIEW audit_backdated;
CREATE VIEW audit_backdated AS
SELECT b.kind, b.subject, i.member_id, b.happened_on, j.worked_on,
  CAST(julianday(j.worked_on) - julianday(b.happened_on) AS INTEGER) AS days_later, j.recorded_at, j.actor,
  j.claimed_actor, b.sequence
FROM (
  SELECT 'request' AS kind, printf('R-%06d', request) AS subject, patient, received_on AS happened_on, sequence
  FROM request
  UNION ALL
  SELECT 'cycle', indication || ' cycle ' || number, patient, starts_on, sequence FROM cycle
  UNION ALL
  SELECT 'administration', reference, patient, service_date, sequence FROM administration
) b
JOIN patient_identity i ON i.patient = b.patient AND i.reason IS NULL
JOIN journal j ON j.sequence = b.sequence
WHERE b.happened_on < j.worked_on
ORDER BY b.sequence, b.kind, b.subject;

-- Covered units that would pass the limit of the window they were judged by; empty while the ledger is sound.
DROP VIEW audit_over_limit;
CREATE VIEW audit_over_limit AS
SELECT reference, attempt, service_date, covered_administered + covered_discarded AS covered_units, window_from,
  window_to, window_used, window_limit, sequence
FROM administration
WHERE outcome <> 'denied' AND window_used + covered_administered + covered_discarded > window_limit
ORDER BY administration;

-- Entries of the journal that do not follow the one before them; empty while the journal is whole.
DROP VIEW audit_gaps;
CREATE VIEW audit_gaps AS
SELECT sequence, after_sequence
FROM (SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS after_sequence FROM journal)
WHERE sequence <> after_sequence + 1
ORDER BY sequence;

-- Everything that corrected, moved or took back something recorded earlier, with its reason.
DROP VIEW audit_changes;
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
JOIN journal j ON j.sequence = x.sequence
ORDER BY x.sequence, x.change, x.subject;

-- The decision universe: one row a request, with its receipt, its clock, and the decision that stands.
CREATE VIEW audit_decision_times AS
SELECT printf('R-%06d', r.request) AS request, i.member_id, r.indication, r.kind, r.policy || '@' || r.version AS policy,
  r.received_on, r.received_at, r.urgency, r.requester, CASE WHEN r.appeals IS NOT NULL THEN printf('R-%06d', r.appeals) END AS appeals, t.due_at, d.outcome AS stands, d.basis, ifnull(d.reviewer, 'ledger') AS decider, d.credential,
  ifnull(d.rationale,
    (SELECT group_concat(DISTINCT json_extract(f.value, '$.code')) FROM json_each(d.findings) f)) AS reason,
  CASE WHEN d.outcome IN ('approved', 'denied', 'withdrawn') THEN t.decided_at END AS decided_at,
  CASE WHEN d.outcome IN ('approved', 'denied', 'withdrawn') THEN
    (strftime('%s', t.decided_at) - strftime('%s', r.received_on || ' ' || r.received_at)) / 60 END AS minutes_taken,
  CASE
    WHEN d.outcome NOT IN ('approved', 'denied', 'withdrawn') THEN 'open'
    WHEN t.decided_at <= t.due_at THEN 'on time'
    WHEN t.decided_at > t.due_at THEN 'late'
  END AS clock,
  (SELECT count(*) FROM determination o WHERE o.request = r.request) AS answers,
  (SELECT group_concat(o.decided_at, '; ') FROM decision_time o WHERE o.request = r.request) AS answered_at,
  j.recorded_at, j.actor, j.claimed_actor, d.sequence
FROM request r
JOIN patient_identity i ON i.patient = r.patient AND i.reason IS NULL
JOIN determination d ON d.determination = (SELECT max(o.determination) FROM determination o WHERE o.request = r.request)
JOIN journal j ON j.sequence = d.sequence
LEFT JOIN decision_time t ON t.request = d.request AND t.sequence = d.sequence
ORDER BY r.request;

-- Every answer given after its clock had run out, and every answer that was not the request's first.
CREATE VIEW audit_late_or_repeated AS
SELECT request, member_id, urgency, answer, late, repeated, outcome, basis, decider, decided_at, due_at, recorded_at,
  actor, claimed_actor, sequence
FROM (
  SELECT printf('R-%06d', r.request) AS request, i.member_id, r.urgency,
    row_number() OVER (PARTITION BY d.request ORDER BY d.determination) AS answer,
    CASE WHEN t.decided_at > t.due_at THEN 'yes' WHEN t.decided_at <= t.due_at THEN 'no' END AS late,
    CASE WHEN row_number() OVER (PARTITION BY d.request ORDER BY d.determination) > 1 THEN 'yes' ELSE 'no' END
      AS repeated,
    d.outcome, d.basis, ifnull(d.reviewer, 'ledger') AS decider, t.decided_at, t.due_at, j.recorded_at, j.actor,
    j.claimed_actor, d.sequence, d.determination
  FROM determination d
  JOIN request r ON r.request = d.request
  JOIN patient_identity i ON i.patient = r.patient AND i.reason IS NULL
  JOIN journal j ON j.sequence = d.sequence
  LEFT JOIN decision_time t ON t.request = d.request AND t.sequence = d.sequence
)
WHERE late = 'yes' OR repeated = 'yes'
ORDER BY determination;
