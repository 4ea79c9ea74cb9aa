import CivilTime
import Coverage
import Desk
import Ledger

/// A day written out; tests give only days that exist.
func day(_ text: String) -> CivilDay { CivilDay(text) ?? CivilDay(ordinal: 0) }

/// A decimal number written out.
func decimal(_ text: String) -> DecimalNumber { DecimalNumber(text) ?? DecimalNumber(thousandths: 0) }

func cycles(_ first: Int, _ last: Int) -> CycleRange { CycleRange(CycleNumber(first), CycleNumber(last)) }

func sequence(_ value: Int) -> JournalNumber { JournalNumber(value) }

/// What could do harm on a terminal: a colour, a right-to-left override, a line break.
let hostile = "x\u{1B}[31m\u{202E}y\nz"

/// Words without end, and one word longer than any line.
let long =
  String(repeating: "a long sentence that goes on and on ", count: 10) + String(repeating: "w", count: 170) + " 漢字漢字"

/// The first policy, as the files have it.
enum Sample {
  static let version = PolicyVersion(policy: "blinatumomab", version: "2021-03")
  static let member = MemberID("M-77120")
  static let patient = PatientNumber(1)

  static let limits = [
    Limit(subject: .units(code: "J9039"), cycles: cycles(1, 5), most: 980, days: 42, basis: .rolling, citation: "II.B"),
    Limit(subject: .units(code: "J9039"), cycles: cycles(6, 9), most: 980, days: 84, basis: .rolling, citation: "II.B"),
    Limit(
      subject: .vials(ndc: "55513-0160", billedAs: "J9039"), cycles: cycles(1, 9), most: 28, days: 42, basis: .rolling,
      citation: "II.A"),
  ]

  static let criteria = [
    Criterion(
      key: "minimum-age", text: "Patient is at least 1 month old at the start", citation: "III",
      asked: [.initial, .continued], requirement: .age(AgeSpan(count: 1, unit: .month))),
    yes("b-cell-precursor", "B-cell precursor acute lymphoblastic leukemia"),
    yes("single-agent", "Used as single agent therapy", asked: [.initial, .continued]),
    Criterion(
      key: "no-live-vaccine-before", text: "No live vaccine within 2 weeks before the start of therapy",
      citation: "III", asked: [.initial],
      requirement: .answer(question: "live-vaccine-within-2-weeks", oneOf: ["no"], support: [])),
    Criterion(
      key: "no-concurrent-live-vaccine", text: "No live vaccine while on therapy", citation: "III",
      asked: [.initial, .continued],
      requirement: .answer(question: "concurrent-live-vaccine", oneOf: ["no"], support: [])),
  ]

  static let relapsed = Indication(
    key: IndicationKey("rr-all"), name: "relapsed or refractory B-ALL",
    text: "Relapsed or refractory B-cell precursor acute lymphoblastic leukemia", note: "",
    support: ["fda-approved", "orphan-drug"],
    phases: [
      Phase(name: "induction", cycles: cycles(1, 2), coverage: .initial),
      Phase(name: "consolidation", cycles: cycles(3, 5), coverage: .initial),
      Phase(name: "continued", cycles: cycles(6, 9), coverage: .continued),
    ],
    cycleLengths: [
      CycleLength(cycles: cycles(1, 5), days: 42, citation: "V"),
      CycleLength(cycles: cycles(6, 9), days: 84, citation: "V"),
    ],
    totalCap: CycleCap(cycles: 9, citation: "IV, V"), continuedCap: CycleCap(cycles: 4, citation: "IV"),
    initial: CoverageTerms(length: .weeks(30), cycles: 5, citation: "I"),
    continued: .permitted(CoverageTerms(length: .weeks(24), cycles: 2, citation: "I"), times: 2), limits: limits,
    criteria: [
      yes("relapsed-or-refractory", "Relapsed or refractory disease"),
      Criterion(
        key: "ph-positive-tki", text: "Ph-negative, or a Ph-positive patient is TKI intolerant or refractory",
        citation: "III", asked: [.initial],
        requirement: .any([
          .answer(question: "ph-status", oneOf: ["negative"], support: []),
          .answer(question: "tki-intolerant-or-refractory", oneOf: ["yes"], support: []),
        ])),
    ],
    dosing: Dosing(
      citation: "V", note: "Up to 9 total cycles of therapy.",
      schedules: [
        DoseSchedule(
          band: .atLeast(decimal("45")),
          cycles: [
            CycleDoses(
              cycles: cycles(1, 1),
              steps: [
                DoseStep(days: 7, amount: .fixed(decimal("9"))), DoseStep(days: 21, amount: .fixed(decimal("28"))),
              ]),
            CycleDoses(cycles: cycles(2, 9), steps: [DoseStep(days: 28, amount: .fixed(decimal("28")))]),
          ]),
        DoseSchedule(
          band: .under(decimal("45")),
          cycles: [
            CycleDoses(
              cycles: cycles(1, 1),
              steps: [
                DoseStep(days: 7, amount: .perSquareMetre(decimal("5"), atMost: decimal("9"))),
                DoseStep(days: 21, amount: .perSquareMetre(decimal("15"), atMost: decimal("28"))),
              ]),
            CycleDoses(
              cycles: cycles(2, 9),
              steps: [DoseStep(days: 28, amount: .perSquareMetre(decimal("15"), atMost: decimal("28")))]),
          ]),
      ]))

