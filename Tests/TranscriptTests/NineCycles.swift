import Foundation
import RealBinary

/// A course of nine cycles with every dosing day on file, a decision by a physician, an exception and denied lines.
struct NineCycles {
  /// The last day anything was recorded for.
  static let today = "2027-05-01"

  let binary: RealBinary
  let folder: ScratchFolder

  /// A ledger with the course of M-1, named as given.
  init(name: String = "Ada Quill") throws {
    binary = try RealBinary()
    folder = try ScratchFolder()
    _ = try binary.run(["init", "--time-zone", "UTC", "--quiet"], in: folder)
    let answer = try binary.run(
      ["apply"], in: folder, input: Data(try NineCycles.lines(name: name).joined(separator: "\n").utf8))
    guard answer.status == 0 else { throw Failed(text: answer.text) }
  }

  struct Failed: Error { let text: String }

  private static func lines(name: String) throws -> [String] {
    let asked: [String: String] = [
      "b-cell-precursor": "yes", "single-agent": "yes", "live-vaccine-within-2-weeks": "no",
      "concurrent-live-vaccine": "no", "relapsed-or-refractory": "yes", "ph-status": "negative",
    ]
    let renewal = [
      "single-agent": "yes", "concurrent-live-vaccine": "no", "unacceptable-toxicity": "no",
      "disease-response": "response", "response-assay": "marrow-cytogenetics",
    ]
    var lines: [[String: Any]] = [
      ["op": "patient.add", "member_id": "M-1", "name": name, "birth_date": "1990-05-17", "today": "2025-01-01"],
      ["op": "patient.measure", "member_id": "M-1", "on": "2025-01-01", "weight_kg": 61.5, "today": "2025-01-01"],
      [
        "op": "intake", "member_id": "M-1", "indication": "rr-all", "diagnosis": "C91.02", "received": "2025-01-01",
        "start": "2025-01-06", "attestations": asked.merging(["single-agent": "no"]) { $1 }, "today": "2025-01-01",
      ],
      [
        "op": "decide", "request": "R-000001", "outcome": "approved", "reviewer": "R. Vance", "credential": "MD",
        "rationale": "steroids only", "today": "2025-01-07",
      ],
    ]
    var start = day("2025-01-06")
    for number in 1...9 {
      if number == 6 || number == 8 {
        lines.append([
          "op": "renew", "member_id": "M-1", "indication": "rr-all", "received": text(start), "start": text(start),
          "attestations": renewal, "today": text(start),
        ])
      }
      lines.append([
        "op": "cycle.start", "member_id": "M-1", "indication": "rr-all", "on": text(start), "today": text(start),
      ])
      for dose in 0..<28 {
        let on = text(start.addingTimeInterval(Double(dose) * 86_400))
        lines.append([
          "op": "administer", "member_id": "M-1", "on": on, "units": number == 1 && dose < 7 ? 9 : 28,
          "discarded": number == 1 && dose < 7 ? 26 : 7, "vials": 1, "reference": "C\(number)-\(dose + 1)", "today": on,
        ])
      }
      if number == 2 {
        let on = text(start.addingTimeInterval(28 * 86_400))
        lines.append([
          "op": "administer", "member_id": "M-1", "on": on, "units": 28, "discarded": 7, "vials": 1,
          "reference": "C2-29", "today": on,
        ])
      }
      start += Double(number < 6 ? 42 : 84) * 86_400
    }
    return try lines.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys), as: UTF8.self)
    }
  }

  private static func day(_ text: String) -> Date {
    ISO8601DateFormatter().date(from: text + "T00:00:00Z") ?? .distantPast
  }

  private static func text(_ day: Date) -> String { String(ISO8601DateFormatter().string(from: day).prefix(10)) }
}
