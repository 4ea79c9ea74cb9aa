import CivilTime

/// What the demonstration does: three patients from intake to the nightly worklist, as a plan's staff would log them.
struct DemoStory {
  /// One thing of the story.
  enum Step {
    /// A sentence for the reader.
    case say(String)
    /// A command, shown and run.
    case run(String)
    /// Operations for `apply`, too many to show one by one.
    case apply(String, operations: [String])
  }

  let steps: [Step]

  init() {
    steps = DemoStory.relapse + DemoStory.residual + DemoStory.pended + DemoStory.evening
  }

  /// A course of relapsed disease: initial coverage, two renewals, nine cycles, a third renewal refused.
  private static var relapse: [Step] {
    [
      .say("A new ledger, with the policy it carries."),
      .run("init --time-zone America/Chicago"),
      .say("Relapsed disease: an intake with every question answered is approved on the spot."),
      .run("patient add M-77120 --name 'Ada Quill' --birth-date 1979-04-02"),
      .run("patient measure M-77120 --on 2024-01-08 --weight 61.5 --height 170 --today 2024-01-08"),
      .run(
        "intake M-77120 --indication rr-all --diagnosis C91.02 --received 2024-01-08 --start 2024-01-10 "
          + "--attest b-cell-precursor=yes --attest single-agent=yes --attest live-vaccine-within-2-weeks=no "
          + "--attest concurrent-live-vaccine=no --attest relapsed-or-refractory=yes --attest ph-status=negative"),
      .run("cycle start M-77120 --on 2024-01-10 --today 2024-01-10"),
      .run("dose M-77120 --cycle 1 --today 2024-01-10"),
      .run("administer M-77120 --on 2024-01-10 --units 9 --discarded 26 --vials 1 --reference CLM1-1"),
      daily("The other 27 days of cycle 1, a vial a day.", from: day(2024, 1, 11), days: 27, claim: "CLM1", first: 2),
      .say("28 vials of 35 are the limit. One more line that week is denied, and says why and when it would fit."),
      .run("administer M-77120 --on 2024-02-07 --units 28 --discarded 7 --reference CLM1-29"),
      .run("explain CLM1-29"),
      cycles("Cycles 2 to 5, each 42 days after the one before.", numbers: 2...5, from: day(2024, 2, 21), every: 42),
      .run("renew M-77120 --indication rr-all --received 2024-07-20 \(renewalAnswers) --today 2024-07-20"),
      cycles("Cycles 6 and 7 of continued therapy, 84 days each.", numbers: 6...7, from: day(2024, 8, 7), every: 84),
      .run("renew M-77120 --indication rr-all --received 2025-01-05 \(renewalAnswers) --today 2025-01-05"),
      cycles("Cycles 8 and 9; there is no tenth.", numbers: 8...9, from: day(2025, 1, 22), every: 84),
      .run("renew M-77120 --indication rr-all --received 2025-06-20 \(renewalAnswers) --today 2025-06-20"),
      .run("status M-77120 --today 2025-06-20"),
    ]
  }

  /// MRD+ disease: approved, and not to be renewed.
  private static var residual: [Step] {
    [
      .say("MRD+ disease: four cycles, and no renewal."),
      .run("patient add M-77121 --name 'Ben Hollow' --birth-date 1990-05-17"),
      .run(
        "intake M-77121 --indication mrd-all --diagnosis C91.01 --received 2025-03-03 "
          + "--attest b-cell-precursor=yes --attest single-agent=yes --attest live-vaccine-within-2-weeks=no "
          + "--attest concurrent-live-vaccine=no --attest complete-response=yes --attest mrd-percent=0.1 "
          + "--attest mrd-method=flow-cytometry"),
      .run("cycle start M-77121 --on 2025-03-03 --today 2025-03-03"),
      .run("administer M-77121 --on 2025-03-03 --units 196 --discarded 14 --vials 6 --reference CLM90-1"),
      .run("check M-77121 --on 2025-03-10 --units 196 --discarded 14 --today 2025-03-10"),
      .run("renew M-77121 --indication mrd-all --received 2025-06-20 --today 2025-06-20"),
    ]
  }

  /// A request that lacks an answer.
  private static var pended: [Step] {
    [
      .say("A request that lacks an answer is pended, and says the fewest answers that complete it."),
      .run("patient add M-77122 --name 'Cora Wells' --birth-date 2016-09-30"),
      .run(
        "intake M-77122 --indication rr-all --diagnosis C91.00 --received 2025-06-18 --urgency expedited "
          + "--attest b-cell-precursor=yes --attest single-agent=yes --attest live-vaccine-within-2-weeks=no "
          + "--attest concurrent-live-vaccine=no --attest relapsed-or-refractory=yes --today 2025-06-18"),
      .run("answer R-000007 --attest ph-status=positive --attest tki-intolerant-or-refractory=yes --today 2025-06-19"),
      .run("history M-77122"),
    ]
  }

  /// What the nightly job makes of it all.
  private static var evening: [Step] {
    [
      .say("The nightly job lists what is about to lapse."),
      .run("nightly --today 2025-06-20"),
      .run("worklist --today 2025-06-20"),
      .say("And the record is whole: every hash and every answer computed once more."),
      .run("verify"),
    ]
  }

  private static let renewalAnswers =
    "--attest single-agent=yes --attest concurrent-live-vaccine=no --attest unacceptable-toxicity=no "
    + "--attest disease-response=response --attest response-assay=marrow-cytogenetics"

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDay {
    CivilDay(year: year, month: month, day: day) ?? CivilDay(ordinal: 0)
  }

  /// Lines of one vial each on days in a row.
  private static func daily(_ text: String, from start: CivilDay, days: Int, claim: String, first: Int) -> Step {
    .apply(
      text,
      operations: (0..<days).map { offset in
        let induction = offset < 6
        return #"{"op":"administer","member_id":"M-77120","on":"\#(start + offset)","units":\#(induction ? 9 : 28),"#
          + #""discarded":\#(induction ? 26 : 7),"vials":1,"reference":"\#(claim)-\#(first + offset)"}"#
      })
  }

  /// Cycles that follow one another, each with four bags of seven days.
  private static func cycles(_ text: String, numbers: ClosedRange<Int>, from start: CivilDay, every days: Int) -> Step {
    .apply(
      text,
      operations: numbers.flatMap { number -> [String] in
        let first = start + (number - numbers.lowerBound) * days
        let bags = (0..<4).map { week in
          #"{"op":"administer","member_id":"M-77120","on":"\#(first + 7 * week)","units":196,"discarded":14,"#
            + #""vials":6,"reference":"CLM\#(number)-\#(week + 1)"}"#
        }
        return [#"{"op":"cycle.start","member_id":"M-77120","indication":"rr-all","on":"\#(first)"}"#] + bags
      })
  }
}
