-- The nightly job looks at what is covered now, was received lately, or has changed since the night before; the history
-- of a patient shows the flags raised about them.
CREATE INDEX authorization_by_end ON authorization (ends_on);
CREATE INDEX authorization_change_by_end ON authorization_change (ends_on);
CREATE INDEX request_by_receipt ON request (received_on);
CREATE INDEX flag_by_patient ON flag (patient);
