/// Random but repeatable histories of many patients over four years, which keep close to the edges of the rules.
///
/// An oracle runs beside it, so that the next date or amount can be chosen at the edge of what stands then.
final class RandomHistories {
  /// A patient-to-be and what is meant to happen to them.
  final class Member {
    let memberID: String
    let birth: Int
    let joins: Int
    let plan: [String]
    let prior: [String: Int]
    /// What was sent under each reference last, to send it again.
    var sent: [(reference: String, line: OperationLine)] = []
    var referencesUsed = 0

    init(memberID: String, birth: Int, joins: Int, plan: [String], prior: [String: Int]) {
      self.memberID = memberID
      self.birth = birth
      self.joins = joins
      self.plan = plan
      self.prior = prior
    }
  }

  static let firstDay = StupidCalendar.day(year: 2021, month: 3, dayOfMonth: 1)
  static let span = 4 * 365 + 1

  let oracle = StupidOracle()
  let count: Int
  var random: SplitMix64
  var members: [Member] = []
  private var emitted = 0
  private var sink: (String) -> Void = { _ in }

  /// Plans about `count` operations; the same seed and count give the same lines.
  init(seed: UInt64, count: Int) {
    self.count = count
    random = SplitMix64(seed: seed)
    for index in 0..<max(3, count / 90) { members.append(newMember(index)) }
  }

  /// All lines at once.
  func lines() -> [String] {
    var lines: [String] = []
    run { lines.append($0) }
    return lines
  }

  /// Hands on each line in its order.
  func run(_ sink: @escaping (String) -> Void) {
    self.sink = sink
    while emitted < count {
      let present = members.filter { $0.joins <= clock }
      if random.chance(9) { makeMistake() }
      if let member = present.isEmpty ? nil : random.pick(present) { visit(member) }
    }
    self.sink = { _ in }
  }

  /// The day it is, which rises with the operations sent.
  var clock: Int { Self.firstDay + min(Self.span, emitted * Self.span / max(1, count)) }

  /// Sends one operation, works it in the oracle too, and gives the oracle's answer.
  @discardableResult
  func send(_ operation: OperationLine) -> OracleAnswer {
    var line = operation
    if !line.has("today") {
      line.set("today", day: random.chance(2) ? clock - random.number(1...45) : clock)
    }
    emitted += 1
    sink(line.text)
    return oracle.answer(line: line.text)
  }

  private func newMember(_ index: Int) -> Member {
    var joins = index < 2 ? Self.firstDay : Self.firstDay + random.below(Self.span * 7 / 10)
    let age = random.weighted([(16, random.number(0...45)), (24, random.number(300...6000)), (60, 9000 + 30 * index)])
    var birth = joins - age
    if age < 50, random.chance(60) {
      // The next month has no such day: one month old on that month's last day.
      let parts = StupidCalendar.parts(joins)
      let month = random.pick([1, 1, 3, 5, 8, 10])
      birth = StupidCalendar.day(year: parts.year, month: month, dayOfMonth: month == 1 ? random.number(29...31) : 31)
      joins = max(Self.firstDay, birth + random.below(40))
    }
    let plan = random.weighted([
      (45, ["rr-all"]), (15, ["mrd-all"]), (20, ["rr-all", "mrd-all"]), (20, ["mrd-all", "rr-all"]),
    ])
    let prior = [
      "rr-all": random.weighted([(55, 0), (25, random.number(1...4)), (20, random.number(5...9))]),
      "mrd-all": random.weighted([(70, 0), (25, random.number(1...3)), (5, random.number(4...5))]),
    ]
    return Member(memberID: "H-\(10_000 + index)", birth: birth, joins: joins, plan: plan, prior: prior)
  }

  private func visit(_ member: Member) {
    guard let patient = oracle.patients[member.memberID] else {
      introduce(member)
      return
    }
    let open = oracle.requests.filter { $0.patient === patient && ["pended", "referred"].contains($0.status) }
    if !open.isEmpty && random.chance(55) { settle(random.pick(open), member) }
    for key in member.plan.prefix(random.chance(70) ? 2 : 1) {
      guard let indication = StupidPolicy.indications[key] else { continue }
      if oracle.liveAuthorizations(patient, indication).isEmpty {
        if random.chance(80) { request(member, patient, indication) }
        if !random.chance(15) { continue }
      }
      if random.chance(65) { startNext(member, patient, indication) }
      if random.chance(55) { bill(member, patient, indication) }
      if random.chance(35) { requestMore(member, patient, indication) }
      if random.chance(14) { changeAuthorization(patient, indication) }
      if random.chance(7) { voidCycle(member, patient, indication) }
    }
    if random.chance(40) { correct(member, patient) }
    if random.chance(12) { look(member, patient) }
    if random.chance(5) { annotate(member) }
  }

  private func introduce(_ member: Member) {
    var add = OperationLine("patient.add")
    add.set("member_id", member.memberID)
    add.set("name", "Invented \(member.memberID)")
    add.set("birth_date", day: member.birth)
    if random.chance(5) {
      var bad = add
      bad.set("birth_date", random.pick(["2026-02-30", "03/04/26", "1899-12-31", "2021-13-01", "2021-1-1"]))
      send(bad)
    }
    if random.chance(6) { send(measurement(member)) }
    send(add)
    if random.chance(50) { send(measurement(member)) }
    if random.chance(6) { send(add) }
  }

  private func measurement(_ member: Member) -> OperationLine {
    var measure = OperationLine("patient.measure")
    measure.set("member_id", member.memberID)
    measure.set("on", day: clock)
    measure.set("weight_kg", json: random.chance(8) ? "-4.5" : "\(random.number(30...90)).5")
    measure.set("height_cm", random.number(90...190))
    return measure
  }
}
