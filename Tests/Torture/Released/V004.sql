BEGIN TRANSACTION;
CREATE TABLE acknowledgement (
  acknowledgement INTEGER PRIMARY KEY,
  flag INTEGER NOT NULL UNIQUE REFERENCES flag (flag),
  note TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "acknowledgement" VALUES(1,1,'seen',26);
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
INSERT INTO "administration" VALUES(1,1,'C-1',1,'2024-02-01',651,294,27,NULL,NULL,1,'covered',651,294,27,'2023-12-22','2024-02-01',0,980,980,NULL,NULL,16);
INSERT INTO "administration" VALUES(2,1,'C-2',1,'2024-02-14',56,14,2,NULL,NULL,2,'denied',0,0,0,'2024-01-04','2024-02-14',945,980,35,'2024-03-14','[{"code":"unit-limit","message":"945 billable units used from 2024-01-04 to 2024-02-14; 70 more would make 1015, past the limit of 980 per 42 days","citation":"II.B","hint":"35 more would still fit","from":"2024-01-04","to":"2024-02-14","days":42,"used":945,"asked":70,"limit":980,"later":[]},{"code":"vial-limit","message":"27 vials used from 2024-01-04 to 2024-02-14; 2 more would make 29, past the limit of 28 per 42 days","citation":"II.A","hint":"1 more would still fit","from":"2024-01-04","to":"2024-02-14","days":42,"used":27,"asked":2,"limit":28,"later":[]}]',17);
INSERT INTO "administration" VALUES(3,1,'C-2',2,'2024-02-14',56,14,2,NULL,NULL,2,'denied',0,0,0,'2024-01-04','2024-02-14',945,980,35,'2024-03-14','[{"code":"unit-limit","message":"945 billable units used from 2024-01-04 to 2024-02-14; 70 more would make 1015, past the limit of 980 per 42 days","citation":"II.B","hint":"35 more would still fit","from":"2024-01-04","to":"2024-02-14","days":42,"used":945,"asked":70,"limit":980,"later":[]},{"code":"vial-limit","message":"27 vials used from 2024-01-04 to 2024-02-14; 2 more would make 29, past the limit of 28 per 42 days","citation":"II.A","hint":"1 more would still fit","from":"2024-01-04","to":"2024-02-14","days":42,"used":27,"asked":2,"limit":28,"later":[]}]',18);
INSERT INTO "administration" VALUES(4,1,'C-3',1,'2024-02-15',9,0,NULL,NULL,NULL,2,'covered',9,0,0,'2024-01-05','2024-02-15',945,980,35,NULL,NULL,19);
CREATE TABLE administration_void (
  void INTEGER PRIMARY KEY,
  administration INTEGER NOT NULL UNIQUE REFERENCES administration (administration),
  reason TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "administration_void" VALUES(1,1,'wrong patient',20);
CREATE TABLE attestation (
  attestation INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (request),
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  source TEXT,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "attestation" VALUES(1,1,'b-cell-precursor','yes','chart',6);
INSERT INTO "attestation" VALUES(2,1,'single-agent','yes','chart',6);
INSERT INTO "attestation" VALUES(3,1,'live-vaccine-within-2-weeks','no','chart',6);
INSERT INTO "attestation" VALUES(4,1,'concurrent-live-vaccine','no','chart',6);
INSERT INTO "attestation" VALUES(5,1,'relapsed-or-refractory','yes','chart',6);
INSERT INTO "attestation" VALUES(6,1,'ph-status','negative','chart',6);
INSERT INTO "attestation" VALUES(7,2,'single-agent','yes',NULL,7);
INSERT INTO "attestation" VALUES(8,2,'b-cell-precursor','no',NULL,8);
INSERT INTO "attestation" VALUES(9,2,'single-agent','yes',NULL,8);
INSERT INTO "attestation" VALUES(10,2,'live-vaccine-within-2-weeks','no',NULL,8);
INSERT INTO "attestation" VALUES(11,2,'concurrent-live-vaccine','no',NULL,8);
INSERT INTO "attestation" VALUES(12,2,'relapsed-or-refractory','yes',NULL,8);
INSERT INTO "attestation" VALUES(13,2,'ph-status','negative',NULL,8);
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
INSERT INTO "authorization" VALUES(1,1,1,'rr-all','initial','2024-01-02','2024-07-29',5,0,'blinatumomab','2021-03',6);
INSERT INTO "authorization" VALUES(2,2,2,'rr-all','initial','2024-01-02','2024-07-29',5,0,'blinatumomab','2021-03',9);
CREATE TABLE authorization_change (
  change INTEGER PRIMARY KEY,
  authorization INTEGER NOT NULL REFERENCES authorization (authorization),
  kind TEXT NOT NULL CHECK (kind IN ('extended', 'terminated')),
  ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on, '+0 days')),
  reason TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "authorization_change" VALUES(1,1,'extended','2024-08-31','late start','B',21);
INSERT INTO "authorization_change" VALUES(2,2,'terminated','2024-05-31','moved','B',22);
CREATE TABLE authorization_void (
  void INTEGER PRIMARY KEY,
  authorization INTEGER NOT NULL UNIQUE REFERENCES authorization (authorization),
  reason TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
CREATE TABLE bibliography (
  bibliography_row INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "bibliography" VALUES(1,1,'Blincyto [package insert]. Thousand Oaks, CA; Amgen, March 2021. Accessed March 2021.',1);
INSERT INTO "bibliography" VALUES(2,2,'Referenced with permission from the NCCN Drugs & Biologics Compendium (NCCN Compendium®) blinatumomab. National Comprehensive Cancer Network, 2021. The NCCN Compendium® is a derivative work of the NCCN Guidelines®. NATIONAL COMPREHENSIVE CANCER NETWORK®, NCCN®, and NCCN GUIDELINES® are trademarks owned by the National Comprehensive Cancer Network, Inc. To view the most recent and complete version of the Compendium, go online to NCCN.org. Accessed March 2021.',1);
INSERT INTO "bibliography" VALUES(3,3,'Jen EY, Xu Q, Schetter A, Przepiorka D, et al. FDA Approval: Blinatumomab for Patients with B-cell Precursor Acute Lymphoblastic Leukemia in Morphologic Remission with Minimal Residual Disease. Clin Cancer Res. 2019 Jan 15;25(2):473-477. doi: 10.1158/1078-0432.CCR-18-2337. Epub 2018 Sep 25.',1);
INSERT INTO "bibliography" VALUES(4,4,'Kantarjian H, Stein A, Gökbuget N, et al. Blinatumomab versus Chemotherapy for Advanced Acute Lymphoblastic Leukemia. N Engl J Med 2017; 376:836-847. doi: 10.1056/NEJMoa1609783.',1);
INSERT INTO "bibliography" VALUES(5,5,'Martinelli G, Boissel N, Chevallier P, et al. Complete Hematologic and Molecular Response in Adult Patients With Relapsed/Refractory Philadelphia Chromosome-Positive B-Precursor Acute Lymphoblastic Leukemia Following Treatment With Blinatumomab: Results From a Phase II, Single-Arm, Multicenter Study. J Clin Oncol. 2017 Jun 1;35(16):1795-1802. doi: 10.1200/JCO.2016.69.3531. Epub 2017 Mar 29.',1);
INSERT INTO "bibliography" VALUES(6,6,'Referenced with permission from the NCCN Drugs & Biologics Compendium (NCCN Compendium®) for Pediatric Acute Lymphoblastic Leukemia 2.2021. National Comprehensive Cancer Network, 2021. The NCCN Compendium® is a derivative work of the NCCN Guidelines®. NATIONAL COMPREHENSIVE CANCER NETWORK®, NCCN®, and NCCN GUIDELINES® are trademarks owned by the National Comprehensive Cancer Network, Inc. To view the most recent and complete version of the Compendium, go online to NCCN.org. Accessed March 2021.',1);
INSERT INTO "bibliography" VALUES(7,7,'Topp MS, Gökbuget N, Stein AS, et al. Safety and activity of blinatumomab for adult patients with relapsed or refractory B-precursor acute lymphoblastic leukaemia: a multicentre, single-arm, phase 2 study. Lancet Oncol. 2015;16(1):57-66.',1);
INSERT INTO "bibliography" VALUES(8,8,'von Stackelberg A, Locatelli F, Zugmaier G, et al. Phase I/Phase II Study of Blinatumomab Oncol. 2016;34(36):4381‐4389. doi:10.1200/JCO.2016.67.3301.',1);
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
INSERT INTO "clinical_literature" VALUES(1,'Ph-negative Relapsed or Refractory ALL','Blinatumomab','1 preferred for relapsed/refractory Philadelphia-chromosome negative B-ALL','Yes (Not restrictive of Ph-status)','Phase 3 (TOWER), randomized','Standard of care: FLAG ± anthracycline-based regimen; HiDAC-based regimen; High-dose methotrexate-based regimen; Clofarabine-based regimen','OS','Relapsed or refractory disease','Treatment with blinatumomab resulted in significantly longer OS than chemotherapy','https://www.nejm.org/doi/full/10.1056/NEJMoa1609783',1);
INSERT INTO "clinical_literature" VALUES(2,'Ph-negative Relapsed or Refractory ALL','Inotuzumab ozogamicin','1 preferred for relapsed/refractory Philadelphia-chromosome negative B-ALL','Yes (Not restrictive of Ph-status)','Phase 3 (INO-VATE), randomized, open-label','Standard of care: FLAG; HiDAC-based regimen','CR and OS','Relapsed or refractory CD22-positive Ph+ or Ph-negative ALL in patients due for first or second salvage treatment. Ph+ patients were required to have failed treatment with at least 1 TKI and standard chemotherapy','Patients receiving inotuzumab ozogamicin versus standard care achieved higher response, MRD-negativity rates, and prolonged PFS and OS','https://www.nejm.org/doi/full/10.1056/NEJMoa1509277',1);
INSERT INTO "clinical_literature" VALUES(3,'Ph-negative Relapsed or Refractory ALL','Tisagenlecleucel','2A preferred for relapsed/refractory Philadelphia-chromosome negative B-ALL in patients < 26 years and with refractory disease or ≥ 2 relapses','Yes for patients up to 25 years of age with B-cell ALL that is refractory or in second or later relapse (Not restrictive of Ph-status)','Phase 2 (ELIANA), single-cohort','N/A','ORR','Relapsed or refractory disease. Excluded patients with previous anti-CD19 therapy','Tisagenlecleucel provided durable remission with long-term persistence in pediatric and young adult patients with relapsed or refractory B-cell ALL, with transient high-grade toxic effects','https://www.nejm.org/doi/full/10.1056/NEJMoa1709866',1);
INSERT INTO "clinical_literature" VALUES(4,'Ph-negative Relapsed or Refractory ALL','Other chemotherapy','2A','','','','','','','',1);
INSERT INTO "clinical_literature" VALUES(5,'Ph-positive Relapsed or Refractory ALL','Blinatumomab','2A for relapsed/refractory Philadelphia chromosome-positive TKI intolerant/refractory B-ALL','Yes (Not restrictive of Ph-status)','Phase 2 (ALCANTARA), open-label, single-arm','N/A','CR or CRh','After imatinib and at least one second-generation or later TKI','Blinatumomab demonstrated antileukemia activity in high-risk patients with Ph+ ALL who had relapsed or were refractory to TKIs','http://ascopubs.org/doi/full/10.1200/JCO.2016.69.3531',1);
INSERT INTO "clinical_literature" VALUES(6,'Ph-positive Relapsed or Refractory ALL','Inotuzumab ozogamicin','2A for relapsed/refractory Philadelphia chromosome-positive TKI intolerant/refractory B-ALL','Yes (Not restrictive of Ph-status)','Phase 3 (INO-VATE), randomized, open-label','SOC: FLAG; HiDAC-based regimen','CR and OS','Relapsed or refractory CD22-positive Ph+ or Ph-negative ALL in patients due for first or second salvage treatment. Ph+ patients were required to have failed treatment with at least 1 TKI and standard chemotherapy','Patients receiving inotuzumab ozogamicin versus standard care achieved higher response, MRD-negativity rates, and prolonged PFS and OS. However, CR was not statistically significantly higher in patients with Ph+ disease','https://www.nejm.org/doi/full/10.1056/NEJMoa1509277',1);
INSERT INTO "clinical_literature" VALUES(7,'Ph-positive Relapsed or Refractory ALL','Tisagenlecleucel','2A for relapsed/refractory Philadelphia-chromosome positive B-ALL in patients < 26 years and with refractory disease or ≥ 2 relapses','Yes for patients up to 25 years of age with B-cell ALL that is refractory or in second or later relapse (Not restrictive of Ph-status)','Phase 2 (ELIANA), single-cohort','N/A','ORR','Relapsed or refractory disease','Tisagenlecleucel provided durable remission with long-term persistence in pediatric and young adult patients with relapsed or refractory B-cell ALL, with transient high-grade toxic effects','https://www.nejm.org/doi/pdf/10.1056/NEJMoa1709866',1);
INSERT INTO "clinical_literature" VALUES(8,'Ph-positive Relapsed or Refractory ALL','Clofarabine','2A','Yes (age 1-21 years old)','Phase 2, open-label','N/A','Overall remission rate','Relapsed or refractory disease','Clofarabine is active as a single agent in pediatric patients with multiple relapsed or refractory ALL.','http://ascopubs.org/doi/full/10.1200/JCO.2005.03.8554',1);
INSERT INTO "clinical_literature" VALUES(9,'Ph-positive Relapsed or Refractory ALL','Hyper-CVAD+ dasatinib (if not used for induction)','2A','Yes','Phase 2','N/A','','Relapsed disease','HyperCVAD regimen with dasatinib is effective in patients with relapsed Ph-positive ALL and CML','https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4196860/',1);
INSERT INTO "clinical_literature" VALUES(10,'Ph-positive Relapsed or Refractory ALL','Other generic regimens','2A','','','','','','','',1);
INSERT INTO "clinical_literature" VALUES(11,'Minimal Residual Disease positive (MRD+)','Blinatumomab','2A for Ph-negative disease (No recommendation for Ph+)','Yes for first or second complete remission with minimal residual disease (MRD) greater than or equal to 0.1% (Not restrictive of Ph-status)','Phase 2 (BLAST), single-arm, open-label','N/A','Rate of complete MRD response after 1 cycle of blinatumomab','Patients in first or later CR with persistent or recurrent MRD (≥10-3) after at least 3 intensive chemotherapy treatments','Blinatumomab treatment resulted in a complete MRD response rate of 78%','https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6027091/',1);
INSERT INTO "clinical_literature" VALUES(12,'Minimal Residual Disease positive (MRD+)','Blinatumomab','2A for Ph-negative disease (No recommendation for Ph+)','Yes for first or second complete remission with minimal residual disease (MRD) greater than or equal to 0.1% (Not restrictive of Ph-status)','Phase 2','N/A','-----','Patients with MRD persistence or relapse after induction and consolidation therapy','Blinatumomab is an efficacious and well-tolerated treatment in patients with MRD-positive B-lineage ALL after intensive chemotherapy. 16 out of 21 patients became MRD negative.','https://pubmed.ncbi.nlm.nih.gov/21576633/',1);
INSERT INTO "clinical_literature" VALUES(13,'Pediatric Acute Lymphoblastic Leukemia: Consolidation therapy','Blinatumomab','2A','No','Phase 3 (COGS AALL1331), randomized','Chemotherapy (UKALLR3)','DFS','Following 1 cycle of re-induction chemotherapy (post-reinduction consolidation therapy)','For children and adolescents/young adults with high risk or intermediate risk first relapse of B-ALL blinatumomab is superior to standard therapy as post-reinduction consolidation prior to HSCT, resulting in fewer and less severe toxicities, higher rates of MRD response, greater likelihood of proceeding to HSCT and improved disease-free and overall survival.','https://ashpublications.org/blood/article/134/Supplement_2/LBA-1/428839/A-Randomized-Phase-3-Trial-of-Blinatumomab-Vs',1);
INSERT INTO "clinical_literature" VALUES(14,'Pediatric Acute Lymphoblastic Leukemia: Philadelphia Chromosome positive or negative – Relapsed or Refractory','Blinatumomab','2A','Yes','Phase 1/2, open-label','N/A','Complete remission','Relapsed or refractory disease','Blinatumomab demonstrated antileukemic activity with complete minimal residual disease response (52% of patients with complete remission within first 2 cycles) in children with relapsed/refractory BCP-ALL.','https://pubmed.ncbi.nlm.nih.gov/27998223/',1);
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
INSERT INTO "cycle" VALUES(1,1,'rr-all',1,'2024-01-02',1,NULL,NULL,11);
INSERT INTO "cycle" VALUES(2,1,'rr-all',2,'2024-02-13',1,NULL,NULL,12);
INSERT INTO "cycle" VALUES(3,1,'rr-all',3,'2024-03-20',1,'restart','B',14);
CREATE TABLE cycle_void (
  void INTEGER PRIMARY KEY,
  cycle INTEGER NOT NULL UNIQUE REFERENCES cycle (cycle),
  reason TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "cycle_void" VALUES(1,3,'wrong day',15);
CREATE TABLE decision_time (
  decision_time INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (request),
  decided_at TEXT NOT NULL CHECK (decided_at IS strftime('%Y-%m-%d %H:%M', decided_at, '+0 days')),
  due_at TEXT NOT NULL CHECK (due_at IS strftime('%Y-%m-%d %H:%M', due_at, '+0 days')),
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "decision_time" VALUES(1,1,'2024-07-01 23:59','2024-01-05 00:00',6);
INSERT INTO "decision_time" VALUES(2,2,'2024-07-01 23:59','2024-01-05 00:00',7);
INSERT INTO "decision_time" VALUES(3,2,'2024-07-01 23:59','2024-01-05 00:00',8);
INSERT INTO "decision_time" VALUES(4,2,'2024-07-01 23:59','2024-01-05 00:00',9);
INSERT INTO "decision_time" VALUES(5,3,'2024-07-01 23:59','2024-01-06 00:00',10);
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
INSERT INTO "determination" VALUES(1,1,'approved',NULL,NULL,NULL,NULL,'[]','[{"criterion":"minimum-age","text":"Patient is at least 1 month old at the start","citation":"III","status":"met","facts":["age at the start on 2024-01-02 is at least 1 month"]},{"criterion":"b-cell-precursor","text":"B-cell precursor acute lymphoblastic leukemia","citation":"III","status":"met","facts":["b-cell-precursor = yes"]},{"criterion":"single-agent","text":"Used as single agent therapy","citation":"III","status":"met","facts":["single-agent = yes"]},{"criterion":"no-live-vaccine-before","text":"No live vaccine within 2 weeks before the start of therapy","citation":"III","status":"met","facts":["live-vaccine-within-2-weeks = no"]},{"criterion":"no-concurrent-live-vaccine","text":"No live vaccine while on therapy","citation":"III","status":"met","facts":["concurrent-live-vaccine = no"]},{"criterion":"relapsed-or-refractory","text":"Relapsed or refractory disease","citation":"III","status":"met","facts":["relapsed-or-refractory = yes"]},{"criterion":"ph-positive-tki","text":"Ph-negative, or a Ph-positive patient is TKI intolerant or refractory","citation":"III","status":"met","facts":["ph-status = negative","tki-intolerant-or-refractory not answered"]}]','[]',6);
INSERT INTO "determination" VALUES(2,2,'pended',NULL,NULL,NULL,NULL,'[{"code":"information-missing","message":"not known: B-cell precursor acute lymphoblastic leukemia (b-cell-precursor not answered)","citation":"III","criterion":"b-cell-precursor"},{"code":"information-missing","message":"not known: No live vaccine within 2 weeks before the start of therapy (live-vaccine-within-2-weeks not answered)","citation":"III","criterion":"no-live-vaccine-before"},{"code":"information-missing","message":"not known: No live vaccine while on therapy (concurrent-live-vaccine not answered)","citation":"III","criterion":"no-concurrent-live-vaccine"},{"code":"information-missing","message":"not known: Relapsed or refractory disease (relapsed-or-refractory not answered)","citation":"III","criterion":"relapsed-or-refractory"},{"code":"information-missing","message":"not known: Ph-negative, or a Ph-positive patient is TKI intolerant or refractory (ph-status not answered; tki-intolerant-or-refractory not answered)","citation":"III","criterion":"ph-positive-tki"}]','[{"criterion":"minimum-age","text":"Patient is at least 1 month old at the start","citation":"III","status":"met","facts":["age at the start on 2024-01-02 is at least 1 month"]},{"criterion":"b-cell-precursor","text":"B-cell precursor acute lymphoblastic leukemia","citation":"III","status":"unknown","facts":["b-cell-precursor not answered"]},{"criterion":"single-agent","text":"Used as single agent therapy","citation":"III","status":"met","facts":["single-agent = yes"]},{"criterion":"no-live-vaccine-before","text":"No live vaccine within 2 weeks before the start of therapy","citation":"III","status":"unknown","facts":["live-vaccine-within-2-weeks not answered"]},{"criterion":"no-concurrent-live-vaccine","text":"No live vaccine while on therapy","citation":"III","status":"unknown","facts":["concurrent-live-vaccine not answered"]},{"criterion":"relapsed-or-refractory","text":"Relapsed or refractory disease","citation":"III","status":"unknown","facts":["relapsed-or-refractory not answered"]},{"criterion":"ph-positive-tki","text":"Ph-negative, or a Ph-positive patient is TKI intolerant or refractory","citation":"III","status":"unknown","facts":["ph-status not answered","tki-intolerant-or-refractory not answered"]}]','["b-cell-precursor","live-vaccine-within-2-weeks","concurrent-live-vaccine","relapsed-or-refractory","ph-status"]',7);
INSERT INTO "determination" VALUES(3,2,'referred',NULL,NULL,NULL,NULL,'[{"code":"criterion-not-met","message":"not met: B-cell precursor acute lymphoblastic leukemia (b-cell-precursor = no)","citation":"III","criterion":"b-cell-precursor"}]','[{"criterion":"minimum-age","text":"Patient is at least 1 month old at the start","citation":"III","status":"met","facts":["age at the start on 2024-01-02 is at least 1 month"]},{"criterion":"b-cell-precursor","text":"B-cell precursor acute lymphoblastic leukemia","citation":"III","status":"not-met","facts":["b-cell-precursor = no"]},{"criterion":"single-agent","text":"Used as single agent therapy","citation":"III","status":"met","facts":["single-agent = yes"]},{"criterion":"no-live-vaccine-before","text":"No live vaccine within 2 weeks before the start of therapy","citation":"III","status":"met","facts":["live-vaccine-within-2-weeks = no"]},{"criterion":"no-concurrent-live-vaccine","text":"No live vaccine while on therapy","citation":"III","status":"met","facts":["concurrent-live-vaccine = no"]},{"criterion":"relapsed-or-refractory","text":"Relapsed or refractory disease","citation":"III","status":"met","facts":["relapsed-or-refractory = yes"]},{"criterion":"ph-positive-tki","text":"Ph-negative, or a Ph-positive patient is TKI intolerant or refractory","citation":"III","status":"met","facts":["ph-status = negative","tki-intolerant-or-refractory not answered"]}]','[]',8);
INSERT INTO "determination" VALUES(4,2,'approved','exception','A. Reviewer','MD','seen','[]','[{"criterion":"minimum-age","text":"Patient is at least 1 month old at the start","citation":"III","status":"met","facts":["age at the start on 2024-01-02 is at least 1 month"]},{"criterion":"b-cell-precursor","text":"B-cell precursor acute lymphoblastic leukemia","citation":"III","status":"not-met","facts":["b-cell-precursor = no"]},{"criterion":"single-agent","text":"Used as single agent therapy","citation":"III","status":"met","facts":["single-agent = yes"]},{"criterion":"no-live-vaccine-before","text":"No live vaccine within 2 weeks before the start of therapy","citation":"III","status":"met","facts":["live-vaccine-within-2-weeks = no"]},{"criterion":"no-concurrent-live-vaccine","text":"No live vaccine while on therapy","citation":"III","status":"met","facts":["concurrent-live-vaccine = no"]},{"criterion":"relapsed-or-refractory","text":"Relapsed or refractory disease","citation":"III","status":"met","facts":["relapsed-or-refractory = yes"]},{"criterion":"ph-positive-tki","text":"Ph-negative, or a Ph-positive patient is TKI intolerant or refractory","citation":"III","status":"met","facts":["ph-status = negative","tki-intolerant-or-refractory not answered"]}]','[]',9);
INSERT INTO "determination" VALUES(5,3,'denied','administrative',NULL,NULL,NULL,'[{"code":"diagnosis-not-covered","message":"diagnosis C34.1 is not among the covered codes","citation":"Appendix 1","hint":"see `policy show blinatumomab --section diagnoses`, or appeal with `intake --appeals`","diagnosis":"C34.1"},{"code":"information-missing","message":"not known: B-cell precursor acute lymphoblastic leukemia (b-cell-precursor not answered)","citation":"III","criterion":"b-cell-precursor"},{"code":"information-missing","message":"not known: Used as single agent therapy (single-agent not answered)","citation":"III","criterion":"single-agent"},{"code":"information-missing","message":"not known: No live vaccine within 2 weeks before the start of therapy (live-vaccine-within-2-weeks not answered)","citation":"III","criterion":"no-live-vaccine-before"},{"code":"information-missing","message":"not known: No live vaccine while on therapy (concurrent-live-vaccine not answered)","citation":"III","criterion":"no-concurrent-live-vaccine"},{"code":"information-missing","message":"not known: MRD of at least 0.1 % by flow cytometry or PCR after a complete response, or MRD+ after consolidation (complete-response not answered; mrd-percent not answered; mrd-method not answered; mrd-after-consolidation not answered)","citation":"III","criterion":"mrd-positive"}]','[{"criterion":"minimum-age","text":"Patient is at least 1 month old at the start","citation":"III","status":"met","facts":["age at the start on 2024-01-03 is at least 1 month"]},{"criterion":"b-cell-precursor","text":"B-cell precursor acute lymphoblastic leukemia","citation":"III","status":"unknown","facts":["b-cell-precursor not answered"]},{"criterion":"single-agent","text":"Used as single agent therapy","citation":"III","status":"unknown","facts":["single-agent not answered"]},{"criterion":"no-live-vaccine-before","text":"No live vaccine within 2 weeks before the start of therapy","citation":"III","status":"unknown","facts":["live-vaccine-within-2-weeks not answered"]},{"criterion":"no-concurrent-live-vaccine","text":"No live vaccine while on therapy","citation":"III","status":"unknown","facts":["concurrent-live-vaccine not answered"]},{"criterion":"mrd-positive","text":"MRD of at least 0.1 % by flow cytometry or PCR after a complete response, or MRD+ after consolidation","citation":"III","status":"unknown","facts":["complete-response not answered","mrd-percent not answered","mrd-method not answered","mrd-after-consolidation not answered"]}]','[]',10);
CREATE TABLE flag (
  flag INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
  patient INTEGER NOT NULL REFERENCES patient (patient),
  message TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "flag" VALUES(1,'cycle-overdue','A-000001','2024-03-26',1,'cycle 3 could have started on 2024-03-26',24);
INSERT INTO "flag" VALUES(2,'expired','A-000002','2024-05-31',2,'ended on 2024-05-31 with 5 granted cycles unused',24);
INSERT INTO "flag" VALUES(3,'expiring','A-000001','2024-08-31',1,'ends on 2024-08-31; 3 granted cycles left; a renewal is ruled out: 2 cycles used; all 5 cycles before continued therapy come first',25);
INSERT INTO "flag" VALUES(4,'coverage-too-short','A-000001','2024-08-31',1,'cycle 3 from 2024-08-15 would dose until 2024-09-11, 11 days past the end of coverage',25);
CREATE TABLE flag_resolution (
  resolution INTEGER PRIMARY KEY,
  flag INTEGER NOT NULL UNIQUE REFERENCES flag (flag),
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
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
INSERT INTO "journal" VALUES(1,'2026-11-24T14:05:58.895Z','root',NULL,'init','ledger','2026-11-24',NULL,X'4E8670319AB6618FF420B8480A9F45FE3737871FD74C3F2E2CDED246E0AFC1B6');
INSERT INTO "journal" VALUES(2,'2026-11-24T14:05:59.272Z','root',NULL,'patient.add','P-1','2024-07-01',NULL,X'39E54730F805550A8D04036B314267AF4790A5000826871C97CDF31EB5CBFB3D');
INSERT INTO "journal" VALUES(3,'2026-11-24T14:05:59.272Z','root',NULL,'patient.add','P-2','2024-07-01',NULL,X'EC95C5E23C19D440A286DC4B7490EEFE0DFB22E216E28A201C2E2E4A58C48B8A');
INSERT INTO "journal" VALUES(4,'2026-11-24T14:05:59.272Z','root',NULL,'patient.correct','P-2','2024-07-01',NULL,X'8489567B469DF3DF99A21DBBA5222B6F45C90DA38E94815DD77EEB48410396DB');
INSERT INTO "journal" VALUES(5,'2026-11-24T14:05:59.272Z','root',NULL,'patient.measure','P-1','2024-07-01',NULL,X'A1F3CF1A0B3091A1D1554EB5C7430F4DB28B9F771D8CDF0081119EB15654BBBC');
INSERT INTO "journal" VALUES(6,'2026-11-24T14:05:59.272Z','root',NULL,'intake','R-000001','2024-07-01',NULL,X'EE1F6C9EAF5A6D6C1EF99922287EF8F0C16E0EA67B6D469AB91F055BEF49D5E2');
INSERT INTO "journal" VALUES(7,'2026-11-24T14:05:59.272Z','root',NULL,'intake','R-000002','2024-07-01',NULL,X'C92AC08B56F8030CA527E14F8FD7B58B0D0099720FFCDDE23A312AFC7150892D');
INSERT INTO "journal" VALUES(8,'2026-11-24T14:05:59.272Z','root',NULL,'answer','R-000002','2024-07-01',NULL,X'08ECE404335EC8CB466356CE6724A4CB8F9E74298C2E29A52F3CC1584D480553');
INSERT INTO "journal" VALUES(9,'2026-11-24T14:05:59.272Z','root',NULL,'decide','R-000002','2024-07-01',NULL,X'C94B5F48711232FE69E711E296EA974D2A2C504ACFB895ADF48E6EB38E56B349');
INSERT INTO "journal" VALUES(10,'2026-11-24T14:05:59.272Z','root',NULL,'intake','R-000003','2024-07-01',NULL,X'274F8A4DC14753F7A34F9370E9C5DEA66FA94B79BD71E3DC339EA49224015E33');
INSERT INTO "journal" VALUES(11,'2026-11-24T14:05:59.272Z','root',NULL,'cycle.start','P-1 rr-all cycle 1','2024-07-01',NULL,X'3B2A045678835BB27CB8EC3D4ED2B319960FC65D245A67EBAA932F7E41705959');
INSERT INTO "journal" VALUES(12,'2026-11-24T14:05:59.272Z','root',NULL,'cycle.start','P-1 rr-all cycle 2','2024-07-01',NULL,X'A25E4C988DEC1C92D60FC10898ADD2DC2594C1242C77E61BF4D1F00A7FC98445');
INSERT INTO "journal" VALUES(13,'2026-11-24T14:05:59.272Z','root',NULL,'cycle.start','P-1 rr-all cycle 3','2024-07-01','[{"code":"cycle-too-early","message":"cycle 2 began on 2024-02-13 and lasts 42 days; the next may start on 2024-03-26, 25 days after 2024-03-01","citation":"V","hint":"start on 2024-03-26, or give --exception and --approved-by for a restart after an interruption","earliest":"2024-03-26"}]',X'1C50104194145D92899B4D79DC9A8EC4BB12E6252FC16C77ED992D6EB5A29E9C');
INSERT INTO "journal" VALUES(14,'2026-11-24T14:05:59.272Z','root',NULL,'cycle.start','P-1 rr-all cycle 3','2024-07-01',NULL,X'229CF583BE2C09B5EAE5F7F5111F49FA0711874CE1EF47B7379C2CD69F52C4BF');
INSERT INTO "journal" VALUES(15,'2026-11-24T14:05:59.272Z','root',NULL,'cycle.void','P-1 rr-all cycle 3','2024-07-01',NULL,X'69462E019D4E8482F1734AEDA956FA5415E407351E85BBB7F982C287D3FF5F5B');
INSERT INTO "journal" VALUES(16,'2026-11-24T14:05:59.272Z','root',NULL,'administer','C-1','2024-07-01',NULL,X'E3C347178633A1B94A009E3A76BD465114D53D766E2DAC65223C44D8114E5F59');
INSERT INTO "journal" VALUES(17,'2026-11-24T14:05:59.272Z','root',NULL,'administer','C-2','2024-07-01',NULL,X'1904BACD518960E5BE7A7C429F9929482E392436E737A518D08EBFF82D77570E');
INSERT INTO "journal" VALUES(18,'2026-11-24T14:05:59.272Z','root',NULL,'administer','C-2','2024-07-01',NULL,X'AADC7AFD27668E48AE7087FAEAF98DDF1E0699ECAE41CF2DB612CA2627A7F756');
INSERT INTO "journal" VALUES(19,'2026-11-24T14:05:59.272Z','root',NULL,'administer','C-3','2024-07-01',NULL,X'117B30E720BD267D7EC7E4F9CDD9F63B2AD22045371500566F9FBD808D2147AC');
INSERT INTO "journal" VALUES(20,'2026-11-24T14:05:59.272Z','root',NULL,'void','C-1','2024-07-01',NULL,X'A34DC0EB9BD44ACBA9ADA69BA6E7355CEA3C2246F1F27F9A33230DA5028A5422');
INSERT INTO "journal" VALUES(21,'2026-11-24T14:05:59.272Z','root',NULL,'authorization.extend','A-000001','2024-07-01',NULL,X'97F0C31954DD0C92E41047AF9B5C30C368F213E7B7E481CC655B7FB73592EE57');
INSERT INTO "journal" VALUES(22,'2026-11-24T14:05:59.272Z','root',NULL,'authorization.terminate','A-000002','2024-07-01',NULL,X'527517635E95122D49A1C9F8D6A3A85ECFC25BFA2FC0A0E9F0D2FB1B6BEA5467');
INSERT INTO "journal" VALUES(23,'2026-11-24T14:05:59.272Z','root',NULL,'note','R-000002','2024-07-01',NULL,X'D166522C0A30F721B84E0B3790CCA6285B0DF4F2C7AE81734222C8E3792C2E1F');
INSERT INTO "journal" VALUES(24,'2026-11-24T14:05:59.620Z','root',NULL,'nightly','2024-07-01','2024-07-01',NULL,X'AC8745D310289D4C17F28DD35063EFB0A399960E952DF853F1CDD6170309B5BD');
INSERT INTO "journal" VALUES(25,'2026-11-24T14:05:59.787Z','root',NULL,'nightly','2024-08-15','2024-08-15',NULL,X'5B15CAB3BE026496A8A0C74B820BD03945EFF45D8BEEBCEA6FBFDCE4CD5406E1');
INSERT INTO "journal" VALUES(26,'2026-11-24T14:06:00.299Z','root',NULL,'acknowledge','F-000001','2026-11-24',NULL,X'B07FA3D90E746F906A43CFB05F37AC764A9A3F655B4B1D6D783BC8C86CA5FBE8');
CREATE TABLE measurement (
  measurement INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (patient),
  measured_on TEXT NOT NULL CHECK (measured_on IS date(measured_on, '+0 days')),
  weight_kg TEXT,
  height_cm TEXT,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "measurement" VALUES(1,1,'2024-01-01','61.5','170',5);
CREATE TABLE medicare_jurisdiction (
  jurisdiction_row INTEGER PRIMARY KEY,
  jurisdiction TEXT NOT NULL,
  area TEXT NOT NULL,
  states TEXT NOT NULL,
  contractor TEXT NOT NULL,
  note TEXT,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "medicare_jurisdiction" VALUES(1,'E (1)','CA, HI, NV, AS, GU, CNMI','CA HI NV AS GU CNMI','Noridian Healthcare Solutions, LLC',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(2,'F (2 & 3)','AK, WA, OR, ID, ND, SD, MT, WY, UT, AZ','AK WA OR ID ND SD MT WY UT AZ','Noridian Healthcare Solutions, LLC',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(3,'5','KS, NE, IA, MO','KS NE IA MO','Wisconsin Physicians Service Insurance Corp (WPS)',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(4,'6','MN, WI, IL','MN WI IL','National Government Services, Inc. (NGS)',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(5,'H (4 & 7)','LA, AR, MS, TX, OK, CO, NM','LA AR MS TX OK CO NM','Novitas Solutions, Inc.',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(6,'8','MI, IN','MI IN','Wisconsin Physicians Service Insurance Corp (WPS)',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(7,'N (9)','FL, PR, VI','FL PR VI','First Coast Service Options, Inc.',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(8,'J (10)','TN, GA, AL','TN GA AL','Palmetto GBA, LLC',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(9,'M (11)','NC, SC, WV, VA (excluding below)','NC SC WV VA','Palmetto GBA, LLC','VA excluding Arlington & Fairfax counties and the city of Alexandria, which L (12) includes',1);
INSERT INTO "medicare_jurisdiction" VALUES(10,'L (12)','DE, MD, PA, NJ, DC (includes Arlington & Fairfax counties and the city of Alexandria in VA)','DE MD PA NJ DC','Novitas Solutions, Inc.','includes Arlington & Fairfax counties and the city of Alexandria in VA; the rest of VA is in M (11)',1);
INSERT INTO "medicare_jurisdiction" VALUES(11,'K (13 & 14)','NY, CT, MA, RI, VT, ME, NH','NY CT MA RI VT ME NH','National Government Services, Inc. (NGS)',NULL,1);
INSERT INTO "medicare_jurisdiction" VALUES(12,'15','KY, OH','KY OH','CGS Administrators, LLC',NULL,1);
CREATE TABLE migration (
  migration INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  applied_at TEXT NOT NULL
) STRICT;
INSERT INTO "migration" VALUES(1,'V001_facts',X'B2FC17F808E01FD1961199020094440EF27F9C4AD4BDA1EB52B973E6E6224DBE','2026-11-24T14:05:58.665Z');
INSERT INTO "migration" VALUES(2,'V002_audit_views',X'B395BEAECC6C5A6C1B952AED2A9D8A75FD763E74B6AE4EBF4EABBB74198DA4F3','2026-11-24T14:05:58.665Z');
INSERT INTO "migration" VALUES(3,'V003_nightly_indexes',X'C0B221A73E24AA70F3D33AEF7C75392D7D088B5988204839A9C95834097F0C0D','2026-11-24T14:05:58.665Z');
INSERT INTO "migration" VALUES(4,'V004_decision_times',X'185C27A9B556EDE21EEF94491590F89404642418E101A2A8232F90456A893B49','2026-11-24T14:05:58.665Z');
CREATE TABLE nightly_run (
  run INTEGER PRIMARY KEY,
  today TEXT NOT NULL UNIQUE CHECK (today IS date(today, '+0 days')),
  within_days INTEGER NOT NULL,
  raised INTEGER NOT NULL,
  resolved INTEGER NOT NULL,
  open INTEGER NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "nightly_run" VALUES(1,'2024-07-01',30,2,0,2,24);
INSERT INTO "nightly_run" VALUES(2,'2024-08-15',30,2,0,4,25);
CREATE TABLE note (
  note INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  patient INTEGER NOT NULL REFERENCES patient (patient),
  kind TEXT NOT NULL CHECK (kind IN ('notice-member', 'notice-provider', 'outreach')),
  noted_at TEXT NOT NULL,
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "note" VALUES(1,'R-000002',2,'outreach','2024-01-03T15:00:00.000Z','left a message',23);
CREATE TABLE patient (
  patient INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "patient" VALUES(1,2);
INSERT INTO "patient" VALUES(2,3);
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
INSERT INTO "patient_identity" VALUES(1,1,'M-1','Test Patient','1980-01-01',NULL,X'37ED0B755D5A28D55F4745251FC429BB',X'4538DB5081F6DFC7A491BA78697D281129806D9F57AF77F5A58A627AEC0E0F7D',2);
INSERT INTO "patient_identity" VALUES(2,2,'M-2','Test Patient','2000-02-29',NULL,X'84250BA822295567C66C3835627EAC9E',X'DF3FA71D49FEED7D482671DEE23965C4EBA59B82A02D3004898FF749FE25E07B',3);
INSERT INTO "patient_identity" VALUES(3,2,'M-2','Test Person','2000-02-29','spelling',X'0F1D284CCBDF4C9CFE195D02DDA56C83',X'936EC9C826491A581F73CC0D6D27A978A931C02536F87C1C64A2400F51E6A90E',4);
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
INSERT INTO "policy" VALUES(1,'blinatumomab','2021-03','2021-03-01','# Blinatumomab (Blincyto), policy of March 2021. Citations name the sections of the policy text.
policy: blinatumomab
version: "2021-03"
effective: 2021-03-01
title: Blincyto (blinatumomab) coverage policy
drug: blinatumomab (Blincyto)
source: Blincyto medical benefit drug policy, March 2021

billing:
  citation: VI
  codes:
    - code: J9039
      system: HCPCS
      measure: mcg
      per_unit: 1
      text: Injection, blinatumomab, 1 microgram; 1 billable unit = 1 microgram
  products:
    - ndc: 55513-0160
      billed_as: J9039
      measure: mcg
      per_vial: 35
      text: Blincyto 35 mcg single-use powder for injection (55513-0160-xx)

diagnoses:
  citation: Appendix 1
  codes:
    - {code: C83.50, text: "Lymphoblastic (diffuse) lymphoma, unspecified site"}
    - {code: C83.51, text: "Lymphoblastic (diffuse) lymphoma, lymph nodes of head, face, and neck"}
    - {code: C83.52, text: "Lymphoblastic (diffuse) lymphoma, intrathoracic lymph nodes"}
    - {code: C83.53, text: "Lymphoblastic (diffuse) lymphoma, intra-abdominal lymph nodes"}
    - {code: C83.54, text: "Lymphoblastic (diffuse) lymphoma, lymph nodes of axilla and upper limb"}
    - {code: C83.55, text: "Lymphoblastic (diffuse) lymphoma, lymph nodes of inguinal region and lower limb"}
    - {code: C83.56, text: "Lymphoblastic (diffuse) lymphoma, intrapelvic lymph nodes"}
    - {code: C83.57, text: "Lymphoblastic (diffuse) lymphoma, spleen"}
    - {code: C83.58, text: "Lymphoblastic (diffuse) lymphoma, lymph nodes of multiple sites"}
    - {code: C83.59, text: "Lymphoblastic (diffuse) lymphoma, extranodal and solid organ sites"}
    - {code: C91.00, text: "Acute lymphoblastic leukemia not having achieved remission"}
    - {code: C91.01, text: "Acute lymphoblastic leukemia, in remission"}
    - {code: C91.02, text: "Acute lymphoblastic leukemia, in relapse"}

questions:
  - key: b-cell-precursor
    type: yes-no
    text: Is the disease B-cell precursor acute lymphoblastic leukemia?
  - key: single-agent
    type: yes-no
    text: Is the drug used as single agent therapy?
  - key: live-vaccine-within-2-weeks
    type: yes-no
    text: Did the patient receive a live vaccine within 2 weeks before the start of therapy?
  - key: concurrent-live-vaccine
    type: yes-no
    text: Will the patient receive a live vaccine while on therapy?
  - key: relapsed-or-refractory
    type: yes-no
    text: Is the disease relapsed or refractory?
  - key: ph-status
    type: choice
    values: [positive, negative]
    text: Is the disease Philadelphia chromosome (Ph) positive or negative?
  - key: tki-intolerant-or-refractory
    type: yes-no
    text: Is the patient intolerant of, or refractory to, tyrosine kinase inhibitors (TKI)?
  - key: complete-response
    type: yes-no
    text: Did induction therapy bring a complete response or remission?
  - key: mrd-percent
    type: decimal
    unit: "%"
    least: "0"
    most: "100"
    text: How many percent of cells are leukemic (minimal residual disease, MRD)?
  - key: mrd-method
    type: choice
    values: [flow-cytometry, pcr, other]
    text: How was MRD measured?
  - key: mrd-after-consolidation
    type: yes-no
    text: Is the patient MRD+ after consolidation therapy?
  - key: unacceptable-toxicity
    type: yes-no
    text: Is there unacceptable toxicity from the drug?
    note: >-
      Examples are cytokine release syndrome (CRS), neurological toxicities, serious infections, pancreatitis, tumor
      lysis syndrome, neutropenia or febrile neutropenia, elevated liver enzymes and leukoencephalopathy.
  - key: disease-response
    type: choice
    values: [response, stable, progression]
    text: How does the disease answer to treatment?
  - key: response-assay
    type: choice
    values: [cbc, marrow-cytogenetics, qpcr, fish, other]
    text: By which assay was the response seen?

# Asked of every indication. `asked` says when: at an initial request, at a continued one (a renewal), or both.
criteria:
  - key: minimum-age
    text: Patient is at least 1 month old at the start
    citation: III
    asked: [initial, continued]
    require: {age: {at_least: 1 month}}
  - key: b-cell-precursor
    text: B-cell precursor acute lymphoblastic leukemia
    citation: III
    asked: [initial]
    require: {question: b-cell-precursor, is: "yes"}
  - key: single-agent
    text: Used as single agent therapy
    citation: III
    asked: [initial, continued]
    require: {question: single-agent, is: "yes"}
  - key: no-live-vaccine-before
    text: No live vaccine within 2 weeks before the start of therapy
    citation: III
    asked: [initial]
    require: {question: live-vaccine-within-2-weeks, is: "no"}
  - key: no-concurrent-live-vaccine
    text: No live vaccine while on therapy
    citation: III
    asked: [initial, continued]
    require: {question: concurrent-live-vaccine, is: "no"}
  - key: no-unacceptable-toxicity
    text: Absence of unacceptable toxicity from the drug
    citation: IV
    asked: [continued]
    require: {question: unacceptable-toxicity, is: "no"}
  - key: response-or-stable
    text: Treatment response or stabilization of disease
    citation: IV
    asked: [continued]
    require: {question: disease-response, one_of: [response, stable]}
  - key: response-assay
    text: Response indicated by CBC, marrow cytogenetics, QPCR or FISH
    citation: IV
    asked: [continued]
    require: {question: response-assay, one_of: [cbc, marrow-cytogenetics, qpcr, fish]}

indications:
  - key: rr-all
    name: relapsed or refractory B-ALL
    text: Relapsed or refractory B-cell precursor acute lymphoblastic leukemia
    support: [fda-approved, orphan-drug]
    citation: I
    phases:
      - {name: induction, cycles: 1-2, coverage: initial}
      - {name: consolidation, cycles: 3-5, coverage: initial}
      - {name: continued, cycles: 6-9, coverage: continued}
    cycle_days:
      - {cycles: 1-5, days: 42, citation: V}
      - {cycles: 6-9, days: 84, citation: V}
    caps:
      total: {cycles: 9, citation: "IV, V"}
      continued: {cycles: 4, citation: IV}
    initial: {weeks: 30, cycles: 5, citation: I}
    continued: {weeks: 24, cycles: 2, times: 2, citation: I}
    limits:
      - {code: J9039, cycles: 1-5, most: 980, days: 42, basis: rolling, citation: II.B}
      - {code: J9039, cycles: 6-9, most: 980, days: 84, basis: rolling, citation: II.B}
      - {ndc: 55513-0160, cycles: 1-9, most: 28, days: 42, basis: rolling, citation: II.A}
    criteria:
      - key: relapsed-or-refractory
        text: Relapsed or refractory disease
        citation: III
        asked: [initial]
        require: {question: relapsed-or-refractory, is: "yes"}
      - key: ph-positive-tki
        text: Ph-negative, or a Ph-positive patient is TKI intolerant or refractory
        citation: III
        asked: [initial]
        require:
          any:
            - {question: ph-status, is: negative}
            - {question: tki-intolerant-or-refractory, is: "yes"}
    dosing:
      citation: V
      note: Up to 9 total cycles of therapy.
      schedules:
        - weight: {at_least_kg: "45"}
          cycles:
            - {cycles: 1, steps: [{days: 7, dose: "9"}, {days: 21, dose: "28"}]}
            - {cycles: 2-9, steps: [{days: 28, dose: "28"}]}
        - weight: {under_kg: "45"}
          cycles:
            - {cycles: 1, steps: [{days: 7, dose_per_m2: "5", at_most: "9"}, {days: 21, dose_per_m2: "15", at_most: "28"}]}
            - {cycles: 2-9, steps: [{days: 28, dose_per_m2: "15", at_most: "28"}]}

  - key: mrd-all
    name: MRD+ B-ALL
    text: Minimal residual disease positive (MRD+) B-cell precursor acute lymphoblastic leukemia
    note: >-
      Used as consolidation therapy in patients with MRD+ disease following a complete response or remission to
      induction therapy, or in patients with MRD+ after consolidation therapy (compendium).
    support: [fda-approved, orphan-drug, compendium]
    citation: I
    phases:
      - {name: induction, cycles: 1, coverage: initial}
      - {name: consolidation, cycles: 2-4, coverage: initial}
    cycle_days:
      - {cycles: 1-4, days: 42, citation: V}
    caps:
      total: {cycles: 4, citation: V}
    initial: {weeks: 24, cycles: 4, citation: I}
    continued: {renewable: false, citation: "I, IV"}
    limits:
      - {code: J9039, cycles: 1-4, most: 980, days: 42, basis: rolling, citation: II.B}
      - {ndc: 55513-0160, cycles: 1-4, most: 28, days: 42, basis: rolling, citation: II.A}
    criteria:
      - key: mrd-positive
        text: MRD of at least 0.1 % by flow cytometry or PCR after a complete response, or MRD+ after consolidation
        citation: III
        asked: [initial]
        require:
          any:
            - all:
                - {question: complete-response, is: "yes", support: [fda-approved, orphan-drug]}
                - {question: mrd-percent, at_least: "0.1"}
                - {question: mrd-method, one_of: [flow-cytometry, pcr]}
            - {question: mrd-after-consolidation, is: "yes", support: [compendium]}
    dosing:
      citation: V
      note: Up to 4 total cycles of therapy.
      schedules:
        - weight: {at_least_kg: "45"}
          cycles:
            - {cycles: 1-4, steps: [{days: 28, dose: "28"}]}
        - weight: {under_kg: "45"}
          cycles:
            - {cycles: 1-4, steps: [{days: 28, dose_per_m2: "15", at_most: "28"}]}

notes:
  - citation: III
    text: >-
      Preferred therapies and recommendations follow a review of clinical evidence, of which the NCCN category of
      recommendation is a part. Regimens with the same NCCN categorization are considered therapeutically equivalent.
  - citation: IV
    text: >-
      A renewal asks again for the universal and other relevant criteria of section III, such as concomitant therapy and
      performance status, but not for prerequisite therapy.
  - citation: VII
    text: The policy''s references are listed by `policy show --section references`.
',X'04EA477BEA88D478F536947EDA29DFCEACA361EBE1C43FEFBA791BC70CB6BDDE','{"policy":"blinatumomab","version":"2021-03","effective":"2021-03-01","title":"Blincyto (blinatumomab) coverage policy","drug":"blinatumomab (Blincyto)","source":"Blincyto medical benefit drug policy, March 2021","billing":{"citation":"VI","codes":[{"code":"J9039","system":"HCPCS","measure":"mcg","per_unit":"1","text":"Injection, blinatumomab, 1 microgram; 1 billable unit = 1 microgram"}],"products":[{"ndc":"55513-0160","billed_as":"J9039","measure":"mcg","per_vial":"35","text":"Blincyto 35 mcg single-use powder for injection (55513-0160-xx)"}]},"diagnoses":{"citation":"Appendix 1","codes":[{"code":"C83.50","text":"Lymphoblastic (diffuse) lymphoma, unspecified site"},{"code":"C83.51","text":"Lymphoblastic (diffuse) lymphoma, lymph nodes of head, face, and neck"},{"code":"C83.52","text":"Lymphoblastic (diffuse) lymphoma, intrathoracic lymph nodes"},{"code":"C83.53","text":"Lymphoblastic (diffuse) lymphoma, intra-abdominal lymph nodes"},{"code":"C83.54","text":"Lymphoblastic (diffuse) lymphoma, lymph nodes of axilla and upper limb"},{"code":"C83.55","text":"Lymphoblastic (diffuse) lymphoma, lymph nodes of inguinal region and lower limb"},{"code":"C83.56","text":"Lymphoblastic (diffuse) lymphoma, intrapelvic lymph nodes"},{"code":"C83.57","text":"Lymphoblastic (diffuse) lymphoma, spleen"},{"code":"C83.58","text":"Lymphoblastic (diffuse) lymphoma, lymph nodes of multiple sites"},{"code":"C83.59","text":"Lymphoblastic (diffuse) lymphoma, extranodal and solid organ sites"},{"code":"C91.00","text":"Acute lymphoblastic leukemia not having achieved remission"},{"code":"C91.01","text":"Acute lymphoblastic leukemia, in remission"},{"code":"C91.02","text":"Acute lymphoblastic leukemia, in relapse"}]},"questions":[{"key":"b-cell-precursor","type":"yes-no","text":"Is the disease B-cell precursor acute lymphoblastic leukemia?"},{"key":"single-agent","type":"yes-no","text":"Is the drug used as single agent therapy?"},{"key":"live-vaccine-within-2-weeks","type":"yes-no","text":"Did the patient receive a live vaccine within 2 weeks before the start of therapy?"},{"key":"concurrent-live-vaccine","type":"yes-no","text":"Will the patient receive a live vaccine while on therapy?"},{"key":"relapsed-or-refractory","type":"yes-no","text":"Is the disease relapsed or refractory?"},{"key":"ph-status","type":"choice","values":["positive","negative"],"text":"Is the disease Philadelphia chromosome (Ph) positive or negative?"},{"key":"tki-intolerant-or-refractory","type":"yes-no","text":"Is the patient intolerant of, or refractory to, tyrosine kinase inhibitors (TKI)?"},{"key":"complete-response","type":"yes-no","text":"Did induction therapy bring a complete response or remission?"},{"key":"mrd-percent","type":"decimal","unit":"%","least":"0","most":"100","text":"How many percent of cells are leukemic (minimal residual disease, MRD)?"},{"key":"mrd-method","type":"choice","values":["flow-cytometry","pcr","other"],"text":"How was MRD measured?"},{"key":"mrd-after-consolidation","type":"yes-no","text":"Is the patient MRD+ after consolidation therapy?"},{"key":"unacceptable-toxicity","type":"yes-no","text":"Is there unacceptable toxicity from the drug?","note":"Examples are cytokine release syndrome (CRS), neurological toxicities, serious infections, pancreatitis, tumor lysis syndrome, neutropenia or febrile neutropenia, elevated liver enzymes and leukoencephalopathy."},{"key":"disease-response","type":"choice","values":["response","stable","progression"],"text":"How does the disease answer to treatment?"},{"key":"response-assay","type":"choice","values":["cbc","marrow-cytogenetics","qpcr","fish","other"],"text":"By which assay was the response seen?"}],"criteria":[{"key":"minimum-age","text":"Patient is at least 1 month old at the start","citation":"III","asked":["initial","continued"],"require":{"age":{"at_least":"1 month"}}},{"key":"b-cell-precursor","text":"B-cell precursor acute lymphoblastic leukemia","citation":"III","asked":["initial"],"require":{"question":"b-cell-precursor","is":"yes"}},{"key":"single-agent","text":"Used as single agent therapy","citation":"III","asked":["initial","continued"],"require":{"question":"single-agent","is":"yes"}},{"key":"no-live-vaccine-before","text":"No live vaccine within 2 weeks before the start of therapy","citation":"III","asked":["initial"],"require":{"question":"live-vaccine-within-2-weeks","is":"no"}},{"key":"no-concurrent-live-vaccine","text":"No live vaccine while on therapy","citation":"III","asked":["initial","continued"],"require":{"question":"concurrent-live-vaccine","is":"no"}},{"key":"no-unacceptable-toxicity","text":"Absence of unacceptable toxicity from the drug","citation":"IV","asked":["continued"],"require":{"question":"unacceptable-toxicity","is":"no"}},{"key":"response-or-stable","text":"Treatment response or stabilization of disease","citation":"IV","asked":["continued"],"require":{"question":"disease-response","one_of":["response","stable"]}},{"key":"response-assay","text":"Response indicated by CBC, marrow cytogenetics, QPCR or FISH","citation":"IV","asked":["continued"],"require":{"question":"response-assay","one_of":["cbc","marrow-cytogenetics","qpcr","fish"]}}],"indications":[{"key":"rr-all","name":"relapsed or refractory B-ALL","text":"Relapsed or refractory B-cell precursor acute lymphoblastic leukemia","support":["fda-approved","orphan-drug"],"citation":"I","phases":[{"name":"induction","cycles":"1-2","coverage":"initial"},{"name":"consolidation","cycles":"3-5","coverage":"initial"},{"name":"continued","cycles":"6-9","coverage":"continued"}],"cycle_days":[{"cycles":"1-5","days":"42","citation":"V"},{"cycles":"6-9","days":"84","citation":"V"}],"caps":{"total":{"cycles":"9","citation":"IV, V"},"continued":{"cycles":"4","citation":"IV"}},"initial":{"weeks":"30","cycles":"5","citation":"I"},"continued":{"weeks":"24","cycles":"2","times":"2","citation":"I"},"limits":[{"code":"J9039","cycles":"1-5","most":"980","days":"42","basis":"rolling","citation":"II.B"},{"code":"J9039","cycles":"6-9","most":"980","days":"84","basis":"rolling","citation":"II.B"},{"ndc":"55513-0160","cycles":"1-9","most":"28","days":"42","basis":"rolling","citation":"II.A"}],"criteria":[{"key":"relapsed-or-refractory","text":"Relapsed or refractory disease","citation":"III","asked":["initial"],"require":{"question":"relapsed-or-refractory","is":"yes"}},{"key":"ph-positive-tki","text":"Ph-negative, or a Ph-positive patient is TKI intolerant or refractory","citation":"III","asked":["initial"],"require":{"any":[{"question":"ph-status","is":"negative"},{"question":"tki-intolerant-or-refractory","is":"yes"}]}}],"dosing":{"citation":"V","note":"Up to 9 total cycles of therapy.","schedules":[{"weight":{"at_least_kg":"45"},"cycles":[{"cycles":"1","steps":[{"days":"7","dose":"9"},{"days":"21","dose":"28"}]},{"cycles":"2-9","steps":[{"days":"28","dose":"28"}]}]},{"weight":{"under_kg":"45"},"cycles":[{"cycles":"1","steps":[{"days":"7","dose_per_m2":"5","at_most":"9"},{"days":"21","dose_per_m2":"15","at_most":"28"}]},{"cycles":"2-9","steps":[{"days":"28","dose_per_m2":"15","at_most":"28"}]}]}]}},{"key":"mrd-all","name":"MRD+ B-ALL","text":"Minimal residual disease positive (MRD+) B-cell precursor acute lymphoblastic leukemia","note":"Used as consolidation therapy in patients with MRD+ disease following a complete response or remission to induction therapy, or in patients with MRD+ after consolidation therapy (compendium).","support":["fda-approved","orphan-drug","compendium"],"citation":"I","phases":[{"name":"induction","cycles":"1","coverage":"initial"},{"name":"consolidation","cycles":"2-4","coverage":"initial"}],"cycle_days":[{"cycles":"1-4","days":"42","citation":"V"}],"caps":{"total":{"cycles":"4","citation":"V"}},"initial":{"weeks":"24","cycles":"4","citation":"I"},"continued":{"renewable":"false","citation":"I, IV"},"limits":[{"code":"J9039","cycles":"1-4","most":"980","days":"42","basis":"rolling","citation":"II.B"},{"ndc":"55513-0160","cycles":"1-4","most":"28","days":"42","basis":"rolling","citation":"II.A"}],"criteria":[{"key":"mrd-positive","text":"MRD of at least 0.1 % by flow cytometry or PCR after a complete response, or MRD+ after consolidation","citation":"III","asked":["initial"],"require":{"any":[{"all":[{"question":"complete-response","is":"yes","support":["fda-approved","orphan-drug"]},{"question":"mrd-percent","at_least":"0.1"},{"question":"mrd-method","one_of":["flow-cytometry","pcr"]}]},{"question":"mrd-after-consolidation","is":"yes","support":["compendium"]}]}}],"dosing":{"citation":"V","note":"Up to 4 total cycles of therapy.","schedules":[{"weight":{"at_least_kg":"45"},"cycles":[{"cycles":"1-4","steps":[{"days":"28","dose":"28"}]}]},{"weight":{"under_kg":"45"},"cycles":[{"cycles":"1-4","steps":[{"days":"28","dose_per_m2":"15","at_most":"28"}]}]}]}}],"notes":[{"citation":"III","text":"Preferred therapies and recommendations follow a review of clinical evidence, of which the NCCN category of recommendation is a part. Regimens with the same NCCN categorization are considered therapeutically equivalent."},{"citation":"IV","text":"A renewal asks again for the universal and other relevant criteria of section III, such as concomitant therapy and performance status, but not for prerequisite therapy."},{"citation":"VII","text":"The policy''s references are listed by `policy show --section references`."}]}',1);
CREATE TABLE reference_note (
  reference_note INTEGER PRIMARY KEY,
  reference TEXT NOT NULL,
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "reference_note" VALUES(1,'jurisdictions','Medicare coverage for outpatient (Part B) drugs is outlined in the Medicare Benefit Policy Manual (Pub. 100-2), Chapter 15, §50 Drugs and Biologicals.',1);
INSERT INTO "reference_note" VALUES(2,'jurisdictions','In addition, National Coverage Determination (NCD), Local Coverage Determinations (LCDs), and Local Coverage Articles (LCAs) may exist and compliance with these policies is required where applicable. They can be found at: http://www.cms.gov/medicare-coverage-database/search/advanced-search.aspx.',1);
INSERT INTO "reference_note" VALUES(3,'jurisdictions','Additional indications may be covered at the discretion of the health plan.',1);
INSERT INTO "reference_note" VALUES(4,'jurisdictions','Medicare Part B Covered Diagnosis Codes (applicable to existing NCD/LCD/LCA): N/A',1);
INSERT INTO "reference_note" VALUES(5,'literature','The first three tables stand under the heading B-Cell Precursor Acute Lymphoblastic Leukemia (ALL) †, the last two under Pediatric Acute Lymphoblastic Leukemia.',1);
INSERT INTO "reference_note" VALUES(6,'literature','The source prints (≥10-3) for the MRD level of the BLAST trial, an exponent set flat: ten to the power of minus 3, which is 0.1%.',1);
INSERT INTO "reference_note" VALUES(7,'literature','OS = overall survival; PFS = progression-free survival; ORR = objective response rate; CR = complete response; CRh = complete response with partial hematologic recovery; PR = partial response; DoR = duration of response; TTP = time to progression; FFS = failure-free survival; EFS = event-free survival; PFR = progression free rate; RFS = relapse-free survival; Ph = Philadelphia chromosome; TKI = tyrosine kinase inhibitor; SOC = standard of care; AE = adverse event',1);
INSERT INTO "reference_note" VALUES(8,'references','Reference 8 lacks text between ''Blinatumomab'' and ''Oncol.'': a line is lost at the source''s page break.',1);
INSERT INTO "reference_note" VALUES(9,'references','The page reference 8 ends on also carries a link, https://doi.org/10.1182/blood-2019-132435, that no reference''s text cites.',1);
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
INSERT INTO "request" VALUES(1,1,'rr-all','initial','2024-01-02','00:00','standard','C91.02','2024-01-02',0,'clinic',NULL,'blinatumomab','2021-03',6);
INSERT INTO "request" VALUES(2,2,'rr-all','initial','2024-01-02','00:00','standard','C91.02','2024-01-02',0,NULL,NULL,'blinatumomab','2021-03',7);
INSERT INTO "request" VALUES(3,2,'mrd-all','initial','2024-01-03','00:00','standard','C34.1','2024-01-03',0,NULL,NULL,'blinatumomab','2021-03',10);
CREATE TABLE setting (
  setting INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT;
INSERT INTO "setting" VALUES(1,'time-zone','UTC',1);
INSERT INTO "setting" VALUES(2,'standard-hours','72',1);
INSERT INTO "setting" VALUES(3,'expedited-hours','24',1);
CREATE INDEX journal_refusals ON journal (subject) WHERE findings IS NOT NULL;
CREATE UNIQUE INDEX patient_identity_by_member ON patient_identity (member_id) WHERE reason IS NULL;
CREATE INDEX patient_identity_by_patient ON patient_identity (patient);
CREATE INDEX measurement_by_patient ON measurement (patient);
CREATE INDEX request_by_patient ON request (patient);
CREATE INDEX attestation_by_request ON attestation (request);
CREATE INDEX determination_by_request ON determination (request);
CREATE INDEX authorization_by_patient ON authorization (patient);
CREATE INDEX authorization_change_by_authorization ON authorization_change (authorization);
CREATE INDEX cycle_by_patient ON cycle (patient);
CREATE INDEX administration_by_patient ON administration (patient);
CREATE INDEX note_by_patient ON note (patient);
CREATE INDEX flag_by_cause ON flag (subject, kind, due_on);
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
CREATE INDEX authorization_by_end ON authorization (ends_on);
CREATE INDEX authorization_change_by_end ON authorization_change (ends_on);
CREATE INDEX request_by_receipt ON request (received_on);
CREATE INDEX flag_by_patient ON flag (patient);
CREATE INDEX decision_time_by_request ON decision_time (request);
CREATE TRIGGER decision_time_is_never_updated BEFORE UPDATE ON decision_time
BEGIN SELECT RAISE(ABORT, 'authledger: decision_time is append-only'); END;
CREATE TRIGGER decision_time_is_never_deleted BEFORE DELETE ON decision_time
BEGIN SELECT RAISE(ABORT, 'authledger: decision_time is append-only'); END;
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
CREATE VIEW audit_over_limit AS
SELECT reference, attempt, service_date, covered_administered + covered_discarded AS covered_units, window_from,
  window_to, window_used, window_limit, sequence
FROM administration
WHERE outcome <> 'denied' AND window_used + covered_administered + covered_discarded > window_limit
ORDER BY administration;
CREATE VIEW audit_gaps AS
SELECT sequence, after_sequence
FROM (SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS after_sequence FROM journal)
WHERE sequence <> after_sequence + 1
ORDER BY sequence;
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
COMMIT;
PRAGMA user_version = 4;
PRAGMA application_id = 1634493543;
