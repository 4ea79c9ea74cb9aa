import CivilTime
import Coverage
import Ledger

// MARK: Cycles

extension CourseBuilder {
  /// What the rules say to the next cycle starting on a day.
  func cycleVerdict(_ on: any Dated, exception: Bool = false) -> CycleVerdict {
    let policy = history.book.inForce(for: indication, on: on.day) ?? history.book.newest(knowing: indication)
    return CycleRules.judge(
      CycleStart(indication: indication, on: on.day, exception: exception ? CourseBuilder.exception : nil),
      indication: policy?.indication(indication) ?? Shipped.relapsed, history: history)
  }

  static let exception = CycleException(reason: "restart after an interruption", approvedBy: "Dr. Example")

  /// Starts the next cycle.
  @discardableResult
  mutating func cycle(_ on: any Dated, exception: Bool = false) throws -> CycleVerdict {
    let verdict = cycleVerdict(on, exception: exception)
    guard verdict.findings.isEmpty, let authorization = verdict.authorization else {
      throw Surprise("cycle \(verdict.number) on \(on.day) refused", verdict.findings)
    }
    history.add(
      CycleFact(
        record: CycleRecordNumber(history.cycles.count + 1), patient: history.patient, indication: indication,
        number: verdict.number, startsOn: on.day, authorization: authorization.fact.number,
        exception: verdict.isEarly(on.day) ? CourseBuilder.exception : nil, sequence: nextEntry()))
    return verdict
  }

  /// Starts some cycles, each on the first day the one before allows.
  mutating func cycles(_ count: Int, from first: any Dated) throws {
    var on = first.day
    for _ in 0..<count { on = try cycle(on).span.endsOn + 1 }
  }

  /// Takes in a relapsed patient and gives cycles 1 to `last`, each on its first possible day, with the renewals those
  /// of continued therapy need.
  mutating func reach(cycle last: Int, from first: any Dated) throws {
    try intake(first.day)
    try cycles(min(last, 5), from: first.day)
    if last > 5 { try renew(first.day + 210) }
    if last > 5 { try cycles(min(last, 7) - 5, from: first.day + 210) }
    if last > 7 { try renew(first.day + 378) }
    if last > 7 { try cycles(last - 7, from: first.day + 378) }
  }

  /// The reasons against voiding a cycle; without any, it is voided.
  @discardableResult
  mutating func voidCycle(_ number: Int) throws -> [Finding] {
    guard let cycle = course.cycles.first(where: { $0.fact.number.value == number }) else {
      throw Surprise("no live cycle \(number)", [])
    }
    let findings = CorrectionRules.void(cycle, history: history)
    if findings.isEmpty { history.void(cycle.fact.record, Voiding(reason: "entered in error", sequence: nextEntry())) }
    return findings
  }
}

// MARK: Units

extension CourseBuilder {
  /// An entry of units, with no vials named unless said.
  func entry(
    _ administered: Int, discarded: Int = 0, vials: Int? = nil, on: any Dated, of indication: IndicationKey? = nil,
    code: String? = nil
  ) -> UnitEntry {
    UnitEntry(
      on: on.day, administered: Units(administered), discarded: Units(discarded), vials: vials.map { Vials($0) },
      indication: indication, code: code)
  }

  /// What the rules say to an entry of units.
  func unitsVerdict(
    _ administered: Int, discarded: Int = 0, vials: Int? = nil, on: any Dated, of indication: IndicationKey? = nil,
    code: String? = nil
  ) -> UnitVerdict {
    UnitRules.judge(
      entry(administered, discarded: discarded, vials: vials, on: on, of: indication, code: code), history: history)
  }

