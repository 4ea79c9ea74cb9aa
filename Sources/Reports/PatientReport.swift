import Coverage
import Desk
import TextFormats

/// A patient with measurements and corrections.
public enum PatientReport {
  /// The patient as text.
  public static func lines(of answer: PatientAnswer, style: Style) -> [String] {
    var page = Page(style: style)
    page.add(lead: "\(answer.memberID)", shown: style.strong, "   \(answer.name)   born \(answer.birthDate)", hang: 4)
    for (index, measurement) in answer.measurements.enumerated() {
      page.field(index == 0 ? "measured" : "", measurement.text)
    }
    for (index, correction) in answer.corrections.enumerated() {
      page.field(
        index == 0 ? "corrected" : "",
        "entry \(correction.sequence): \(correction.name), born \(correction.birthDate)"
          + (correction.reason.map { " (\($0))" } ?? ""))
    }
    return page.lines
  }

  /// The patient as an object.
  public static func value(of answer: PatientAnswer) -> JSONValue {
    [
      "member_id": .string(answer.memberID.text), "name": .string(answer.name), "birth_date": .day(answer.birthDate),
      "measurements": Records(answer.measurements).value,
      "corrections": .array(
        answer.corrections.map { correction in
          [
            "name": .string(correction.name), "birth_date": .day(correction.birthDate),
            "reason": .optional(correction.reason), "sequence": .integer(correction.sequence.value),
          ]
        }),
    ]
  }
}

extension MeasurementFact {
  /// `2026-03-02  61.5 kg, 170 cm`.
  var text: String {
    let parts = [weightKg.map { "\($0) kg" }, heightCm.map { "\($0) cm" }].compactMap { $0 }
    return "\(on)  \(parts.joined(separator: ", "))"
  }
}
