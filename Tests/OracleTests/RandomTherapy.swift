/// Cycles, lines of units, their corrections, and what-if questions at their edges.
extension RandomHistories {
  func startNext(_ member: Member, _ patient: Patient, _ indication: Indication) {
    let cycles = oracle.liveCycles(patient, indication)
    let live = oracle.liveAuthorizations(patient, indication)
    let previous = cycles.max { $0.number < $1.number }
    let earliest = previous.map { $0.start + $0.length } ?? live.map(\.start).min() ?? clock
    if let previous, random.chance(7) {
      restart(member, indication, previous)
      return
    }
    let covering = live.filter { $0.end >= earliest }.min { $0.start < $1.start }
    let number = (live.first?.prior ?? 0) + cycles.count + 1
    if (covering == nil || number > indication.totalCap) && !random.chance(20) { return }
    let first = max(earliest, covering?.start ?? earliest)
    var days = [
      (50, first), (8, earliest - 1), (10, first + 1), (14, first + random.number(2...12)), (6, clock),
      (3, clock + 1),
    ]
    if let covering {
      days += [(4, covering.end), (4, covering.end + 1), (4, covering.start - 1)]
    }
    // Two courses whose cycles start on one day share their lines by number.
    let others = patient.cycles.filter { !$0.voided && $0.indication.key != indication.key }.map(\.start)
    for other in others where (first...(first + 60)).contains(other) { days.append((60, other)) }
    let day = random.weighted(days)
    // Staff log what has happened; a day still to come is sent only now and then, to be refused.
    if day > clock && !random.chance(6) { return }
    sendStart(member, indication, day: day)
  }

  private func restart(_ member: Member, _ indication: Indication, _ previous: StupidOracle.Cycle) {
    let day = previous.start + random.weighted([(20, 0), (25, 1), (10, -1), (35, random.number(8...30)), (10, 41)])
    if day > clock { return }
    var line = OperationLine("cycle.start")
    line.set("member_id", member.memberID)
    line.set("indication", indication.key)
    line.set("on", day: day)
    line.set("exception", "Restart after an interruption of more than 7 days.")
    if random.chance(85) { line.set("approved_by", "Supervisor") }
    send(line)
  }

  private func sendStart(_ member: Member, _ indication: Indication, day: Int) {
    var line = OperationLine("cycle.start")
    line.set("member_id", member.memberID)
    line.set("indication", random.chance(99) ? indication.key : "all-rr")
    line.set("on", day: day)
    send(line)
  }

  func voidCycle(_ member: Member, _ patient: Patient, _ indication: Indication) {
    let cycles = patient.cycles.filter { $0.indication.key == indication.key }
    guard let last = cycles.last else { return }
    let cycle = random.chance(75) ? last : random.pick(cycles)
    var line = OperationLine("cycle.void")
    line.set("member_id", member.memberID)
    line.set("indication", random.chance(97) ? indication.key : "all-rr")
    line.set("number", random.chance(94) ? cycle.number : cycle.number + 1)
    if random.chance(97) { line.set("reason", "Entered in error.") }
    send(line)
    if random.chance(20) { send(line) }
  }

  /// A few lines for one cycle, in one of the manners claims are billed.
  func bill(_ member: Member, _ patient: Patient, _ indication: Indication) {
    let cycles = oracle.liveCycles(patient, indication).suffix(3)
    guard let last = cycles.last else {
      if random.chance(30) { sendDose(member, on: clock - random.below(10), units: 28, discarded: 7, vials: 1) }
      return
    }
    let cycle = random.chance(75) ? last : random.pick(Array(cycles))
    switch random.weighted([(22, "daily"), (16, "weeks"), (6, "whole"), (34, "edge"), (22, "fill")]) {
    case "daily":
      let first = cycle.start + random.below(28)
      var days = Array(first..<(first + random.number(2...7)))
      if random.chance(30) { days.reverse() }
      for day in days { sendDose(member, on: day, units: 28, discarded: 7, vials: random.chance(80) ? 1 : nil) }
    case "weeks":
      for week in 0..<random.number(1...4) {
        let vials = random.chance(75) ? 7 : nil
        sendDose(member, on: cycle.start + 7 * week, units: 196, discarded: random.pick([49, 49, 14]), vials: vials)
      }
    case "whole":
      let day = random.weighted([(70, cycle.start), (30, cycle.start + random.below(20))])
      sendDose(member, on: day, units: 784, discarded: 196, vials: random.chance(50) ? 28 : nil)
    case "edge":
      for _ in 0..<random.number(1...3) {
        sendDose(member, on: edgeDay(patient, cycle), units: 28, discarded: 7, vials: random.chance(70) ? 1 : nil)
      }
    default: fill(member, patient, cycle)
    }
  }

