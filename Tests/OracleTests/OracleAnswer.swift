import Foundation

/// What one operation answers, as far as an oracle has a say in it.
struct OracleAnswer: Equatable {
  var ok = true
  /// Nil for `status`, whose outcome the rules do not name.
  var outcome: String?
  var errorCode: String?
  /// Finding codes in alphabetical order, without `criterion-not-met` and `information-missing`.
  var codes: [String] = []
  var replayed = false
  var startsOn: String?
  var endsOn: String?
  var cyclesGranted: Int?
  var authorization: String?
  var request: String?
  var number: Int?
  var phase: String?
  /// Whether this is an answer about units, which carries the window and what fits, or nulls in their place.
  var aboutUnits = false
  var windowPresent = false
  var windowUsed: Int?
  var fitsThen: Int?
  var fitsOn: String?

  static func failed(_ code: String) -> OracleAnswer {
    OracleAnswer(ok: false, errorCode: code)
  }

  static func plain(_ outcome: String, codes: Set<String> = []) -> OracleAnswer {
    OracleAnswer(outcome: outcome, codes: codes.sorted())
  }

  /// One line in the shape of the caseload's `answers.ndjson`, with `request` added.
  func line(operation: String) -> String {
    guard ok else { return "{\"ok\": false, \"error\": \(Self.quoted(errorCode))}" }
    var parts = ["\"ok\": true"]
    if outcome != nil { parts.append("\"outcome\": \(Self.quoted(outcome))") }
    parts.append("\"codes\": [\(codes.map { Self.quoted($0) }.joined(separator: ", "))]")
    if operation == "administer" { parts.append("\"replayed\": \(replayed)") }
    let texts = [
      ("starts_on", startsOn), ("ends_on", endsOn), ("authorization", authorization), ("request", request),
      ("phase", phase),
    ]
    for (key, value) in texts where value != nil { parts.append("\"\(key)\": \(Self.quoted(value))") }
    for (key, value) in [("cycles_granted", cyclesGranted), ("number", number)] {
      if let value { parts.append("\"\(key)\": \(value)") }
    }
    if aboutUnits {
      parts.append("\"window_used\": \(Self.number(windowUsed))")
      parts.append("\"fits_then\": \(Self.number(fitsThen))")
      parts.append("\"fits_on\": \(Self.quoted(fitsOn))")
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  private static func number(_ value: Int?) -> String { value.map { "\($0)" } ?? "null" }

  private static func quoted(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "null" }
}

extension OracleAnswer {
  /// Says how a result line of `authledger apply` differs from this answer; empty when it agrees.
  func differences(from result: [String: Any]) -> [String] {
    var found: [String] = []
    func check(_ what: String, _ expected: String?, _ got: String?) {
      if expected != got { found.append("\(what): expected \(expected ?? "null"), got \(got ?? "null")") }
    }
    check("ok", "\(ok)", (result["ok"] as? Bool).map { "\($0)" })
    guard found.isEmpty else { return found }
    guard ok else {
      check("error code", errorCode, (result["error"] as? [String: Any])?["code"] as? String)
      return found
    }
    guard outcome != nil else { return found }
    check("outcome", outcome, result["outcome"] as? String)
    let findings = (result["findings"] as? [[String: Any]]) ?? []
    let criteria: Set = ["criterion-not-met", "information-missing"]
    let got = Set(findings.compactMap { $0["code"] as? String }).subtracting(criteria).sorted()
    check("finding codes", codes.joined(separator: " "), got.joined(separator: " "))
    check("replayed", "\(replayed)", "\((result["replayed"] as? Bool) ?? false)")
    let facts = (result["result"] as? [String: Any]) ?? [:]
    let texts = [
      ("starts_on", startsOn), ("ends_on", endsOn), ("authorization", authorization), ("request", request),
      ("phase", phase),
    ]
    for (key, value) in texts where value != nil { check(key, value, facts[key] as? String) }
    for (key, value) in [("cycles_granted", cyclesGranted), ("number", number)] where value != nil {
      check(key, value.map { "\($0)" }, (facts[key] as? Int).map { "\($0)" })
    }
    if aboutUnits {
      let window = facts["window"] as? [String: Any]
      check("window is present", "\(windowPresent)", "\(window != nil)")
      check("window used", windowUsed.map { "\($0)" }, (window?["used"] as? Int).map { "\($0)" })
      check("fits_then", fitsThen.map { "\($0)" }, (facts["fits_then"] as? Int).map { "\($0)" })
      check("fits_on", fitsOn, facts["fits_on"] as? String)
    }
    return found
  }
}
