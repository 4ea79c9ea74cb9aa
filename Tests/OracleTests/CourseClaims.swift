import Foundation

/// What `check` and `project` say of a course, held against the oracle day by day, then played in.
final class CourseClaims {
  let course: RandomCourses.Course
  let courses: RandomCourses
  /// What does not hold.
  private(set) var faults: [String] = []
  /// How many days were claimed to be first.
  private(set) var claims = 0

  private var oracle: StupidOracle { courses.oracle }
  private var indication: StupidPolicy.Indication { course.indication }
  private var patient: StupidOracle.Patient? { oracle.patients[course.memberID] }
  private var today: Int { course.today }

  init(_ course: RandomCourses.Course, _ courses: RandomCourses) {
    self.course = course
    self.courses = courses
  }

  private func expect(_ isTrue: Bool, _ what: @autoclosure () -> String) {
    if !isTrue { faults.append("\(course.memberID) \(indication.key): \(what())") }
  }

  private func day(_ value: Any?) -> Int? { (value as? String).flatMap(StupidCalendar.day) }

  private func text(_ day: Int?) -> String { day.map(StupidCalendar.text) ?? "never" }

  // MARK: check

  /// The first day the next cycle may start.
  func checkCycle(_ answer: [String: Any]) {
    let said = day((answer["result"] as? [String: Any])?["earliest"])
    let first = (today...(today + 900)).first { startFindings(on: $0).isEmpty }
    claims += said == nil ? 0 : 1
    expect(said == first, "check --cycle says \(text(said)), the first day is \(text(first))")
    expect((answer["outcome"] as? String == "fits") == startFindings(on: today).isEmpty, "check --cycle on the day")
  }

  /// The first day a renewal could be asked for, and the first it could begin.
  func checkRenewal(_ answer: [String: Any]) {
    let result = answer["result"] as? [String: Any]
    let (asked, begun) = (day(result?["ask_from"]), day(result?["begin_from"]))
    var first: (Int, Int)?
    for received in today...(today + 400) where first == nil {
      // What the beginning decides is looked at only where the rest allows a renewal at all.
      guard isPossible(isRenewal: true, received: received, start: received + 5_000) else { continue }
      let starts = received...(received + 1_500)
      first = starts.first { isPossible(isRenewal: true, received: received, start: $0) }.map { (received, $0) }
    }
    claims += asked == nil ? 0 : 2
    expect(
      asked == first?.0 && begun == first?.1,
      "check --renewal says \(text(asked)) to begin \(text(begun)), it is \(text(first?.0)) to \(text(first?.1))")
  }

  /// The first day units fit, and what each day holds.
  func checkUnits(_ answer: [String: Any], units: Int, vials: Int) {
    guard let patient, let result = answer["result"] as? [String: Any] else { return expect(false, "check --units") }
    func judge(_ day: Int) -> StupidOracle.Judgement {
      let entry = StupidOracle.DoseEntry(
        memberID: course.memberID, day: day, units: units, discarded: 0, vials: vials, indication: indication.key)
      return oracle.judge(entry, on: day, patient)
    }
    let last = patient.cycles.map(\.lastDay).max() ?? today
    let first = (today...max(today, last)).first { judge($0).findings.isEmpty }
    let said = day(result["fits_on"])
    claims += said == nil ? 0 : 1
    expect(said == first, "check --units says \(text(said)), the first day is \(text(first))")
    let ends = oracle.liveAuthorizations(patient, indication).map(\.end).max() ?? today
    let days = result["days"] as? [[String: Any]] ?? []
    expect(days.count == max(ends, today) - today + 1, "check --units shows \(days.count) days")
    for (offset, row) in days.enumerated() where offset.isMultiple(of: 11) {
      let judged = judge(today + offset)
      let free = judged.findings.subtracting(["unit-limit"]).isEmpty ? judged.fitsThen ?? 0 : 0
      expect(
        row["free"] as? Int == free && row["fits"] as? Bool == judged.findings.isEmpty,
        "\(text(today + offset)) has \(free) free, not \(row["free"] ?? "")")
    }
  }

  // MARK: project

  /// Plays a projection in, in its order; before each day it gives, every earlier one is tried.
  func play(_ answer: [String: Any], withDoses: Bool) {
    let cycles = answer["cycles"] as? [[String: Any]] ?? []
    var requests = answer["requests"] as? [[String: Any]] ?? []
    var knownOn = max(today, patient.flatMap { oracle.liveCycles($0, indication).last?.start } ?? today)
    let isShort = cycles.contains { ($0["days_short"] as? Int ?? 0) > 0 }
    for cycle in cycles {
      guard let starts = day(cycle["starts_on"]), let earliest = day(cycle["earliest"]) else {
        return expect(false, "a cycle without a day")
      }
      let isUnderWay = cycle["is_under_way"] as? Bool ?? false
      let place = cycle["request"] as? Int ?? 0
      if !isUnderWay {
        // Coverage the start rests on is asked for before it.
        while let next = requests.first, next["request"] as? Int ?? 0 <= place { ask(requests.removeFirst(), knownOn) }
        start(from: max(knownOn, course.start ?? today), earliest: earliest, on: starts, saying: cycle)
        knownOn = starts
      }
      // Coverage the doses rest on is asked for on the day the cycle is on file.
      while let next = requests.first, let from = day(next["ask_from"]), from <= knownOn, isNeeded(next, by: cycle) {
        ask(requests.removeFirst(), knownOn)
      }
      if withDoses { give(cycle, isShort: isShort) }
    }
    expect(requests.isEmpty, "\(requests.count) requests cover nothing")
    checkEnd(answer, knownOn)
  }

