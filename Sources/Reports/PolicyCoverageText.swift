import Coverage
import Desk

// Sections I, II and IV: what is granted, how much of it, and for how long.
extension Page {
  /// Adds the weeks and cycles that initial and continued coverage grant.
  mutating func addLengths(of policy: Policy) {
    for indication in policy.indications {
      title(indication)
      let initial = indication.initial
      item(
        "initial coverage: \(initial.text)",
        citation: initial.citation)
      switch indication.continued {
      case .notPermitted(let citation): item("continued coverage may not be renewed", citation: citation)
      case .permitted(let terms, let times):
        let often = times.map { ", at most \(count($0, "time"))" } ?? ""
        item(
          "continued coverage: \(terms.length) and \(count(terms.cycles, "cycle")) each "
            + "time\(often)",
          citation: terms.citation)
      }
      if let last = indication.phases.last?.cycles.last {
        item("cycles \(indication.text(of: CycleRange(CycleNumber(1), last)))")
      }
    }
  }

  /// Adds the limits on units and vials.
  mutating func addLimits(of policy: Policy) {
    for indication in policy.indications {
      title(indication)
      for limit in indication.limits {
        item(
          "\(limit.text), \(limit.cycles.text)", citation: limit.citation)
      }
    }
    let isRolling = policy.indications.contains { $0.limits.contains { $0.basis == .rolling } }
    guard isRolling else { return }
    space()
    add("Any run of the days holds at most the limit; what is discarded counts with what is administered.")
  }

  /// Adds what a renewal asks again, and the caps that hold for all time.
  mutating func addRenewal(of policy: Policy) {
    addCriteria(of: policy, kind: .continued)
    for indication in policy.indications {
      title(indication)
      if case .notPermitted(let citation) = indication.continued { item("may not be renewed", citation: citation) }
      item("at most \(count(indication.totalCap.cycles, "cycle")) in all", citation: indication.totalCap.citation)
      if let cap = indication.continuedCap {
        item("at most \(count(cap.cycles, "cycle")) of continued therapy", citation: cap.citation)
      }
    }
  }
}

extension CoverageTerms {
  /// `30 weeks, 5 cycles`.
  var text: String { "\(length), \(count(cycles, "cycle"))" }
}