  /// Puts an entry on file with what the rules say to it; its reference is `L` with its number.
  @discardableResult
  mutating func log(_ entry: UnitEntry, cutBack: Bool = false, as reference: String? = nil) -> AdministrationFact {
    let verdict = UnitRules.judge(entry, history: history)
    let cut = cutBack ? UnitRules.cutBack(entry, by: verdict) : nil
    let number = history.administrations.count + 1
    let fact = AdministrationFact(
      number: AdministrationNumber(number), patient: history.patient, reference: reference ?? "L\(number)", attempt: 1,
      entry: entry, cycle: verdict.cycle?.fact.record,
      outcome: verdict.isCovered ? .covered : cut == nil ? .denied : .cutBack,
      covered: verdict.isCovered ? entry.whole : cut ?? .nothing, window: verdict.window, fitsThen: verdict.fitsThen,
      fitsOn: verdict.fitsOn, findings: verdict.findings, sequence: nextEntry())
    history.add(fact)
    return fact
  }

  /// Logs units that are covered.
  mutating func units(
    _ administered: Int, discarded: Int = 0, vials: Int? = nil, on: any Dated, of indication: IndicationKey? = nil,
    code: String? = nil
  ) throws {
    let fact = log(entry(administered, discarded: discarded, vials: vials, on: on, of: indication, code: code))
    guard fact.outcome == .covered else { throw Surprise("\(administered) units on \(on.day)", fact.findings) }
  }

  /// Logs units that are denied.
  mutating func deniedUnits(_ administered: Int, vials: Int? = nil, on: any Dated) throws {
    let fact = log(entry(administered, vials: vials, on: on))
    guard fact.outcome == .denied else { throw Surprise("\(administered) units on \(on.day) are covered", []) }
  }

  /// Logs 28 days of one vial each, 35 units, from a day on.
  mutating func fourWeeks(from first: any Dated) throws {
    for offset in 0..<28 { try units(28, discarded: 7, vials: 1, on: first.day + offset) }
  }

  /// Voids the line with a reference.
  mutating func voidUnits(_ reference: String) throws {
    guard let held = history.administrations.last(where: { $0.fact.reference == reference && $0.isLive }) else {
      throw Surprise("no live line \(reference)", [])
    }
    history.void(held.fact.number, Voiding(reason: "entered in error", sequence: nextEntry()))
  }
}

// MARK: Authorizations

extension CourseBuilder {
  /// The authorization with a number.
  func authorization(_ number: Int) throws -> Authorization {
    guard let held = history.authorizations.first(where: { $0.fact.number.value == number }) else {
      throw Surprise("no authorization \(number)", [])
    }
    return held
  }

  /// The reasons against moving an authorization's last day later; without any, it is moved.
  @discardableResult
  mutating func extend(_ number: Int, to: any Dated) throws -> [Finding] {
    let findings = AuthorizationRules.extend(try authorization(number), to: to.day, history: history)
    if findings.isEmpty { change(number, .extended, to.day) }
    return findings
  }

  /// The reasons against moving an authorization's last day earlier; without any, it is moved.
  @discardableResult
  mutating func terminate(_ number: Int, on: any Dated) throws -> [Finding] {
    let findings = AuthorizationRules.terminate(try authorization(number), on: on.day, history: history)
    if findings.isEmpty { change(number, .terminated, on.day) }
    return findings
  }

  /// The reasons against voiding an authorization; without any, it is voided.
  @discardableResult
  mutating func voidAuthorization(_ number: Int) throws -> [Finding] {
    let held = try authorization(number)
    let findings = AuthorizationRules.void(held, history: history)
    if findings.isEmpty { history.void(held.fact.number, Voiding(reason: "entered in error", sequence: nextEntry())) }
    return findings
  }

  private mutating func change(_ number: Int, _ kind: AuthorizationChangeFact.Kind, _ endsOn: CivilDay) {
    history.add(
      AuthorizationChangeFact(
        authorization: AuthorizationNumber(number), kind: kind, endsOn: endsOn, reason: "move",
        approvedBy: "Dr. Example", sequence: nextEntry()))
  }
}
