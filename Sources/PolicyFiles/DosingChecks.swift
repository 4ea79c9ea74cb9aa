import Coverage

/// Checks the limits of an indication against its doses: a limit that the prescribed course must pass is a slip.
///
/// What is summed is the least a course takes: every cycle as soon as it may start, the drug without waste, each schedule
/// at the dose it names or, where it goes by body surface, at its maximum. A dose without maximum is not checked.
struct DosingChecks {
  let billing: Billing
  let cycles: CyclePlan

  /// Days of a course that are looked at; more than a life of treatment.
  private static let mostDays = 36_600

  /// Checks each limit on the code and the product that doses are turned into.
  func check(_ limits: [Placed<Limit>], against dosing: Dosing, _ faults: FaultList) {
    guard faults.checksMeaning else { return }
    let courses = dosing.schedules.compactMap(course)
    for limit in limits {
      guard let size = size(of: limit.value.subject) else { continue }
      let loads = courses.compactMap { heaviest($0, under: limit.value) }
      guard let most = loads.max(by: { $0.amount < $1.amount }) else { continue }
      let needed = Int((most.amount / size - 1e-9).rounded(.up))
      if needed > limit.value.most {
        let noun = limit.value.isOnUnits ? "units" : "vials"
        faults.add(
          "\"most\" must be at least \(needed), the \(noun) that the doses take in \(limit.value.days) days from cycle "
            + "\(most.cycle) on", at: limit.place)
      }
    }
  }

  /// How much of the measure one unit or vial is; nil for a code or product that no dose is turned into.
  private func size(of subject: Limit.Subject) -> Double? {
    switch subject {
    case .units(let code):
      billing.codes.all?.first.flatMap { $0.code == code ? $0.perUnit.approximate : nil }
    case .vials(let ndc, _):
      billing.products.all?.first.flatMap { $0.ndc == ndc ? $0.perVial.approximate : nil }
    }
  }

  /// A day of a course: its cycle, whether it is the first of it, and the dose.
  private struct Day {
    let cycle: CycleNumber
    let isFirst: Bool
    let dose: Double
  }

  /// The days of a course without pauses; nil when a dose has no maximum or the file has faults that leave it open.
  private func course(_ schedule: DoseSchedule) -> [Day]? {
    guard let last = cycles.last else { return nil }
    var days: [Day] = []
    for number in 1...last.value where days.count < Self.mostDays {
      let cycle = CycleNumber(number)
      guard let length = cycles.days(of: cycle),
        let steps = schedule.cycles.first(where: { $0.cycles.contains(cycle) })?.steps
      else { return nil }
      var doses: [Double] = []
      for step in steps {
        guard let dose = step.amount.most else { return nil }
        doses += Array(repeating: dose, count: step.days)
      }
      guard doses.count <= length else { return nil }
      for day in 0..<length {
        days.append(Day(cycle: cycle, isFirst: day == 0, dose: day < doses.count ? doses[day] : 0))
      }
    }
    return days
  }

  /// The window of a limit that holds most of a course, with the cycle it begins in.
  private func heaviest(_ course: [Day], under limit: Limit) -> (amount: Double, cycle: CycleNumber)? {
    let counted = course.map { limit.cycles.contains($0.cycle) ? $0.dose : 0 }
    var (sum, end) = (0.0, 0)
    var heaviest: (amount: Double, cycle: CycleNumber)?
    for (start, day) in course.enumerated() {
      while end < min(start + limit.days, course.count) {
        sum += counted[end]
        end += 1
      }
      if limit.cycles.contains(day.cycle), limit.basis == .rolling || day.isFirst, sum > heaviest?.amount ?? 0 {
        heaviest = (sum, day.cycle)
      }
      sum -= counted[start]
    }
    return heaviest
  }
}

extension DoseStep.Amount {
  /// The most a day's dose can be; nil where body surface alone sets it.
  fileprivate var most: Double? {
    switch self {
    case .fixed(let dose): dose.approximate
    case .perSquareMetre(_, let most): most?.approximate
    }
  }
}
