-- Who looked at a patient's history, with which command; empty unless the plan has reads recorded (log-reads).
-- A command that looked at several patients is one row without a member id.
CREATE VIEW audit_reads AS
SELECT i.member_id, substr(j.subject, instr(j.subject, ' ') + 1) AS command, j.worked_on, j.recorded_at, j.actor,
  j.claimed_actor, j.sequence
FROM journal j
LEFT JOIN patient_identity i
  ON j.subject GLOB 'P-*' AND i.patient = CAST(substr(j.subject, 3) AS INTEGER) AND i.reason IS NULL
WHERE j.action = 'read'
ORDER BY j.sequence;
