import Coverage

/// The rules an action is refused by.
public enum RefusalRules {
  /// The codes of every rule an action of the journal's is held against, refused or not.
  ///
  /// `indication` is the one acted on, and `kind` that of the request decided; an unknown action has none.
  public static func codes(of action: String, kind: CoverageKind?, indication: Indication) -> [FindingCode] {
    switch action {
    case "cycle.start": CycleRules.codes(for: indication)
    case "cycle.void": [.cycleHasUnits, .laterCycleExists]
    case "authorization.extend": [.authorizationOverlap]
    case "authorization.terminate", "authorization.void": [.authorizationHasUnits, .authorizationHasCycles]
    case "decide": kind == .continued ? RenewalRules.codes(for: indication) : IntakeRules.codes
    default: []
    }
  }
}
