import CivilTime
import Coverage
import PolicyFiles
import Seeds
import Testing

/// The policy the program ships with, and versions of it with other numbers.
enum Shipped {
  static let yaml = String(decoding: Seeds.policies[0].bytes, as: UTF8.self)

  static let policy: Policy = {
    do {
      return try PolicyReader.read(yaml: yaml, file: "policy.yaml").policy
    } catch {
      preconditionFailure("the shipped policy cannot be read: \(error)")
    }
  }()

  static let relapsed = indication(.relapsed)
  static let residual = indication(.residual)

  /// A version with every occurrence of some texts replaced.
  static func version(
    _ version: String, effective: String, replacing changes: [(old: String, new: String)]
  ) throws -> Policy {
    var yaml = yaml.replacing("version: \"2021-03\"", with: "version: \"\(version)\"")
      .replacing("effective: 2021-03-01", with: "effective: \(effective)")
    for change in changes {
      try #require(yaml.contains(change.old), "the shipped policy does not say \(change.old)")
      yaml = yaml.replacing(change.old, with: change.new)
    }
    return try PolicyReader.read(yaml: yaml, file: "policy.yaml").policy
  }

  /// A version that bills units under a second code too, which has a limit of its own in cycles 1 to 5.
  static func billing(_ code: String, most: Int) throws -> Policy {
    let text = "text: Injection, blinatumomab, 1 microgram; 1 billable unit = 1 microgram"
    let second = unitLimit.replacing("J9039", with: code).replacing("980", with: "\(most)")
    return try version(
      "2021-04", effective: "2021-03-01",
      replacing: [
        (text, text + "\n    - {code: \(code), system: HCPCS, measure: mcg, per_unit: 1, text: Another code}"),
        (unitLimit, unitLimit + "\n      " + second),
      ])
  }

  /// Versions with a second limit on units in cycles 1 to 5, of 300 in 7 days: one has it after the first, one before.
  static func withWeeklyLimit() throws -> [Policy] {
    let weekly = unitLimit.replacing("980", with: "300").replacing("days: 42", with: "days: 7")
    return try [unitLimit + "\n      " + weekly, weekly + "\n      " + unitLimit].map {
      try version("2021-04", effective: "2021-03-01", replacing: [(unitLimit, $0)])
    }
  }

  /// The limit on units in cycles 1 to 5, as the file has it.
  private static let unitLimit = "- {code: J9039, cycles: 1-5, most: 980, days: 42, basis: rolling, citation: II.B}"

  /// A version whose 42-day limit on units goes by cycle.
  static func byCycle() throws -> Policy {
    let limit = "most: 980, days: 42, basis: "
    return try version(
      "2021-04", effective: "2021-03-01", replacing: [(limit + "rolling", limit + "cycle")])
  }

  /// Changes that make the doses small, so that limits may be small too.
  static let smallDoses: [(old: String, new: String)] = [
    ("dose: \"28\"", "dose: \"10\""), ("dose: \"9\"", "dose: \"3\""), ("at_most: \"28\"", "at_most: \"10\""),
    ("at_most: \"9\"", "at_most: \"3\""),
  ]

  private static func indication(_ key: IndicationKey) -> Indication {
    guard let indication = policy.indication(key) else { preconditionFailure("the shipped policy has no \(key)") }
    return indication
  }
}

extension IndicationKey {
  static let relapsed = IndicationKey("rr-all")
  static let residual = IndicationKey("mrd-all")
}

/// Answers under which a request is approved.
enum Answers {
  static let relapsed = [
    "b-cell-precursor": "yes", "single-agent": "yes", "live-vaccine-within-2-weeks": "no",
    "concurrent-live-vaccine": "no", "relapsed-or-refractory": "yes", "ph-status": "negative",
  ]

  static let residual = [
    "b-cell-precursor": "yes", "single-agent": "yes", "live-vaccine-within-2-weeks": "no",
    "concurrent-live-vaccine": "no", "complete-response": "yes", "mrd-percent": "0.1", "mrd-method": "pcr",
  ]

  static let renewal = [
    "single-agent": "yes", "concurrent-live-vaccine": "no", "unacceptable-toxicity": "no",
    "disease-response": "response", "response-assay": "cbc",
  ]

  static func good(_ kind: CoverageKind, _ indication: IndicationKey) -> [String: String] {
    switch kind {
    case .continued: renewal
    case .initial: indication == .residual ? residual : relapsed
    }
  }
}

extension [String: String] {
  /// The answers without some of them.
  func without(_ questions: String...) -> [String: String] {
    filter { !questions.contains($0.key) }
  }

  /// The answers with one given, or given otherwise.
  func with(_ question: String, _ answer: String) -> [String: String] {
    merging([question: answer]) { _, later in later }
  }
}

/// A day, or the text of one, so that a story may say either.
protocol Dated {
  var day: CivilDay { get }
}

extension CivilDay: Dated {
  var day: CivilDay { self }
}

extension String: Dated {
  var day: CivilDay {
    guard let day = CivilDay(self) else { preconditionFailure("no such day: \(self)") }
    return day
  }
}

/// A day written out.
func day(_ text: String) -> CivilDay { text.day }

/// The days from one to another, both covered.
func days(_ first: any Dated, _ last: any Dated) -> DaySpan { DaySpan(from: first.day, to: last.day) }

/// A decimal number written out.
func decimal(_ text: String) -> DecimalNumber {
  guard let number = DecimalNumber(text) else { preconditionFailure("no such number: \(text)") }
  return number
}

extension [Finding] {
  /// Their codes, in order.
  var codes: [FindingCode] { map(\.code) }
}
