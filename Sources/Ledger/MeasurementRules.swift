import Coverage

/// What in a measurement is more likely a slip of the hand than a size; it is recorded all the same.
public enum MeasurementRules {
  /// A sentence for each figure hardly any patient has: a height below 30 or above 250 cm, a weight below 1 or above
  /// 400 kg.
  public static func warnings(on fact: MeasurementFact) -> [String] {
    [
      warning("weight", fact.weightKg, "kg", from: 1, to: 400),
      warning("height", fact.heightCm, "cm", from: 30, to: 250),
    ].compactMap { $0 }
  }

  private static func warning(
    _ what: String, _ measured: DecimalNumber?, _ unit: String, from least: Int, to most: Int
  ) -> String? {
    guard let measured,
      measured < DecimalNumber(thousandths: least * 1000)
        || measured > DecimalNumber(thousandths: most * 1000)
    else { return nil }
    return
      "a \(what) of \(measured) \(unit) is unlikely; record it anew if it is wrong, since doses rest on the last one"
  }
}