  /// Coverage that may not be renewed, with a criterion of branches in branches.
  static let residual = Indication(
    key: IndicationKey("mrd-all"), name: "MRD+ B-ALL",
    text: "Minimal residual disease positive (MRD+) B-cell precursor acute lymphoblastic leukemia",
    note: "Used as consolidation therapy.", support: ["compendium"],
    phases: [
      Phase(name: "induction", cycles: cycles(1, 1), coverage: .initial),
      Phase(name: "consolidation", cycles: cycles(2, 4), coverage: .initial),
    ],
    cycleLengths: [CycleLength(cycles: cycles(1, 4), days: 42, citation: "V")],
    totalCap: CycleCap(cycles: 4, citation: "V"), continuedCap: nil,
    initial: CoverageTerms(length: .weeks(24), cycles: 4, citation: "I"), continued: .notPermitted(citation: "I, IV"),
    limits: [limits[0]],
    criteria: [
      Criterion(
        key: "mrd-positive", text: "MRD of at least 0.1 %, or MRD+ after consolidation", citation: "III",
        asked: [.initial],
        requirement: .any([
          .all([
            .answer(question: "complete-response", oneOf: ["yes"], support: ["fda-approved"]),
            .atLeast(question: "mrd-percent", decimal("0.1"), support: []),
            .answer(question: "mrd-method", oneOf: ["flow-cytometry", "pcr"], support: []),
          ]),
          .answer(question: "mrd-after-consolidation", oneOf: ["yes"], support: ["compendium"]),
        ]))
    ],
    dosing: Dosing(citation: "V", note: "", schedules: []))

  static let policy = Policy(
    version: version, effectiveOn: day("2021-03-01"), title: "Blincyto (blinatumomab) coverage policy",
    drug: "blinatumomab (Blincyto)", source: "Blincyto medical benefit drug policy, March 2021",
    billingCodes: [
      BillingCode(
        code: "J9039", system: "HCPCS", measure: "mcg", perUnit: decimal("1"),
        text: "Injection, blinatumomab, 1 microgram", citation: "VI")
    ],
    products: [
      Product(
        ndc: "55513-0160", billedAs: "J9039", measure: "mcg", perVial: decimal("35"), text: "Blincyto 35 mcg powder")
    ],
    diagnoses: DiagnosisList(
      citation: "Appendix 1",
      codes: [
        Diagnosis(code: "C83.51", text: "Lymphoblastic (diffuse) lymphoma, lymph nodes of head, face, and neck"),
        Diagnosis(code: "C91.02", text: "Acute lymphoblastic leukemia, in relapse"),
      ]),
    questions: [
      Question(key: "single-agent", kind: .yesNo, text: "Is the drug used as single agent therapy?", note: ""),
      Question(key: "ph-status", kind: .choice(["positive", "negative"]), text: "Ph positive or negative?", note: ""),
      Question(
        key: "mrd-percent", kind: .decimal(least: decimal("0"), most: decimal("100"), unit: "%"),
        text: "How many percent of cells are leukemic?", note: "Examples are many."),
    ],
    criteria: criteria, indications: [relapsed, residual],
    notes: [PolicyNote(citation: "III", text: "Preferred therapies follow a review of clinical evidence.")])

  static let book = PolicyBook([policy])

  static func yes(_ key: String, _ text: String, asked: [CoverageKind] = [.initial]) -> Criterion {
    Criterion(
      key: key, text: text, citation: "III", asked: asked,
      requirement: .answer(question: key, oneOf: ["yes"], support: []))
  }
}
