/// Notes, and operations that name nobody or hold bad values.
extension RandomHistories {
  func annotate(_ member: Member) {
    var note = OperationLine("note")
    let request = oracle.requests.last { $0.patient.memberID == member.memberID }
    let authorization = oracle.authorizations.last { $0.patient.memberID == member.memberID && !$0.voided }
    let dose = member.sent.last { oracle.lines[$0.reference]?.voided == false }
    let subjects = [request?.number, authorization?.number, dose?.reference].compactMap { $0 }
    note.set("subject", subjects.isEmpty || random.chance(10) ? "R-900003" : random.pick(subjects))
    note.set("kind", random.pick(["notice-member", "notice-provider", "outreach", "outreach", "gossip"]))
    note.set("at", random.chance(92) ? "\(StupidCalendar.text(clock))T15:00:00Z" : "this afternoon")
    note.set("text", "A letter went out.")
    send(note)
  }

  func makeMistake() {
    let added = members.filter { oracle.patients[$0.memberID] != nil }
    guard let member = added.isEmpty ? nil : random.pick(added), random.chance(70) else {
      nameNobody()
      return
    }
    var line = OperationLine(random.chance(75) ? "administer" : "check")
    line.set("member_id", member.memberID)
    line.set("on", day: clock - random.below(30))
    line.set("units", 28)
    line.set("discarded", 7)
    line.set("reference", "\(member.memberID)-bad-\(random.below(1_000_000))")
    switch random.below(12) {
    case 0: line.set("units", -1)
    case 1: line.set("units", json: "\"28\"")
    case 2: line.set("on", random.pick(["2026-02-30", "2023-02-29", "03/04/26", "2200-01-01", "1899-12-31", ""]))
    case 3:
      line.set("units", 0)
      line.set("discarded", random.below(2))
    case 4: line.set("units", random.pick([100_001, 100_000]))
    case 5: line.set("discarded", random.pick([100_001, -7]))
    case 6: line.set("on", day: clock + random.number(0...2))
    case 7: line.set("vials", json: random.pick(["-1", "\"1\"", "0.5"]))
    case 8: line.set("indication", "aml")
    case 9: line.set("units", json: "28.5")
    case 10: line.set("code", "J0000")
    default: line.remove("on")
    }
    if line.text.contains("\"check\"") { line.remove("reference") }
    // A bad line for nobody shows that not-found comes first.
    if random.chance(8) { line.set("member_id", "NOBODY-2") }
    send(line)
  }

  private func nameNobody() {
    let name = random.pick([
      "administer", "check", "status", "cycle.start", "cycle.void", "intake", "renew", "answer", "decide", "void",
      "acknowledge", "authorization.void", "authorization.extend", "patient.measure",
    ])
    var line = OperationLine(name)
    switch name {
    case "answer", "decide": line.set("request", random.pick(["R-900004", "R-0", "not a number"]))
    case "authorization.void", "authorization.extend": line.set("authorization", random.pick(["A-900004", "A-0"]))
    case "void": line.set("reference", "nothing-of-the-kind")
    case "acknowledge": line.set("flag", "F-000001")
    default: line.set("member_id", "NOBODY-3")
    }
    line.set("indication", random.pick(["rr-all", "aml"]))
    line.set("on", day: clock)
    line.set("units", 28)
    line.set("number", 1)
    line.set("note", "None.")
    line.set("reason", "None.")
    if !["administer", "check", "cycle.start", "cycle.void", "intake", "renew"].contains(name) {
      line.remove("indication")
      line.remove("units")
      line.remove("number")
      if name != "acknowledge" { line.remove("note") }
    }
    send(line)
  }
}
