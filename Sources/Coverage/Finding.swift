import TextFormats

/// The permanent codes of findings. A code never changes its meaning and is never used again.
public enum FindingCode: String, CaseIterable, Sendable {
  // Requests.
  case criterionNotMet = "criterion-not-met"
  case informationMissing = "information-missing"
  case diagnosisNotCovered = "diagnosis-not-covered"
  // Authorizations.
  case initialCyclesExhausted = "initial-cycles-exhausted"
  case renewalNotPermitted = "renewal-not-permitted"
  case renewalsExhausted = "renewals-exhausted"
  case renewalTooEarly = "renewal-too-early"
  case initialCyclesIncomplete = "initial-cycles-incomplete"
  case authorizationOverlap = "authorization-overlap"
  case authorizationHasUnits = "authorization-has-units"
  case authorizationHasCycles = "authorization-has-cycles"
  // Cycles; the two caps are also findings of a renewal.
  case notAuthorized = "not-authorized"
  case authorizedCyclesExhausted = "authorized-cycles-exhausted"
  case totalCyclesExhausted = "total-cycles-exhausted"
  case continuedCyclesExhausted = "continued-cycles-exhausted"
  case cycleTooEarly = "cycle-too-early"
  case cycleHasUnits = "cycle-has-units"
  case laterCycleExists = "later-cycle-exists"
  // Units.
  case noCycle = "no-cycle"
  case outsideCycle = "outside-cycle"
  case outsideCoverage = "outside-coverage"
  case unitLimit = "unit-limit"
  case vialLimit = "vial-limit"
}

/// One reason for an answer, with the section of the policy it rests on.
public struct Finding: Equatable, Sendable {
  /// What was found.
  public let code: FindingCode
  /// The finding in a sentence, with its figures.
  public let message: String
  /// The section of the policy, such as `II.B`; empty where the rule is the ledger's own.
  public let citation: String
  /// What would work instead, or nil.
  public let hint: String?
  /// Further fields by name, such as `earliest`.
  public let details: [JSONMember]

  /// A finding with its sentence and citation.
  public init(
    _ code: FindingCode, _ message: String, citation: String, hint: String? = nil, details: [JSONMember] = []
  ) {
    self.code = code
    self.message = message
    self.citation = citation
    self.hint = hint
    self.details = details
  }
}