  /// A day at which something changes: the cycle's ends, the coverage's ends, or a window's length from a line.
  private func edgeDay(_ patient: Patient, _ cycle: StupidOracle.Cycle) -> Int {
    var days = [
      cycle.start, cycle.start - 1, cycle.lastDay, cycle.lastDay + 1, cycle.start + 27,
      cycle.start + random.below(cycle.length),
    ]
    days += [cycle.authorization.end, cycle.authorization.end + 1]
    let covered = patient.lines.filter(\.isLiveCovered).suffix(30)
    if !covered.isEmpty {
      let day = random.pick(Array(covered)).entry.day
      days += [day + cycle.length, day + cycle.length - 1, day - cycle.length, day - cycle.length + 1]
      days += [day + 1, day - 1]
    }
    return random.pick(days)
  }

  /// A line that fills a window exactly, or passes it by one unit or one vial.
  private func fill(_ member: Member, _ patient: Patient, _ cycle: StupidOracle.Cycle) {
    let day = random.chance(50) ? edgeDay(patient, cycle) : cycle.start + random.below(cycle.length)
    let fits = room(member, on: day)
    let vialsUsed = oracle.fullest(days: StupidPolicy.vialDays, holding: day, patient) { $0.coveredVials }
    let vialsLeft = StupidPolicy.vialLimit - vialsUsed
    var billable = random.weighted([(40, fits), (35, fits + 1), (10, fits - 1), (15, fits + random.number(2...300))])
    var vials: Int? = random.weighted([(45, nil), (20, vialsLeft), (15, 1)])
    if random.chance(20) {
      // Vials bind before units do.
      billable = min(max(1, fits), 1 + random.below(35))
      vials = vialsLeft + random.below(2)
    }
    billable = max(1, billable)
    let units = random.chance(20) ? 0 : random.chance(25) ? billable : billable - random.below(billable)
    sendDose(member, on: day, units: units, discarded: billable - units, vials: vials)
  }

  /// The units that would still fit on a day, or a day's usual 35 when no cycle had started.
  private func room(_ member: Member, on day: Int) -> Int {
    guard let patient = oracle.patients[member.memberID] else { return 35 }
    let probe = StupidOracle.DoseEntry(
      memberID: member.memberID, day: day, units: 1, discarded: 0, vials: 0, indication: nil)
    return oracle.judge(probe, on: day, patient).fitsThen ?? 35
  }

  func sendDose(_ member: Member, on day: Int, units: Int, discarded: Int, vials: Int?) {
    if day > clock && !random.chance(2) { return }
    let fits = room(member, on: day)
    // A full window answers the same each time.
    if fits == 0 && random.chance(65) { return }
    var line = OperationLine("administer")
    line.set("member_id", member.memberID)
    line.set("on", day: day)
    line.set("units", units)
    if discarded > 0 || random.chance(60) { line.set("discarded", discarded) }
    if let vials { line.set("vials", vials) }
    if random.chance(13) { line.set("indication", random.pick(member.plan)) }
    if random.chance(1) { line.set("indication", random.pick(["mrd-all", "rr-all", "all-rr"])) }
    if random.chance(8) { line.set("code", StupidPolicy.code) }
    member.referencesUsed += 1
    let reference = "\(member.memberID)-\(member.referencesUsed)"
    line.set("reference", reference)
    let plain = line
    let passes = fits > 0 && units + discarded > fits
    if random.chance(passes ? 45 : 15) { line.set("cut_back", json: random.chance(95) ? "true" : "false") }
    if random.chance(3) { line.set("again", json: "true") }
    if send(line).ok { member.sent.append((reference, plain)) }
  }

