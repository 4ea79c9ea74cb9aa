import Foundation

/// Units and vials against their windows, and the voiding of a line.
extension StupidOracle {
  /// What was asked for, as it was sent; two equal entries are the same content.
  struct DoseEntry: Equatable {
    let memberID: String
    let day: Int
    let units: Int
    let discarded: Int
    let vials: Int
    let indication: String?

    var billable: Int { units + discarded }
  }

  final class DoseLine {
    let entry: DoseEntry
    let cycle: Cycle?
    let coveredUnits: Int
    let coveredVials: Int
    let answer: OracleAnswer
    var voided = false

    init(entry: DoseEntry, cycle: Cycle?, coveredUnits: Int, coveredVials: Int, answer: OracleAnswer) {
      self.entry = entry
      self.cycle = cycle
      self.coveredUnits = coveredUnits
      self.coveredVials = coveredVials
      self.answer = answer
    }

    var isLiveCovered: Bool { !voided && answer.outcome != "denied" }
  }

  struct Judgement {
    var cycle: Cycle?
    var findings: Set<String> = []
    var used: Int?
    var fitsThen: Int?
  }

  func administer(_ operation: StupidOperation) throws -> OracleAnswer {
    let patient = try patient(operation)
    let day = try operation.pastDay("on")
    let entry = try entry(operation, patient: patient, day: day)
    let reference = try operation.text("reference")
    let again = try operation.flag("again")
    let cutBack = try operation.flag("cut_back")

    if let earlier = lines[reference] {
      if earlier.voided {
        guard again else { throw Failure.conflict }
      } else {
        guard earlier.entry == entry else { throw Failure.conflict }
        guard again && earlier.answer.outcome == "denied" else {
          var answer = earlier.answer
          answer.replayed = true
          return answer
        }
      }
    }

    let judgement = judge(entry, on: day, patient)
    var answer = unitsAnswer(judgement, entry: entry, patient)
    var (coveredUnits, coveredVials) = (0, 0)
    if judgement.findings.isEmpty {
      answer.outcome = "covered"
      (coveredUnits, coveredVials) = (entry.billable, entry.vials)
    } else if cutBack, judgement.findings == ["unit-limit"], let fits = judgement.fitsThen, fits >= 1 {
      answer.outcome = "cut-back"
      (coveredUnits, coveredVials) = (fits, entry.vials)
    } else {
      answer.outcome = "denied"
    }
    let line = DoseLine(
      entry: entry, cycle: judgement.cycle, coveredUnits: coveredUnits, coveredVials: coveredVials, answer: answer)
    patient.lines.append(line)
    lines[reference] = line
    return answer
  }

  func check(_ operation: StupidOperation) throws -> OracleAnswer {
    let patient = try patient(operation)
    let day = try operation.day("on")
    let entry = try entry(operation, patient: patient, day: day)
    let judgement = judge(entry, on: day, patient)
    var answer = unitsAnswer(judgement, entry: entry, patient)
    answer.outcome = judgement.findings.isEmpty ? "fits" : "does-not-fit"
    return answer
  }

  func voidLine(_ operation: StupidOperation) throws -> OracleAnswer {
    guard let reference = operation.object["reference"] as? String, let line = lines[reference] else {
      throw Failure.notFound
    }
    _ = try operation.text("reason")
    guard !line.voided else { throw Failure.conflict }
    line.voided = true
    return .plain("voided")
  }

  private func entry(_ operation: StupidOperation, patient: Patient, day: Int) throws -> DoseEntry {
    let indication = operation.object["indication"] == nil ? nil : try operation.indication().key
    if let code = try operation.optionalText("code"), code != StupidPolicy.code { throw Failure.invalid }
    let entry = DoseEntry(
      memberID: patient.memberID, day: day, units: try operation.count("units"),
      discarded: try operation.count("discarded"), vials: try operation.count("vials"), indication: indication)
    guard entry.billable >= 1 else { throw Failure.invalid }
    return entry
  }

  private func unitsAnswer(_ judgement: Judgement, entry: DoseEntry, _ patient: Patient) -> OracleAnswer {
    var answer = OracleAnswer(codes: judgement.findings.sorted(), aboutUnits: true)
    answer.windowPresent = judgement.used != nil
    answer.windowUsed = judgement.used
    answer.fitsThen = judgement.fitsThen
    if !judgement.findings.isEmpty, let cycle = judgement.cycle {
      var day = entry.day + 1
      while day <= cycle.lastDay && answer.fitsOn == nil {
        if judge(entry, on: day, patient).findings.isEmpty { answer.fitsOn = StupidCalendar.text(day) }
        day += 1
      }
    }
    return answer
  }

  /// The live cycle with the latest start on or before the day; ties go to the higher number, then the first recorded.
  func cycle(of entry: DoseEntry, on day: Int, _ patient: Patient) -> Cycle? {
    var best: Cycle?
    for cycle in patient.cycles where !cycle.voided && cycle.start <= day {
      if let wanted = entry.indication, wanted != cycle.indication.key { continue }
      guard let holder = best else {
        best = cycle
        continue
      }
      if cycle.start > holder.start || (cycle.start == holder.start && cycle.number > holder.number) { best = cycle }
    }
    return best
  }

  func judge(_ entry: DoseEntry, on day: Int, _ patient: Patient) -> Judgement {
    guard let cycle = cycle(of: entry, on: day, patient) else { return Judgement(findings: ["no-cycle"]) }
    var judgement = Judgement(cycle: cycle)
    if day > cycle.lastDay { judgement.findings.insert("outside-cycle") }
    if !liveAuthorizations(patient, cycle.indication).contains(where: { $0.covers(day) }) {
      judgement.findings.insert("outside-coverage")
    }
    let used = fullest(days: cycle.length, holding: day, patient) { line in
      line.cycle?.length == cycle.length ? line.coveredUnits : 0
    }
    if used + entry.billable > StupidPolicy.unitLimit { judgement.findings.insert("unit-limit") }
    let vials = fullest(days: StupidPolicy.vialDays, holding: day, patient) { $0.coveredVials }
    if vials + entry.vials > StupidPolicy.vialLimit { judgement.findings.insert("vial-limit") }
    judgement.used = used
    judgement.fitsThen = max(0, StupidPolicy.unitLimit - used)
    return judgement
  }

  /// The most that any window of `days` days holding `day` has in it, counted day by day.
  func fullest(days: Int, holding day: Int, _ patient: Patient, amount: (DoseLine) -> Int) -> Int {
    let firstDay = day - days + 1
    var daily = [Int](repeating: 0, count: 2 * days - 1)
    for line in patient.lines where line.isLiveCovered {
      let place = line.entry.day - firstDay
      if daily.indices.contains(place) { daily[place] += amount(line) }
    }
    var most = 0
    for windowStart in 0..<days {
      var sum = 0
      for place in windowStart..<(windowStart + days) { sum += daily[place] }
      most = max(most, sum)
    }
    return most
  }
}
