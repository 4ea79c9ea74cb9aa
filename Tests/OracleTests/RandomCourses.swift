/// Random but repeatable courses, each stopped somewhere on its way, so that it can be asked what comes next.
///
/// An oracle runs beside them and takes in every line that is sent.
final class RandomCourses {
  /// A course with the day and the wishes it is looked at with.
  struct Course {
    let memberID: String
    let indication: StupidPolicy.Indication
    var today = 0
    var start: Int?
    var delay = 0
  }

  let oracle = StupidOracle()
  private(set) var lines: [String] = []
  private(set) var answers: [OracleAnswer] = []
  private var random: SplitMix64
  private var references = 0

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// Forgets the lines sent so far, but not what they did.
  func forgetLines() { (lines, answers) = ([], []) }

  /// Sends a line on a day, and gives the oracle's answer.
  @discardableResult
  func send(_ operation: OperationLine, today: Int) -> OracleAnswer {
    var operation = operation
    operation.set("today", day: today)
    let answer = oracle.answer(line: operation.text)
    lines.append(operation.text)
    answers.append(answer)
    return answer
  }

  /// A new course on its way.
  func course(_ index: Int) -> Course {
    let indication = random.chance(72) ? StupidPolicy.relapsed : StupidPolicy.residual
    var course = Course(memberID: "P-\(10_000 + index)", indication: indication)
    let first = StupidCalendar.day(year: 2022, month: 1, dayOfMonth: 1) + random.below(700)
    introduce(course, on: first)
    var last = first
    if random.chance(12) {
      // Another course beside it takes room in the vials' windows.
      let other = indication.renewable ? StupidPolicy.residual : StupidPolicy.relapsed
      last = walk(Course(memberID: course.memberID, indication: other), from: first - random.below(120), most: 3)
    }
    last = max(last, walk(course, from: first, most: random.below(10)))
    course.today = last + random.weighted([(30, 0), (45, random.below(50)), (25, random.below(400))])
    course.start = random.chance(15) ? course.today + random.below(120) : nil
    course.delay = random.weighted([(70, 0), (20, random.number(1...14)), (10, random.number(15...60))])
    return course
  }

  private func introduce(_ course: Course, on day: Int) {
    var add = OperationLine("patient.add")
    add.set("member_id", course.memberID)
    add.set("name", "Invented \(course.memberID)")
    add.set("birth_date", day: day - random.weighted([(5, random.number(25...40)), (95, 4000 + random.below(20_000))]))
    send(add, today: day)
    guard random.chance(80) else { return }
    var measure = OperationLine("patient.measure")
    measure.set("member_id", course.memberID)
    measure.set("on", day: day)
    measure.set("weight_kg", json: "\(random.number(12...95)).5")
    if random.chance(80) { measure.set("height_cm", random.number(80...190)) }
    send(measure, today: day)
  }

  /// Takes a course some cycles along; the last day anything was sent.
  private func walk(_ course: Course, from first: Int, most: Int) -> Int {
    let prior = random.weighted([
      (60, 0), (25, random.number(1...(course.indication.lastPreContinued - 1))),
      (15, course.indication.lastPreContinued + random.below(4)),
    ])
    let isRenewal = course.indication.renewable && prior >= course.indication.lastPreContinued
    let begins = first + random.weighted([(60, 0), (30, random.below(40)), (10, -random.below(20))])
    if random.chance(96) {
      send(request(course, isRenewal: isRenewal, received: first, start: begins, prior: prior), today: first)
    }
    var (last, day) = (first, max(first, begins))
    for _ in 0..<most {
      day += random.weighted([(50, 0), (40, random.below(15)), (10, random.below(70))])
      guard let cycle = startCycle(course, on: day) else { break }
      last = max(last, day)
      last = max(last, bill(course, cycle))
      if random.chance(15) { last = max(last, changeCoverage(course, on: last)) }
      day = cycle.lastDay + 1
      if random.chance(4) { day = restart(course, after: cycle) ?? day }
    }
    return last
  }

