import Coverage
import Ledger
import Testing
import TextFormats

@testable import Desk
@testable import Reports

/// The lines written without a value in between are the ones `JSONWriter` would write.
struct EntryBytesTests {
  private func expectSame(_ answer: Answer, op: String?, _ location: SourceLocation = #_sourceLocation) {
    var direct: [UInt8] = []
    AnswerJSON.appendLine(11, op: op, .success(answer), to: &direct)
    let written = AnswerJSON.line(11, op: op, answer).text + "\n"
    #expect(String(decoding: direct, as: UTF8.self) == written, sourceLocation: location)
    // What is read back is the same value, so the bytes are JSON and not only equal.
    #expect((try? JSONReader.read(Array(written.utf8))) != nil, sourceLocation: location)
  }

  @Test func aDeniedEntryIsTheLineOfTheSpecification() {
    var history = Sample.nearlyFull
    Sample.administer(Sample.entry("2026-03-29", 15, 0), "CLM1-28", in: &history)
    let entry = Sample.administer(Sample.entry("2026-03-30", 28, 7, vials: nil), "CLM1-29", in: &history)
    var output: [UInt8] = []
    AnswerJSON.appendLine(11, op: "administer", .success(Sample.answer(entry)), to: &output)
    #expect(
      String(decoding: output, as: UTF8.self).hasPrefix(
        #"{"line":11,"op":"administer","ok":true,"outcome":"denied","replayed":false,"result":{"#
          + #""reference":"CLM1-29","cycle":1,"billable":35,"administered":28,"discarded":7,"vials":null,"#
          + #""covered":{"administered":0,"discarded":0,"vials":0},"#
          + #""window":{"from":"2026-02-17","to":"2026-03-30","days":42,"used":960,"limit":980},"#
          + #""fits_then":20,"fits_on":null},"findings":[{"code":"unit-limit","#))
  }

  @Test func everyKindOfEntryIsTheSameEitherWay() {
    var history = Sample.nearlyFull
    let covered = Sample.administer(Sample.entry("2026-03-29", 28, 7), "CLM1-28", in: &history)
    let denied = Sample.administer(Sample.entry("2026-03-30", 28, 7), "CLM\"\\\n\u{1B}\u{2028}é", in: &history)
    let later = Sample.administer(Sample.entry("2026-05-20", 28, 7), "CLM1-30", in: &history)
    var blank = Sample.blank
    let noCycle = Sample.administer(Sample.entry("2026-03-02", 28, 7, vials: nil), "CLM1-1", in: &blank)
    history = Sample.nearlyFull
    Sample.administer(Sample.entry("2026-03-29", 15, 0), "CLM1-28", in: &history)
    let cut = Sample.administer(Sample.entry("2026-03-30", 28, 7, vials: 0), "CLM1-29", cutBack: true, in: &history)
    for entry in [covered, denied, later, noCycle, cut] {
      expectSame(Sample.answer(entry), op: "administer")
      let replay = EntryAnswer(memberID: entry.memberID, fact: entry.fact, cycle: entry.cycle, isReplay: true)
      expectSame(Sample.answer(replay), op: "ad\"minister")
    }
  }

  @Test func aDayThatFitsLaterIsTheSameEitherWay() {
    let entry = Sample.entry("2026-03-30", 28, 7)
    let fact = AdministrationFact(
      number: AdministrationNumber(1), patient: Sample.patient, reference: "CLM1-1", attempt: 1, entry: entry,
      cycle: nil, outcome: .denied, covered: .nothing, window: nil, fitsThen: 20, fitsOn: day("2026-04-02"),
      findings: [], sequence: sequence(5))
    expectSame(
      Sample.answer(EntryAnswer(memberID: Sample.member, fact: fact, cycle: nil, isReplay: false)), op: "administer")
  }

  @Test func aVoidedEntryIsTheSameEitherWay() {
    expectSame(Answer(outcome: .voided, subject: .voidedEntry(reference: "CLM\u{7F}1"), findings: nil), op: "void")
    expectSame(Answer(outcome: .voided, subject: .voidedEntry(reference: "CLM1-1"), findings: []), op: nil)
  }
}
