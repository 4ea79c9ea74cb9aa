import CivilTime
import Coverage
import TextFormats

/// Two live authorizations of a course never share a day.
enum OverlapRules {
  /// A finding when a span shares a day with a live authorization of the course.
  static func findings(for span: DaySpan, in course: Course, citation: String) -> [Finding] {
    let met = course.overlapping(span)
    guard !met.isEmpty else { return [] }
    let free = firstFree(span, in: course)
    let held = met.map { "\($0.fact.number) (\($0.span.startsOn) to \($0.span.endsOn))" }.joined(separator: ", ")
    return [
      Finding(
        .authorizationOverlap, "\(span.startsOn) to \(span.endsOn) shares days with \(held)", citation: citation,
        hint: "coverage is held already; the next could start on \(free)",
        details: [
          JSONMember("authorizations", .array(met.map { .string($0.fact.number.description) })),
          JSONMember("earliest", .string(free.description)),
        ])
    ]
  }

  /// The first day from which as many days share none with an authorization held.
  private static func firstFree(_ span: DaySpan, in course: Course) -> CivilDay {
    var start = span.startsOn
    while let met = course.overlapping(DaySpan(from: start, days: span.days)).last { start = met.span.endsOn + 1 }
    return start
  }
}