  private func startCycle(_ course: Course, on day: Int) -> StupidOracle.Cycle? {
    for attempt in 0...1 {
      if send(start(course, on: day), today: day).outcome == "started" { break }
      guard attempt == 0, random.chance(85) else { return nil }
      let isRenewal = send(request(course, isRenewal: true, received: day, start: day, prior: nil), today: day)
      guard isRenewal.outcome != "approved" else { continue }
      send(request(course, isRenewal: false, received: day, start: day, prior: nil), today: day)
    }
    return oracle.patients[course.memberID].flatMap { oracle.liveCycles($0, course.indication).last }
  }

  private func restart(_ course: Course, after cycle: StupidOracle.Cycle) -> Int? {
    let day = cycle.start + random.number(9...35)
    var line = start(course, on: day)
    line.set("exception", "Restart after an interruption.")
    line.set("approved_by", "Supervisor")
    guard send(line, today: day).outcome == "started" else { return nil }
    return oracle.patients[course.memberID].flatMap { oracle.liveCycles($0, course.indication).last?.lastDay }
      .map { $0 + 1 }
  }

  /// Bills some of a cycle; the last day billed.
  private func bill(_ course: Course, _ cycle: StupidOracle.Cycle) -> Int {
    let days = random.weighted([(25, 28), (45, random.below(29)), (30, 0)])
    var last = cycle.start
    switch random.weighted([(40, 1), (45, 7), (15, 0)]) {
    case 0:
      // A late lump, which stays in the windows of the next cycle.
      last = cycle.start + random.below(cycle.length)
      send(
        dose(course, on: last, units: random.number(28...784), discarded: random.below(100), vials: nil), today: last)
    case let step:
      for day in stride(from: 0, to: days, by: step) {
        last = cycle.start + day
        send(dose(course, on: last, units: 28 * step, discarded: 7 * step, vials: step), today: last)
      }
    }
    return last
  }

  private func changeCoverage(_ course: Course, on day: Int) -> Int {
    guard let patient = oracle.patients[course.memberID],
      let latest = oracle.liveAuthorizations(patient, course.indication).last
    else { return day }
    let isExtended = random.chance(60)
    var line = OperationLine(isExtended ? "authorization.extend" : "authorization.terminate")
    line.set("authorization", latest.number)
    line.set(isExtended ? "to" : "on", day: isExtended ? latest.end + random.number(1...60) : day + random.below(60))
    line.set("reason", "As agreed.")
    line.set("approved_by", "Supervisor")
    send(line, today: day)
    return day
  }

  // MARK: Lines

  func request(_ course: Course, isRenewal: Bool, received: Int, start: Int, prior: Int?) -> OperationLine {
    var line = OperationLine(isRenewal ? "renew" : "intake")
    line.set("member_id", course.memberID)
    line.set("indication", course.indication.key)
    if !isRenewal { line.set("diagnosis", "C91.02") }
    line.set("received", day: received)
    line.set("start", day: start)
    if let prior { line.set("prior_cycles", prior) }
    line.set(
      "attestations",
      [
        "b-cell-precursor": "yes", "single-agent": "yes", "live-vaccine-within-2-weeks": "no",
        "concurrent-live-vaccine": "no", "relapsed-or-refractory": "yes", "ph-status": "negative",
        "mrd-after-consolidation": "yes", "unacceptable-toxicity": "no", "disease-response": "stable",
        "response-assay": "cbc",
      ])
    return line
  }

  func start(_ course: Course, on day: Int) -> OperationLine {
    var line = OperationLine("cycle.start")
    line.set("member_id", course.memberID)
    line.set("indication", course.indication.key)
    line.set("on", day: day)
    return line
  }

  func dose(_ course: Course, on day: Int, units: Int, discarded: Int, vials: Int?) -> OperationLine {
    references += 1
    var line = OperationLine("administer")
    line.set("member_id", course.memberID)
    line.set("on", day: day)
    line.set("units", units)
    line.set("discarded", discarded)
    if let vials { line.set("vials", vials) }
    line.set("indication", course.indication.key)
    line.set("reference", "C\(references)")
    return line
  }
}
