import CivilTime
import Coverage

/// What in a measurement or a day is more likely a slip of the hand than meant. It denies nothing.
public enum SlipRules {
  /// Days from today past which a day was more likely typed with a wrong year: two years.
  private static let farDays = 730

  /// A warning for each figure hardly any patient has: a height below 30 or above 250 cm, a weight below 1 or above
  /// 400 kg.
  public static func warnings(on fact: MeasurementFact) -> [SlipWarning] {
    [
      warning(.weightUnlikely, "weight", fact.weightKg, "kg", from: 1, to: 400),
      warning(.heightUnlikely, "height", fact.heightCm, "cm", from: 30, to: 250),
    ].compactMap { $0 }
  }

  /// A warning when coverage is wanted from a day more than two years ahead.
  public static func warnings(on request: RequestFact, today: CivilDay) -> [SlipWarning] {
    guard request.wantedStart - today > farDays else { return [] }
    return [
      SlipWarning(
        .startFarAhead,
        "the start, \(request.wantedStart), is more than two years ahead; what was granted for a wrong year is voided "
          + "with `authorization void`")
    ]
  }

  /// A warning when an authorization was extended to a day more than two years ahead.
  public static func warnings(on change: AuthorizationChangeFact, today: CivilDay) -> [SlipWarning] {
    guard change.kind == .extended, change.endsOn - today > farDays else { return [] }
    return [
      SlipWarning(
        .endFarAhead,
        "the last day, \(change.endsOn), is more than two years ahead; a wrong year is put right with "
          + "`authorization terminate`")
    ]
  }

  private static func warning(
    _ code: SlipWarningCode, _ what: String, _ measured: DecimalNumber?, _ unit: String, from least: Int, to most: Int
  ) -> SlipWarning? {
    guard let measured,
      measured < DecimalNumber(thousandths: least * 1000)
        || measured > DecimalNumber(thousandths: most * 1000)
    else { return nil }
    return SlipWarning(
      code,
      "a \(what) of \(measured) \(unit) is unlikely; record it anew if it is wrong, since doses rest on the last one")
  }
}
