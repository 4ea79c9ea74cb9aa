import Foundation
import RealBinary
import Testing

/// Random courses: every day `check` and `project` give is the first that is accepted, and what is laid out can be
/// logged. `RANDOM_COURSES` in the environment sets how many, `RANDOM_COURSES_SEED` the seed.
@Suite struct RandomCoursesTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["RANDOM_COURSES"].flatMap { Int($0) } ?? 24
  private static let seed = environment["RANDOM_COURSES_SEED"].flatMap { UInt64($0) } ?? 7

  @Test("what lies ahead is exact, and can be logged") func ahead() throws {
    let binary = try RealBinary()
    let folder = try ScratchFolder()
    #expect(try binary.run(["init", "--time-zone", "America/Chicago"], in: folder).status == 0)
    let courses = RandomCourses(seed: Self.seed)
    let made = (0..<Self.count).map(courses.course)
    try agree(courses, binary: binary, folder: folder)
    courses.forgetLines()

    var projections: [[String: Any]] = []
    let claims = made.map { CourseClaims($0, courses) }
    for (index, course) in made.enumerated() {
      func ask(_ arguments: [String]) throws -> [String: Any] {
        let common = ["--indication", course.indication.key, "--format", "ndjson"]
        let result = try binary.run(
          [arguments[0], course.memberID] + arguments.dropFirst() + common
            + ["--today", StupidCalendar.text(course.today)], in: folder)
        return try JSONSerialization.jsonObject(with: result.output) as? [String: Any] ?? [:]
      }
      claims[index].checkCycle(try ask(["check", "--cycle"]))
      claims[index].checkRenewal(try ask(["check", "--renewal"]))
      let (units, vials) = (1 + index * 131 % 990, index % 29)
      claims[index].checkUnits(
        try ask(["check", "--units", "\(units)", "--vials", "\(vials)"]), units: units, vials: vials)
      let start = course.start.map { ["--start", StupidCalendar.text($0)] } ?? []
      projections.append(try ask(["project", "--delay", "\(course.delay)"] + start))
    }
    for index in made.indices { claims[index].play(projections[index], withDoses: index.isMultiple(of: 5)) }
    try agree(courses, binary: binary, folder: folder)

    let faults = claims.flatMap(\.faults)
    #expect(faults.isEmpty, "seed \(Self.seed): \(faults.count) faults: \(faults.prefix(12).joined(separator: "\n"))")
    // Courses that are all at their end would prove nothing.
    let claimed = claims.reduce(0) { $0 + $1.claims }
    #expect(claimed > 4 * Self.count, "\(claimed) days in \(Self.count) courses")
    print("seed \(Self.seed): \(Self.count) courses, \(claimed) first days")
  }

  /// Has the binary work the lines too; it must answer as the oracle did.
  private func agree(_ courses: RandomCourses, binary: RealBinary, folder: ScratchFolder) throws {
    let input = Data((courses.lines.joined(separator: "\n") + "\n").utf8)
    let applied = try binary.run(["apply", "-"], in: folder, input: input)
    let answers = applied.text.split(separator: "\n")
    try #require(answers.count == courses.lines.count, "\(applied.errorText)")
    for ((line, answer), wanted) in zip(zip(courses.lines, answers), courses.answers) {
      let got = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any] ?? [:]
      let differences = wanted.differences(from: got)
      #expect(differences.isEmpty, "\(line)\n\(differences)\n\(answer)")
    }
  }
}