  private func isNeeded(_ request: [String: Any], by cycle: [String: Any]) -> Bool {
    guard let begins = day(request["starts_on"]), let last = day(cycle["doses_to"]) else { return false }
    return begins <= last
  }

  private func ask(_ request: [String: Any], _ knownOn: Int) {
    guard let from = day(request["ask_from"]), let by = day(request["ask_by"]), let starts = day(request["starts_on"])
    else { return expect(false, "a request without a day") }
    let isRenewal = request["kind"] as? String == "continued"
    for received in knownOn..<max(from, knownOn) {
      expect(
        !isPossible(isRenewal: isRenewal, received: received, start: max(starts, received) + 5_000),
        "\(text(received)) would do before \(text(from))")
    }
    claims += 1
    expect(by >= from, "ask by \(text(by)) is before \(text(from))")
    let received = by
    let answer = courses.send(
      courses.request(course, isRenewal: isRenewal, received: received, start: starts, prior: nil), today: received)
    expect(
      answer.outcome == "approved" && answer.endsOn == request["ends_on"] as? String,
      "the request of \(text(received)) is \(answer.outcome ?? "nothing"), \(answer.codes)")
  }

  private func start(from: Int, earliest: Int, on day: Int, saying cycle: [String: Any]) {
    for early in from..<max(from, earliest) {
      expect(!startFindings(on: early).isEmpty, "a cycle could start on \(text(early)), before \(text(earliest))")
    }
    if earliest > from { courses.send(courses.start(course, on: earliest - 1), today: earliest) }
    expect(startFindings(on: earliest).isEmpty, "no cycle can start on \(text(earliest))")
    claims += 1
    expect(course.delay > 0 || earliest == day, "without a delay a cycle starts on its first day")
    let answer = courses.send(courses.start(course, on: day), today: day)
    expect(
      answer.outcome == "started" && answer.number == cycle["number"] as? Int,
      "cycle \(cycle["number"] ?? "") on \(text(day)) is \(answer.outcome ?? "nothing"), \(answer.codes)")
  }

  /// Logs every dose of a cycle; where coverage is short, the doses past it stay out of the sums that are checked.
  private func give(_ cycle: [String: Any], isShort: Bool) {
    for dose in cycle["doses"] as? [[String: Any]] ?? [] {
      guard let on = day(dose["on"]), let units = dose["administered"] as? Int, let waste = dose["discarded"] as? Int
      else { return expect(false, "a dose without a day") }
      let said = Set(dose["findings"] as? [String] ?? [])
      let line = courses.dose(course, on: on, units: units, discarded: waste, vials: dose["vials"] as? Int)
      let answer = courses.send(line, today: on)
      if said.isEmpty {
        expect(answer.outcome == "covered", "the dose of \(text(on)) is \(answer.outcome ?? ""), \(answer.codes)")
      } else if !isShort {
        expect(Set(answer.codes) == said, "the dose of \(text(on)) has \(answer.codes), not \(said.sorted())")
      }
    }
  }

  /// After the last cycle laid out none follows, whatever is asked for.
  private func checkEnd(_ answer: [String: Any], _ knownOn: Int) {
    let ends = answer["ends"] as? [[String: Any]] ?? []
    expect(!ends.isEmpty, "no reason why no cycle follows")
    // With a delay the days before it are passed over.
    guard course.delay == 0 else { return }
    let next = max(knownOn, course.start ?? today)...(knownOn + 500)
    expect(!next.contains { startFindings(on: $0).isEmpty }, "a cycle could follow")
    for isRenewal in [true, false] where isPossible(isRenewal: isRenewal, received: knownOn, start: knownOn + 5_000) {
      // Coverage that no cycle can use is of no help.
      let used = (patient.map { oracle.liveCycles($0, indication).count } ?? 0) + (priorOnFile ?? 0)
      expect((used + 1 > indication.lastPreContinued) != isRenewal, "coverage could follow")
    }
  }

  // MARK: The oracle's word, without a trace

  private var priorOnFile: Int? { patient.flatMap { oracle.priorOnFile($0, indication) } }

  private func startFindings(on day: Int) -> Set<String> {
    oracle.startFindings(
      StupidOperation(object: [
        "member_id": course.memberID, "indication": indication.key, "on": StupidCalendar.text(day),
      ]))
  }

  private func isPossible(isRenewal: Bool, received: Int, start: Int) -> Bool {
    guard let patient, received >= StupidPolicy.effective else { return false }
    let intake = StupidOracle.Intake(
      patient: patient, indication: indication, isRenewal: isRenewal, received: received, start: start,
      prior: priorOnFile ?? 0, diagnosis: isRenewal ? nil : "C91.02", appeals: nil, answers: [:])
    let request = StupidOracle.Request(intake, number: "R-000000")
    return oracle.ledgerFindings(request).isEmpty && start >= StupidCalendar.oneMonthAfter(patient.birth)
  }
}
