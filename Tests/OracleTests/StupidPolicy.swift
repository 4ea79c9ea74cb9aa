import Foundation

/// The first policy's numbers and criteria, written out as constants.
enum StupidPolicy {
  static let code = "J9039"
  static let unitLimit = 980
  static let vialLimit = 28
  static let vialDays = 42
  static let renewalsAtMost = 2
  static let cyclesPerRenewal = 2
  static let renewalWeeks = 24
  static let continuedCap = 4

  /// One indication's coverage and caps.
  struct Indication {
    let key: String
    let initialWeeks: Int
    let initialCycles: Int
    /// The highest cycle number before continued therapy.
    let lastPreContinued: Int
    let totalCap: Int
    let renewable: Bool
    /// The highest number of an induction cycle.
    let lastInduction: Int

    func phase(_ number: Int) -> String {
      if number <= lastInduction { return "induction" }
      return number <= lastPreContinued ? "consolidation" : "continued"
    }

    /// Days of a cycle, which are also the days of its unit limit.
    func length(_ number: Int) -> Int {
      number <= lastPreContinued ? 42 : 84
    }
  }

  static let relapsed = Indication(
    key: "rr-all", initialWeeks: 30, initialCycles: 5, lastPreContinued: 5, totalCap: 9, renewable: true,
    lastInduction: 2)
  static let residual = Indication(
    key: "mrd-all", initialWeeks: 24, initialCycles: 4, lastPreContinued: 4, totalCap: 4, renewable: false,
    lastInduction: 1)
  static let indications = ["rr-all": relapsed, "mrd-all": residual]

  static let effective = StupidCalendar.day(year: 2021, month: 3, dayOfMonth: 1)

  static func covers(diagnosis: String) -> Bool {
    let plain = diagnosis.uppercased().replacingOccurrences(of: ".", with: "")
    let covered = [
      "C8350", "C8351", "C8352", "C8353", "C8354", "C8355", "C8356", "C8357", "C8358", "C8359", "C9100", "C9101",
      "C9102",
    ]
    return covered.contains(plain)
  }

  /// The words a question takes; nil stands for a decimal.
  static let questions: [String: [String]?] = [
    "b-cell-precursor": ["yes", "no"], "single-agent": ["yes", "no"], "live-vaccine-within-2-weeks": ["yes", "no"],
    "concurrent-live-vaccine": ["yes", "no"], "relapsed-or-refractory": ["yes", "no"],
    "ph-status": ["positive", "negative"], "tki-intolerant-or-refractory": ["yes", "no"],
    "complete-response": ["yes", "no"], "mrd-percent": nil, "mrd-method": ["flow-cytometry", "pcr", "other"],
    "mrd-after-consolidation": ["yes", "no"], "unacceptable-toxicity": ["yes", "no"],
    "disease-response": ["response", "stable", "progression"],
    "response-assay": ["cbc", "marrow-cytogenetics", "qpcr", "fish", "other"],
  ]

  static func accepts(question: String, value: String) -> Bool {
    guard let words = questions[question] else { return false }
    return words.map { $0.contains(value) } ?? (decimal(value) != nil)
  }

  static func decimal(_ text: String) -> Decimal? {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count) else { return nil }
    for half in halves {
      guard !half.isEmpty, half.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    }
    return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
  }
}

/// Kleene's three values.
enum Truth {
  case met, notMet, unknown

  static func all(_ values: [Truth]) -> Truth {
    if values.contains(.notMet) { return .notMet }
    return values.contains(.unknown) ? .unknown : .met
  }

  static func any(_ values: [Truth]) -> Truth {
    if values.contains(.met) { return .met }
    return values.contains(.unknown) ? .unknown : .notMet
  }
}

/// The criteria of III and IV over the answers of one request.
struct StupidCriteria {
  let answers: [String: String]
  let birth: Int
  let start: Int

  func ask(_ question: String, _ wanted: String...) -> Truth {
    guard let answer = answers[question] else { return .unknown }
    return wanted.contains(answer) ? .met : .notMet
  }

  var oldEnough: Truth {
    start >= StupidCalendar.oneMonthAfter(birth) ? .met : .notMet
  }

  var residualDisease: Truth {
    guard let text = answers["mrd-percent"], let percent = StupidPolicy.decimal(text) else { return .unknown }
    return percent * 10 >= 1 ? .met : .notMet
  }

  func initial(_ indication: String) -> Truth {
    let universal = Truth.all([
      oldEnough, ask("b-cell-precursor", "yes"), ask("single-agent", "yes"),
      ask("live-vaccine-within-2-weeks", "no"), ask("concurrent-live-vaccine", "no"),
    ])
    if indication == "rr-all" {
      let philadelphia = Truth.any([ask("ph-status", "negative"), ask("tki-intolerant-or-refractory", "yes")])
      return Truth.all([universal, ask("relapsed-or-refractory", "yes"), philadelphia])
    }
    let afterResponse = Truth.all([
      ask("complete-response", "yes"), residualDisease, ask("mrd-method", "flow-cytometry", "pcr"),
    ])
    return Truth.all([universal, Truth.any([afterResponse, ask("mrd-after-consolidation", "yes")])])
  }

  func renewal() -> Truth {
    Truth.all([
      oldEnough, ask("single-agent", "yes"), ask("concurrent-live-vaccine", "no"),
      ask("unacceptable-toxicity", "no"), ask("disease-response", "response", "stable"),
      ask("response-assay", "cbc", "marrow-cytogenetics", "qpcr", "fish"),
    ])
  }
}
