-- The ledger's file. Facts are added and never changed; what is known of a patient is folded from them each time.
--
-- Days are TEXT 'YYYY-MM-DD'. The modifier in the checks is needed: plain date('2026-02-30') answers '2026-02-30'.
-- Every fact names the journal entry that recorded it. Keys rise in the order recorded, so that a table read by its
-- key is read in the order of the journal.

-- Every write, in order. `hash` is SHA-256 over the hash before it, this entry, and the facts it wrote.
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  claimed_actor TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  worked_on TEXT NOT NULL CHECK (worked_on IS date(worked_on, '+0 days')),
  findings TEXT,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX journal_refusals ON journal (subject) WHERE findings IS NOT NULL;

-- What the plan has set; the latest value of a name stands.
CREATE TABLE setting (
  setting INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Policy versions: the document as written, its SHA-256, and the same tree as JSON for a quick start.
CREATE TABLE policy (
  installed INTEGER PRIMARY KEY,
  policy TEXT NOT NULL,
  version TEXT NOT NULL,
  effective_on TEXT NOT NULL CHECK (effective_on IS date(effective_on, '+0 days')),
  document TEXT NOT NULL,
  document_hash BLOB NOT NULL CHECK (length(document_hash) = 32),
  compiled TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence),
  UNIQUE (policy, version)
) STRICT;

-- Medicare Part B contractors and the states they serve (policy Appendix 2).
CREATE TABLE medicare_jurisdiction (
  jurisdiction_row INTEGER PRIMARY KEY,
  jurisdiction TEXT NOT NULL,
  area TEXT NOT NULL,
  states TEXT NOT NULL,
  contractor TEXT NOT NULL,
  note TEXT,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- The regimens of the literature review (policy Appendix 3).
CREATE TABLE clinical_literature (
  literature_row INTEGER PRIMARY KEY,
  disease TEXT NOT NULL,
  regimen TEXT NOT NULL,
  nccn_category TEXT NOT NULL,
  fda_approved TEXT NOT NULL,
  trial_design TEXT NOT NULL,
  comparator TEXT NOT NULL,
  primary_end_point TEXT NOT NULL,
  line_of_therapy TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  links TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- The policy's references (policy VII).
CREATE TABLE bibliography (
  bibliography_row INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Sentences that stand beside a reference table.
CREATE TABLE reference_note (
  reference_note INTEGER PRIMARY KEY,
  reference TEXT NOT NULL,
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Patients by the ledger's own number; the journal knows them by nothing else.
CREATE TABLE patient (
  patient INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Who a patient is; a correction is a further row, with its reason. This is the one table of personal identifiers.
-- The chain hashes the commitment, SHA-256 over salt, member id, name and birth date, and none of these themselves:
-- a name can be erased where the law asks for it, and the chain still holds.
CREATE TABLE patient_identity (
  identity INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (patient),
  member_id TEXT NOT NULL,
  name TEXT NOT NULL,
  birth_date TEXT NOT NULL CHECK (birth_date IS date(birth_date, '+0 days')),
  reason TEXT,
  salt BLOB NOT NULL,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE UNIQUE INDEX patient_identity_by_member ON patient_identity (member_id) WHERE reason IS NULL;
CREATE INDEX patient_identity_by_patient ON patient_identity (patient);

-- Weights in kilograms and heights in centimetres.
CREATE TABLE measurement (
  measurement INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (patient),
  measured_on TEXT NOT NULL CHECK (measured_on IS date(measured_on, '+0 days')),
  weight_kg TEXT,
  height_cm TEXT,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE INDEX measurement_by_patient ON measurement (patient);

-- Intakes and renewals as received.
CREATE TABLE request (
  request INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (patient),
  indication TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('initial', 'continued')),
  received_on TEXT NOT NULL CHECK (received_on IS date(received_on, '+0 days')),
  received_at TEXT NOT NULL,
  urgency TEXT NOT NULL CHECK (urgency IN ('standard', 'expedited')),
  diagnosis TEXT,
  wanted_start TEXT NOT NULL CHECK (wanted_start IS date(wanted_start, '+0 days')),
  prior_cycles INTEGER NOT NULL CHECK (prior_cycles >= 0),
  requester TEXT,
  appeals INTEGER REFERENCES request (request),
  policy TEXT NOT NULL,
  version TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence),
  FOREIGN KEY (policy, version) REFERENCES policy (policy, version)
) STRICT;
CREATE INDEX request_by_patient ON request (patient);

-- Answers to the policy's questions; a later answer to a question replaces the earlier.
CREATE TABLE attestation (
  attestation INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (request),
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  source TEXT,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE INDEX attestation_by_request ON attestation (request);

-- Answers to requests, with every criterion's result; the last one stands.
CREATE TABLE determination (
  determination INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (request),
  outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'pended', 'referred', 'denied', 'withdrawn')),
  basis TEXT CHECK (basis IN ('administrative', 'clinical', 'exception')),
  reviewer TEXT,
  credential TEXT,
  rationale TEXT,
  findings TEXT NOT NULL,
  criteria TEXT NOT NULL,
  missing TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE INDEX determination_by_request ON determination (request);

-- Granted spans of coverage, both days covered, and numbers of cycles.
CREATE TABLE authorization (
  authorization INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (request),
  patient INTEGER NOT NULL REFERENCES patient (patient),
  indication TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('initial', 'continued')),
  starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')),
  ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on, '+0 days') AND ends_on >= starts_on),
  cycles_granted INTEGER NOT NULL CHECK (cycles_granted > 0),
  prior_cycles INTEGER NOT NULL CHECK (prior_cycles >= 0),
  policy TEXT NOT NULL,
  version TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence),
  FOREIGN KEY (policy, version) REFERENCES policy (policy, version)
) STRICT;
CREATE INDEX authorization_by_patient ON authorization (patient);

-- Extensions and terminations: exceptions, each with a reason and a name; the last one stands.
CREATE TABLE authorization_change (
  change INTEGER PRIMARY KEY,
  authorization INTEGER NOT NULL REFERENCES authorization (authorization),
  kind TEXT NOT NULL CHECK (kind IN ('extended', 'terminated')),
  ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on, '+0 days')),
  reason TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE INDEX authorization_change_by_authorization ON authorization_change (authorization);

