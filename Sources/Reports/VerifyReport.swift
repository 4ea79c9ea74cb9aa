import Coverage
import Desk
import TextFormats

/// What verification of the journal and the balances found.
public enum VerifyReport {
  /// The verdict with the chain's head, then every break.
  public static func lines(of answer: VerifyAnswer, style: Style) -> [String] {
    var page = Page(style: style)
    let looked = "\(count(answer.entries, "entry", "entries")), \(count(answer.facts, "fact"))"
    if answer.breaks.isEmpty {
      let scope = answer.isQuick ? " in the chain; nothing judged anew" : ""
      page.add(lead: "VERIFIED  ", shown: style.good, "\(looked), no breaks\(scope)", hang: 4)
    } else {
      let first = answer.firstBreak.map { ", the first at entry \($0)" } ?? ""
      page.add(
        lead: "BROKEN  ", shown: style.bad, "\(looked), \(count(answer.breaks.count, "break"))\(first)",
        hang: 4)
    }
    page.field("head", answer.head)
    if answer.erasedIdentities > 0 {
      page.field("erased", "\(count(answer.erasedIdentities, "identity", "identities")); the chain holds without them")
    }
    for found in answer.breaks {
      let place = found.sequence.map { "entry \($0): " } ?? ""
      page.add(lead: "  \(found.check)  ", shown: style.bad, place + found.message, hang: 6)
    }
    // The chain shows tampering only up to a head that someone keeps where the file is not.
    if answer.breaks.isEmpty {
      page.field("keep", "a copy of the head elsewhere shows later that nothing before it was changed")
    }
    return page.lines
  }

  /// The verdict as an object with every break.
  public static func value(of answer: VerifyAnswer) -> JSONValue {
    [
      "quick": .bool(answer.isQuick), "entries": .integer(answer.entries), "facts": .integer(answer.facts),
      "head": .string(answer.head),
      "erased_identities": .integer(answer.erasedIdentities),
      "first_break": answer.firstBreak.map { .integer($0.value) } ?? .null, "breaks": Records(answer.breaks).value,
    ]
  }
}

/// What `doctor` looked at.
public enum DoctorReport {
  /// A line a check, well or not.
  public static func lines(of checks: [DoctorLine], style: Style) -> [String] {
    var page = Page(style: style)
    for check in checks {
      page.add(
        lead: check.isWell ? "ok     " : "FAULT  ", shown: check.isWell ? style.good : style.bad,
        "\(check.check): \(check.detail)")
    }
    return page.lines
  }
}
