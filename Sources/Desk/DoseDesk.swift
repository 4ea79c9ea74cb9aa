import CivilTime
import Coverage
import Ledger

/// The prescribed days of a cycle (policy V).
extension Desk {
  /// The schedule for a body size.
  public func dose(
    indication key: IndicationKey, cycle: CycleNumber, size: BodySize, context: WorkContext
  ) throws -> DoseAnswer {
    let today = try today(context)
    let (policy, indication) = try read(context) {
      try Sitting(reading: $0, desk: self, today: today).indication(key, on: today)
    }
    return try dose(nil, policy: policy, indication: indication, cycle: cycle, size: size)
  }

  /// The schedule for a patient's last measurements; of the next cycle, or of cycle 1, when none is named.
  ///
  /// A cycle under coverage on file goes by the policy version of that coverage, any other by the one in force.
  public func dose(
    of member: MemberID, indication key: IndicationKey?, cycle: CycleNumber?, context: WorkContext
  ) throws -> DoseAnswer {
    let today = try today(context)
    return try read(context) { reading in
      let sitting = try Sitting(reading: reading, desk: self, today: today)
      let history = try sitting.history(of: member)
      let courses = StatusRules.courses(of: history, on: today)
      guard let key = key ?? (courses.count == 1 ? courses.first?.indication.key : nil) else {
        throw Fault(
          .invalid, "which indication is dosed is not clear",
          hint: "say it with --indication: \(sitting.book.indications.map(\.key.text).joined(separator: ", "))")
      }
      let status = courses.first { $0.indication.key == key }
      let number = cycle ?? status?.nextCycle ?? status?.latestCycle?.fact.number ?? CycleNumber(1)
      let (policy, indication) = try sitting.terms(of: number, of: Course(of: key, in: history), history: history)
      return try dose(
        member, policy: policy, indication: indication, cycle: number, size: BodySize(of: history, on: today))
    }
  }

  private func dose(
    _ member: MemberID?, policy: Policy, indication: Indication, cycle: CycleNumber, size: BodySize
  ) throws -> DoseAnswer {
    guard let phase = indication.phase(of: cycle) else {
      throw Fault(
        .invalid, "\(indication.key) has no cycle \(cycle)",
        hint: "its last cycle is \(indication.phases.last?.cycles.last.value ?? 0)")
    }
    guard let days = DoseRules.schedule(indication, cycle: cycle, size: size, policy: policy) else {
      let missing = size.weightKg == nil ? "weight" : "height"
      throw Fault(
        .invalid, "the dose of cycle \(cycle) needs a \(missing)",
        hint: member.map { "record it with `patient measure \($0)`" } ?? "give --\(missing)")
    }
    return DoseAnswer(
      memberID: member, indication: indication, policy: policy, cycle: cycle, phase: phase.name, size: size,
      days: days, cycleDays: indication.cycleDays(of: cycle))
  }
}

extension Sitting {
  /// The policy version a cycle goes by: the one of its authorization, else the one in force.
  fileprivate func terms(
    of number: CycleNumber, of course: Course, history: PatientHistory
  ) throws -> (policy: Policy, indication: Indication) {
    let authorization = CycleRules.authorization(of: number, in: course, from: today, history: history)
    if let policy = authorization.flatMap({ book.policy($0.fact.policy) }),
      let indication = policy.indication(course.indication)
    {
      return (policy, indication)
    }
    return try indication(course.indication, on: today)
  }
}
