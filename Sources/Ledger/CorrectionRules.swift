import Coverage
import TextFormats

/// When a cycle may be voided: nothing may rest on it.
public enum CorrectionRules {
  /// Every reason against voiding a cycle.
  public static func void(_ cycle: Cycle, history: PatientHistory) -> [Finding] {
    var findings: [Finding] = []
    let lines = history.coveredLines.filter { history.cycles[$0.cycleIndex].fact.record == cycle.fact.record }
    if !lines.isEmpty {
      findings.append(
        Finding(
          .cycleHasUnits,
          "\(count(lines.count, "covered administration")) in cycle \(cycle.fact.number): "
            + listed(lines.map(\.reference)), citation: "",
          hint: "void the administrations first",
          details: [JSONMember("references", .array(lines.map { .string($0.reference) }))]))
    }
    let later = Course(of: cycle.fact.indication, in: history).cycles.filter { $0.fact.number > cycle.fact.number }
    if let next = later.first {
      findings.append(
        Finding(
          .laterCycleExists, "cycle \(next.fact.number) follows cycle \(cycle.fact.number)", citation: "",
          hint: "void the latest cycle first",
          details: [JSONMember("cycles", .array(later.map { .integer($0.fact.number.value) }))]))
    }
    return findings
  }
}