  /// Replays, repeats and voids of a line sent before.
  func correct(_ member: Member, _ patient: Patient) {
    guard !member.sent.isEmpty else { return }
    let recent = Array(member.sent.suffix(random.chance(60) ? 8 : 400))
    let denied = recent.filter { oracle.lines[$0.reference]?.answer.outcome == "denied" }
    let voided = recent.filter { oracle.lines[$0.reference]?.voided == true }
    var (reference, line) = random.pick(recent)
    if !denied.isEmpty && random.chance(35) { (reference, line) = random.pick(denied) }
    if !voided.isEmpty && random.chance(20) { (reference, line) = random.pick(voided) }
    switch random.weighted([(30, "same"), (14, "other"), (26, "again"), (30, "void")]) {
    case "same":
      if random.chance(25), line.json("vials") == nil { line.set("vials", 0) }
      if random.chance(15) { line.set("cut_back", json: "true") }
      send(line)
    case "other":
      change(&line, member)
      if random.chance(25) { line.set("again", json: "true") }
      resend(line, member, reference)
    case "again":
      if oracle.lines[reference]?.voided == true && random.chance(60) { change(&line, member) }
      var repeated = line
      repeated.set("again", json: "true")
      if random.chance(30) { repeated.set("cut_back", json: "true") }
      if send(repeated).ok { remember(line, member, reference) }
    default:
      var void = OperationLine("void")
      void.set("reference", random.chance(96) ? reference : "\(reference)-none")
      if random.chance(96) { void.set("reason", "Entered in error.") }
      send(void)
      if random.chance(10) { send(void) }
      if random.chance(35) {
        if random.chance(50) { change(&line, member) }
        if random.chance(70) { line.set("again", json: "true") }
        resend(line, member, reference)
      }
    }
  }

  /// Makes a line other content: one value differs.
  private func change(_ line: inout OperationLine, _ member: Member) {
    switch random.below(6) {
    case 0: line.set("units", random.number(1...60))
    case 1: line.set("discarded", random.number(1...60))
    case 2: line.set("vials", random.number(0...3))
    case 3: line.set("on", day: clock - random.below(60))
    case 4:
      if line.has("indication") { line.remove("indication") } else { line.set("indication", random.pick(member.plan)) }
    default:
      let other = random.pick(members).memberID
      if oracle.patients[other] != nil { line.set("member_id", other) }
    }
  }

  private func resend(_ line: OperationLine, _ member: Member, _ reference: String) {
    var plain = line
    plain.remove("again")
    if send(line).ok { remember(plain, member, reference) }
  }

  private func remember(_ line: OperationLine, _ member: Member, _ reference: String) {
    if let place = member.sent.firstIndex(where: { $0.reference == reference }) { member.sent[place].line = line }
  }

  /// What-if questions, which may look ahead, and the state of things.
  func look(_ member: Member, _ patient: Patient) {
    if random.chance(25) {
      var status = OperationLine("status")
      status.set("member_id", member.memberID)
      send(status)
      return
    }
    let live = patient.cycles.filter { !$0.voided }
    let day = live.isEmpty ? clock : edgeDay(patient, random.pick(live))
    var line = OperationLine("check")
    line.set("member_id", member.memberID)
    line.set("on", day: random.chance(80) ? day : clock + random.number(1...90))
    line.set("units", random.pick([28, 196, 784, 1, 980, 981]))
    line.set("discarded", random.pick([0, 7, 49, 196]))
    if random.chance(40) { line.set("vials", random.pick([1, 7, 28, 29])) }
    if random.chance(15) { line.set("indication", random.pick(member.plan)) }
    send(line)
  }
}