-- Authorizations entered in error.
CREATE TABLE authorization_void (
  void INTEGER PRIMARY KEY,
  authorization INTEGER NOT NULL UNIQUE REFERENCES authorization (authorization),
  reason TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Cycles as started.
CREATE TABLE cycle (
  cycle INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (patient),
  indication TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')),
  authorization INTEGER NOT NULL REFERENCES authorization (authorization),
  exception TEXT,
  approved_by TEXT,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE INDEX cycle_by_patient ON cycle (patient);

-- Cycles entered in error.
CREATE TABLE cycle_void (
  void INTEGER PRIMARY KEY,
  cycle INTEGER NOT NULL UNIQUE REFERENCES cycle (cycle),
  reason TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Units given on a service date, as sent, with the answer they got. `attempt` rises when a line is judged anew.
CREATE TABLE administration (
  administration INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (patient),
  reference TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  service_date TEXT NOT NULL CHECK (service_date IS date(service_date, '+0 days')),
  administered INTEGER NOT NULL CHECK (administered BETWEEN 0 AND 100000),
  discarded INTEGER NOT NULL CHECK (discarded BETWEEN 0 AND 100000),
  vials INTEGER CHECK (vials BETWEEN 0 AND 100000),
  indication TEXT,
  code TEXT,
  cycle INTEGER REFERENCES cycle (cycle),
  outcome TEXT NOT NULL CHECK (outcome IN ('covered', 'denied', 'cut-back')),
  covered_administered INTEGER NOT NULL CHECK (covered_administered BETWEEN 0 AND administered),
  covered_discarded INTEGER NOT NULL CHECK (covered_discarded BETWEEN 0 AND discarded),
  covered_vials INTEGER NOT NULL CHECK (covered_vials BETWEEN 0 AND ifnull(vials, 0)),
  window_from TEXT CHECK (window_from IS date(window_from, '+0 days')),
  window_to TEXT CHECK (window_to IS date(window_to, '+0 days')),
  window_used INTEGER,
  window_limit INTEGER,
  fits_then INTEGER,
  fits_on TEXT CHECK (fits_on IS date(fits_on, '+0 days')),
  findings TEXT,
  sequence INTEGER NOT NULL REFERENCES journal (sequence),
  UNIQUE (reference, attempt)
) STRICT;
CREATE INDEX administration_by_patient ON administration (patient);

-- Administrations entered in error.
CREATE TABLE administration_void (
  void INTEGER PRIMARY KEY,
  administration INTEGER NOT NULL UNIQUE REFERENCES administration (administration),
  reason TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Notices and outreach, on a request, an authorization or an entry.
CREATE TABLE note (
  note INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  patient INTEGER NOT NULL REFERENCES patient (patient),
  kind TEXT NOT NULL CHECK (kind IN ('notice-member', 'notice-provider', 'outreach')),
  noted_at TEXT NOT NULL,
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE INDEX note_by_patient ON note (patient);

-- Runs of the nightly job, one a day.
CREATE TABLE nightly_run (
  run INTEGER PRIMARY KEY,
  today TEXT NOT NULL UNIQUE CHECK (today IS date(today, '+0 days')),
  within_days INTEGER NOT NULL,
  raised INTEGER NOT NULL,
  resolved INTEGER NOT NULL,
  open INTEGER NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Flags the nightly job has raised.
CREATE TABLE flag (
  flag INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
  patient INTEGER NOT NULL REFERENCES patient (patient),
  message TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE INDEX flag_by_cause ON flag (subject, kind, due_on);

-- Flags whose cause is gone.
CREATE TABLE flag_resolution (
  resolution INTEGER PRIMARY KEY,
  flag INTEGER NOT NULL UNIQUE REFERENCES flag (flag),
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Flags someone has closed for good, with a note.
CREATE TABLE acknowledgement (
  acknowledgement INTEGER PRIMARY KEY,
  flag INTEGER NOT NULL UNIQUE REFERENCES flag (flag),
  note TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;

-- Which migrations made this file, each with the SHA-256 of its text.
CREATE TABLE migration (
  migration INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  applied_at TEXT NOT NULL
) STRICT;

-- Nothing on file is changed or removed. `PRAGMA recursive_triggers` must be on, or INSERT OR REPLACE walks past these.
CREATE TRIGGER journal_is_never_updated BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'authledger: journal is append-only'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'authledger: journal is append-only'); END;
CREATE TRIGGER setting_is_never_updated BEFORE UPDATE ON setting
BEGIN SELECT RAISE(ABORT, 'authledger: setting is append-only'); END;
CREATE TRIGGER setting_is_never_deleted BEFORE DELETE ON setting
BEGIN SELECT RAISE(ABORT, 'authledger: setting is append-only'); END;
CREATE TRIGGER policy_is_never_updated BEFORE UPDATE ON policy
BEGIN SELECT RAISE(ABORT, 'authledger: policy is append-only'); END;
CREATE TRIGGER policy_is_never_deleted BEFORE DELETE ON policy
BEGIN SELECT RAISE(ABORT, 'authledger: policy is append-only'); END;
CREATE TRIGGER medicare_jurisdiction_is_never_updated BEFORE UPDATE ON medicare_jurisdiction
BEGIN SELECT RAISE(ABORT, 'authledger: medicare_jurisdiction is append-only'); END;
CREATE TRIGGER medicare_jurisdiction_is_never_deleted BEFORE DELETE ON medicare_jurisdiction
BEGIN SELECT RAISE(ABORT, 'authledger: medicare_jurisdiction is append-only'); END;
CREATE TRIGGER clinical_literature_is_never_updated BEFORE UPDATE ON clinical_literature
BEGIN SELECT RAISE(ABORT, 'authledger: clinical_literature is append-only'); END;
CREATE TRIGGER clinical_literature_is_never_deleted BEFORE DELETE ON clinical_literature
BEGIN SELECT RAISE(ABORT, 'authledger: clinical_literature is append-only'); END;
CREATE TRIGGER bibliography_is_never_updated BEFORE UPDATE ON bibliography
BEGIN SELECT RAISE(ABORT, 'authledger: bibliography is append-only'); END;
CREATE TRIGGER bibliography_is_never_deleted BEFORE DELETE ON bibliography
BEGIN SELECT RAISE(ABORT, 'authledger: bibliography is append-only'); END;
CREATE TRIGGER reference_note_is_never_updated BEFORE UPDATE ON reference_note
BEGIN SELECT RAISE(ABORT, 'authledger: reference_note is append-only'); END;
CREATE TRIGGER reference_note_is_never_deleted BEFORE DELETE ON reference_note
BEGIN SELECT RAISE(ABORT, 'authledger: reference_note is append-only'); END;
CREATE TRIGGER patient_is_never_updated BEFORE UPDATE ON patient
BEGIN SELECT RAISE(ABORT, 'authledger: patient is append-only'); END;
CREATE TRIGGER patient_is_never_deleted BEFORE DELETE ON patient
BEGIN SELECT RAISE(ABORT, 'authledger: patient is append-only'); END;
CREATE TRIGGER patient_identity_is_never_updated BEFORE UPDATE ON patient_identity
BEGIN SELECT RAISE(ABORT, 'authledger: patient_identity is append-only'); END;
CREATE TRIGGER patient_identity_is_never_deleted BEFORE DELETE ON patient_identity
BEGIN SELECT RAISE(ABORT, 'authledger: patient_identity is append-only'); END;
CREATE TRIGGER measurement_is_never_updated BEFORE UPDATE ON measurement
BEGIN SELECT RAISE(ABORT, 'authledger: measurement is append-only'); END;
CREATE TRIGGER measurement_is_never_deleted BEFORE DELETE ON measurement
BEGIN SELECT RAISE(ABORT, 'authledger: measurement is append-only'); END;
CREATE TRIGGER request_is_never_updated BEFORE UPDATE ON request
BEGIN SELECT RAISE(ABORT, 'authledger: request is append-only'); END;
CREATE TRIGGER request_is_never_deleted BEFORE DELETE ON request
BEGIN SELECT RAISE(ABORT, 'authledger: request is append-only'); END;
CREATE TRIGGER attestation_is_never_updated BEFORE UPDATE ON attestation
BEGIN SELECT RAISE(ABORT, 'authledger: attestation is append-only'); END;
CREATE TRIGGER attestation_is_never_deleted BEFORE DELETE ON attestation
BEGIN SELECT RAISE(ABORT, 'authledger: attestation is append-only'); END;
CREATE TRIGGER determination_is_never_updated BEFORE UPDATE ON determination
BEGIN SELECT RAISE(ABORT, 'authledger: determination is append-only'); END;
CREATE TRIGGER determination_is_never_deleted BEFORE DELETE ON determination
BEGIN SELECT RAISE(ABORT, 'authledger: determination is append-only'); END;
CREATE TRIGGER authorization_is_never_updated BEFORE UPDATE ON authorization
BEGIN SELECT RAISE(ABORT, 'authledger: authorization is append-only'); END;
CREATE TRIGGER authorization_is_never_deleted BEFORE DELETE ON authorization
BEGIN SELECT RAISE(ABORT, 'authledger: authorization is append-only'); END;
CREATE TRIGGER authorization_change_is_never_updated BEFORE UPDATE ON authorization_change
BEGIN SELECT RAISE(ABORT, 'authledger: authorization_change is append-only'); END;
CREATE TRIGGER authorization_change_is_never_deleted BEFORE DELETE ON authorization_change
BEGIN SELECT RAISE(ABORT, 'authledger: authorization_change is append-only'); END;
CREATE TRIGGER authorization_void_is_never_updated BEFORE UPDATE ON authorization_void
BEGIN SELECT RAISE(ABORT, 'authledger: authorization_void is append-only'); END;
CREATE TRIGGER authorization_void_is_never_deleted BEFORE DELETE ON authorization_void
BEGIN SELECT RAISE(ABORT, 'authledger: authorization_void is append-only'); END;
CREATE TRIGGER cycle_is_never_updated BEFORE UPDATE ON cycle
BEGIN SELECT RAISE(ABORT, 'authledger: cycle is append-only'); END;
CREATE TRIGGER cycle_is_never_deleted BEFORE DELETE ON cycle
BEGIN SELECT RAISE(ABORT, 'authledger: cycle is append-only'); END;
CREATE TRIGGER cycle_void_is_never_updated BEFORE UPDATE ON cycle_void
BEGIN SELECT RAISE(ABORT, 'authledger: cycle_void is append-only'); END;
CREATE TRIGGER cycle_void_is_never_deleted BEFORE DELETE ON cycle_void
BEGIN SELECT RAISE(ABORT, 'authledger: cycle_void is append-only'); END;
CREATE TRIGGER administration_is_never_updated BEFORE UPDATE ON administration
BEGIN SELECT RAISE(ABORT, 'authledger: administration is append-only'); END;
CREATE TRIGGER administration_is_never_deleted BEFORE DELETE ON administration
BEGIN SELECT RAISE(ABORT, 'authledger: administration is append-only'); END;
CREATE TRIGGER administration_void_is_never_updated BEFORE UPDATE ON administration_void
BEGIN SELECT RAISE(ABORT, 'authledger: administration_void is append-only'); END;
CREATE TRIGGER administration_void_is_never_deleted BEFORE DELETE ON administration_void
BEGIN SELECT RAISE(ABORT, 'authledger: administration_void is append-only'); END;
CREATE TRIGGER note_is_never_updated BEFORE UPDATE ON note
BEGIN SELECT RAISE(ABORT, 'authledger: note is append-only'); END;
CREATE TRIGGER note_is_never_deleted BEFORE DELETE ON note
BEGIN SELECT RAISE(ABORT, 'authledger: note is append-only'); END;
CREATE TRIGGER nightly_run_is_never_updated BEFORE UPDATE ON nightly_run
BEGIN SELECT RAISE(ABORT, 'authledger: nightly_run is append-only'); END;
CREATE TRIGGER nightly_run_is_never_deleted BEFORE DELETE ON nightly_run
BEGIN SELECT RAISE(ABORT, 'authledger: nightly_run is append-only'); END;
CREATE TRIGGER flag_is_never_updated BEFORE UPDATE ON flag
BEGIN SELECT RAISE(ABORT, 'authledger: flag is append-only'); END;
CREATE TRIGGER flag_is_never_deleted BEFORE DELETE ON flag
BEGIN SELECT RAISE(ABORT, 'authledger: flag is append-only'); END;
CREATE TRIGGER flag_resolution_is_never_updated BEFORE UPDATE ON flag_resolution
BEGIN SELECT RAISE(ABORT, 'authledger: flag_resolution is append-only'); END;
CREATE TRIGGER flag_resolution_is_never_deleted BEFORE DELETE ON flag_resolution
BEGIN SELECT RAISE(ABORT, 'authledger: flag_resolution is append-only'); END;
CREATE TRIGGER acknowledgement_is_never_updated BEFORE UPDATE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'authledger: acknowledgement is append-only'); END;
CREATE TRIGGER acknowledgement_is_never_deleted BEFORE DELETE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'authledger: acknowledgement is append-only'); END;
CREATE TRIGGER migration_is_never_updated BEFORE UPDATE ON migration
BEGIN SELECT RAISE(ABORT, 'authledger: migration is append-only'); END;
CREATE TRIGGER migration_is_never_deleted BEFORE DELETE ON migration
BEGIN SELECT RAISE(ABORT, 'authledger: migration is append-only'); END;
