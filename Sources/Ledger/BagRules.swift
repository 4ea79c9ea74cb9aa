import Coverage

/// The doses of a cycle put up in bags of one size.
public struct BagPlan: Equatable, Sendable {
  /// How many hours a bag runs.
  public let hours: Int
  /// The bags a cycle takes.
  public let bags: Int
  /// Whole vials opened for them; 0 where the policy counts no vials.
  public let vials: Vials
  /// Units given.
  public let administered: Units
  /// Units billed: given and wasted together.
  public let billable: Units

  /// Units wasted.
  public var discarded: Units { billable - administered }
}

/// What the doses of a cycle take when they are put up for more than a day at a time.
public enum BagRules {
  /// The hours a bag may run: one to four days, or seven.
  public static let hours = [24, 48, 72, 96, 168]

  /// The doses of a cycle in bags of every size.
  ///
  /// A bag runs at one rate, so none reaches over a step of the doses; the last one before a step may be smaller.
  public static func plans(for days: [DoseDay], policy: Policy) -> [BagPlan] {
    hours.map { plan(for: days, days: $0 / 24, policy: policy) }
  }

  private static func plan(for days: [DoseDay], days size: Int, policy: Policy) -> BagPlan {
    var bags = 0
    var (vials, administered, billable) = (0, 0, 0)
    for run in runs(of: days) {
      for first in stride(from: 0, to: run.days, by: size) {
        let pack = DoseRules.packed(run.dose * Double(min(size, run.days - first)), policy: policy)
        bags += 1
        vials += pack.vials.count
        administered += pack.administered.count
        billable += pack.billable.count
      }
    }
    return BagPlan(
      hours: size * 24, bags: bags, vials: Vials(vials), administered: Units(administered), billable: Units(billable))
  }

  /// Neighbouring days of one dose; days without a dose take no bag.
  private static func runs(of days: [DoseDay]) -> [(dose: Double, days: Int)] {
    var runs: [(dose: Double, days: Int)] = []
    for day in days {
      if let last = runs.last, last.dose == day.dose {
        runs[runs.count - 1].days += 1
      } else {
        runs.append((day.dose, 1))
      }
    }
    return runs.filter { $0.dose > 0 }
  }
}
