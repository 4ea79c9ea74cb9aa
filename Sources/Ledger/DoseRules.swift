import CivilTime
import Coverage

/// What a dose is computed from.
public struct BodySize: Equatable, Sendable {
  /// Weight in kilograms; nil when it is not known.
  public let weightKg: DecimalNumber?
  /// Height in centimetres; nil when it is not known, or the surface was given instead.
  public let heightCm: DecimalNumber?
  /// Body surface in square metres; nil when it is not known.
  public let surfaceM2: Double?

  /// A size from weight and height: body surface after Mosteller, √(cm × kg ÷ 3600).
  public init(weightKg: DecimalNumber?, heightCm: DecimalNumber?) {
    self.weightKg = weightKg
    self.heightCm = heightCm
    if let weightKg, let heightCm {
      surfaceM2 = (heightCm.approximate * weightKg.approximate / 3600).squareRoot()
    } else {
      surfaceM2 = nil
    }
  }

  /// A size from weight and a body surface someone has computed.
  public init(weightKg: DecimalNumber?, surfaceM2: Double) {
    self.weightKg = weightKg
    heightCm = nil
    self.surfaceM2 = surfaceM2
  }

  /// A size no patient exceeds, for which doses are the heaviest a policy prescribes.
  static let heaviest = BodySize(weightKg: DecimalNumber("999"), surfaceM2: 9)

  /// The size last measured on or before a day, by what an entry of the journal could know; by all where none is named.
  public init(of history: PatientHistory, on day: CivilDay, before sequence: JournalNumber? = nil) {
    let known = history.measurements.filter { fact in
      fact.on <= day && (sequence.map { fact.sequence < $0 } ?? true)
    }.sorted { $0.on < $1.on }
    self.init(
      weightKg: known.last { $0.weightKg != nil }?.weightKg, heightCm: known.last { $0.heightCm != nil }?.heightCm)
  }
}

/// The prescribed dose of one day.
public struct DoseDay: Equatable, Sendable {
  /// 1 for the first day of the cycle.
  public let day: Int
  /// The dose in the billing code's measure.
  public let dose: Double
  /// Whether the policy's maximum, not the body surface, set it.
  public let isCapped: Bool
  /// Whole vials opened for it, one day's bag at a time; 0 where the policy counts no vials.
  public let vials: Vials
  /// Units given: the dose, a unit begun counted as one.
  public let administered: Units
  /// Units billed for it: all of the vials opened, or the dose alone where no vials are counted.
  public let billable: Units

  /// The same on another day of the cycle.
  fileprivate func moved(to day: Int) -> DoseDay {
    DoseDay(
      day: day, dose: dose, isCapped: isCapped, vials: vials, administered: administered, billable: billable)
  }

  /// The same dose with no vials named, under no limit on them.
  var withoutVials: DoseDay {
    DoseDay(day: day, dose: dose, isCapped: isCapped, vials: 0, administered: administered, billable: billable)
  }
}

/// The doses a policy prescribes (policy V). They are advice, never a limit.
public enum DoseRules {
  /// The prescribed days of a cycle for a body size; nil when a needed weight or height is not known.
  public static func schedule(
    _ indication: Indication, cycle: CycleNumber, size: BodySize, policy: Policy
  ) -> [DoseDay]? {
    guard let steps = steps(indication.dosing, cycle: cycle, size: size) else { return nil }
    var days: [DoseDay] = []
    for step in steps {
      guard let (dose, capped) = amount(step.amount, size: size) else { return nil }
      let first = day(days.count + 1, dose: dose, capped: capped, policy: policy)
      for number in first.day..<first.day + step.days { days.append(first.moved(to: number)) }
    }
    return days
  }

  /// The dose of one day of a cycle, of nothing where none is prescribed; nil when a needed weight or height is not
  /// known.
  static func dose(
    onDay number: Int, _ dosing: Dosing, cycle: CycleNumber, size: BodySize, policy: Policy
  ) -> DoseDay? {
    guard let steps = steps(dosing, cycle: cycle, size: size) else { return nil }
    var last = 0
    for step in steps {
      last += step.days
      guard number <= last else { continue }
      return amount(step.amount, size: size).map { day(number, dose: $0.dose, capped: $0.capped, policy: policy) }
    }
    return day(number, dose: 0, capped: false, policy: policy)
  }

