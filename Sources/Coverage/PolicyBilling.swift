import CivilTime

/// A code under which units are billed, with the size of one unit.
public struct BillingCode: Equatable, Sendable {
  /// The code, such as `J9039`.
  public let code: String
  /// The code system, such as `HCPCS`.
  public let system: String
  /// What a unit is measured in, such as `mcg`.
  public let measure: String
  /// How much of the measure one billable unit is.
  public let perUnit: DecimalNumber
  /// The code's description.
  public let text: String
  /// The section of the policy.
  public let citation: String

  /// A billing code with the size of its unit.
  public init(code: String, system: String, measure: String, perUnit: DecimalNumber, text: String, citation: String) {
    self.code = code
    self.system = system
    self.measure = measure
    self.perUnit = perUnit
    self.text = text
    self.citation = citation
  }
}

/// A product whose whole vials are counted.
public struct Product: Equatable, Sendable {
  /// The labeler and product parts of its NDC, such as `55513-0160`.
  public let ndc: String
  /// The billing code its contents are billed under.
  public let billedAs: String
  /// What a vial's contents are measured in, such as `mcg`.
  public let measure: String
  /// How much of the measure one vial holds.
  public let perVial: DecimalNumber
  /// The product's description.
  public let text: String

  /// A product and the contents of one vial.
  public init(ndc: String, billedAs: String, measure: String, perVial: DecimalNumber, text: String) {
    self.ndc = ndc
    self.billedAs = billedAs
    self.measure = measure
    self.perVial = perVial
    self.text = text
  }
}

/// The diagnoses a policy covers.
public struct DiagnosisList: Equatable, Sendable {
  /// The section of the policy.
  public let citation: String
  /// The covered codes in the order of the policy.
  public let codes: [Diagnosis]

  /// A list of covered codes.
  public init(citation: String, codes: [Diagnosis]) {
    self.citation = citation
    self.codes = codes
  }

  /// The covered code that a request names; letter case and the dot do not matter.
  public func diagnosis(_ code: String) -> Diagnosis? {
    let plain = Diagnosis.plain(code)
    return codes.first { Diagnosis.plain($0.code) == plain }
  }
}

/// A diagnosis code with its description.
public struct Diagnosis: Equatable, Sendable {
  /// The code with its dot, such as `C91.02`.
  public let code: String
  /// The description.
  public let text: String
  /// The first start of coverage it counts for; nil when it always did.
  public let startsOn: CivilDay?
  /// The last start of coverage it counts for; nil when it still does.
  public let endsOn: CivilDay?

  /// A code with its description and the starts of coverage it counts for.
  public init(code: String, text: String, startsOn: CivilDay? = nil, endsOn: CivilDay? = nil) {
    self.code = code
    self.text = text
    self.startsOn = startsOn
    self.endsOn = endsOn
  }

  /// Whether it counts for coverage that starts on a day.
  public func counts(on day: CivilDay) -> Bool {
    (startsOn.map { $0 <= day } ?? true) && (endsOn.map { day <= $0 } ?? true)
  }

  /// A code without its dot, in upper case.
  public static func plain(_ code: String) -> String {
    String(code.filter { $0 != "." }).uppercased()
  }
}

/// A sentence of the policy that no rule rests on.
public struct PolicyNote: Equatable, Sendable {
  /// The section of the policy.
  public let citation: String
  /// The sentence.
  public let text: String

  /// A sentence and its section.
  public init(citation: String, text: String) {
    self.citation = citation
    self.text = text
  }
}
