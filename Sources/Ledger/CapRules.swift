import Coverage
import TextFormats

/// The caps on cycles (policy IV and V): how many there may be for all time.
enum CapRules {
  /// The caps that leave no further cycle once `used` cycles are used.
  static func reached(used: Int, by indication: Indication) -> [Finding] {
    var findings: [Finding] = []
    let total = indication.totalCap
    if used >= total.cycles {
      findings.append(
        Finding(
          .totalCyclesExhausted,
          "\(count(used, "cycle")) of \(indication.name) used; the policy allows \(total.cycles) in total",
          citation: total.citation, hint: "no further cycle of this indication can be covered",
          details: [JSONMember("used", .integer(used)), JSONMember("cap", .integer(total.cycles))]))
    }
    let continued = indication.continuedCycles(used: used)
    if let cap = indication.continuedCap, continued >= cap.cycles {
      findings.append(
        Finding(
          .continuedCyclesExhausted,
          "\(count(continued, "cycle")) of continued therapy used; the policy allows \(cap.cycles)",
          citation: cap.citation, hint: "no further cycle of continued therapy can be covered",
          details: [JSONMember("used", .integer(continued)), JSONMember("cap", .integer(cap.cycles))]))
    }
    return findings
  }

  /// The cycles the caps leave once `used` are used; never negative.
  static func left(used: Int, by indication: Indication) -> Int {
    var left = indication.totalCap.cycles - used
    if let cap = indication.continuedCap {
      left = min(left, cap.cycles - indication.continuedCycles(used: used))
    }
    return max(0, left)
  }
}