  /// The steps of a cycle for the band of weight a size is in; past the last cycle they are those of the last.
  private static func steps(_ dosing: Dosing, cycle: CycleNumber, size: BodySize) -> [DoseStep]? {
    guard let band = band(for: size, in: dosing) else { return nil }
    let last = band.cycles.last?.cycles.last ?? cycle
    return band.cycles.first { $0.cycles.contains(min(cycle, last)) }?.steps
  }

  /// The schedule staff must plan for: the patient's own, or the heaviest dose when the size is not known.
  public static func planned(_ cycle: Cycle, history: PatientHistory) -> [DoseDay] {
    guard let indication = cycle.indication, let policy = cycle.terms.policy else { return [] }
    return planned(
      indication, cycle: cycle.fact.number, size: BodySize(of: history, on: cycle.fact.startsOn), policy: policy)
  }

  /// The schedule to plan for in a cycle that has not started.
  public static func planned(
    _ indication: Indication, cycle: CycleNumber, size: BodySize, policy: Policy
  ) -> [DoseDay] {
    schedule(indication, cycle: cycle, size: size, policy: policy)
      ?? schedule(indication, cycle: cycle, size: .heaviest, policy: policy) ?? []
  }

  /// The dosing days of a cycle from a day on that what was already administered does not pay for: a bag of several
  /// days is entered on its first.
  public static func remaining(
    _ doses: [DoseDay], of cycle: Cycle, on day: CivilDay, history: PatientHistory
  ) -> [DoseDay] {
    let course = Course(of: cycle.fact.indication, in: history)
    let passed = max(0, day - cycle.fact.startsOn)
    let given = course.coveredLines(in: cycle.span, of: history).reduce(0) { $0 + $1.part.administered.count }
    let perUnit = cycle.terms.policy?.billingCodes.first?.perUnit.approximate ?? 1
    var ahead = Double(given) * perUnit + 1e-9 - doses.prefix(passed).reduce(0) { $0 + $1.dose }
    var remaining = doses.dropFirst(passed)
    while let next = remaining.first, ahead >= next.dose, ahead > 0 {
      ahead -= next.dose
      remaining.removeFirst()
    }
    return Array(remaining)
  }

  private static func band(for size: BodySize, in dosing: Dosing) -> DoseSchedule? {
    dosing.schedules.first { schedule in
      switch schedule.band {
      case .any: return true
      case .atLeast(let least): return size.weightKg.map { $0 >= least } ?? false
      case .under(let limit): return size.weightKg.map { $0 < limit } ?? false
      }
    }
  }

  private static func amount(_ amount: DoseStep.Amount, size: BodySize) -> (dose: Double, capped: Bool)? {
    switch amount {
    case .fixed(let dose): return (dose.approximate, false)
    case .perSquareMetre(let dose, let most):
      guard let surface = size.surfaceM2 else { return nil }
      let computed = dose.approximate * surface
      guard let most = most?.approximate, computed > most else { return (computed, false) }
      return (most, true)
    }
  }

  private static func day(_ number: Int, dose: Double, capped: Bool, policy: Policy) -> DoseDay {
    let pack = packed(dose, policy: policy)
    return DoseDay(
      day: number, dose: dose, isCapped: capped, vials: pack.vials, administered: pack.administered,
      billable: pack.billable)
  }

  /// An amount put up by itself: its units, a unit begun counted as one, and the whole vials opened and billed for it.
  static func packed(_ dose: Double, policy: Policy) -> (administered: Units, vials: Vials, billable: Units) {
    let perUnit = policy.billingCodes.first?.perUnit.approximate ?? 1
    let given = Units(wholeUp(dose / perUnit))
    guard let perVial = policy.products.first?.perVial.approximate, perVial > 0, perUnit > 0 else {
      return (given, 0, given)
    }
    let vials = wholeUp(dose / perVial)
    // A vial that holds no whole number of units is billed no lower than what was given of it.
    return (given, Vials(vials), max(given, Units(wholeUp(Double(vials) * perVial / perUnit))))
  }

  /// The next whole number, for amounts no policy file can make larger than an `Int` holds.
  ///
  /// What is a whole number but for the error of floating point is that number: three times 0.1 is 0.3.
  private static func wholeUp(_ amount: Double) -> Int {
    Int(exactly: (min(max(amount, 0), 1_000_000_000) - 1e-9).rounded(.up)) ?? 0
  }
}
