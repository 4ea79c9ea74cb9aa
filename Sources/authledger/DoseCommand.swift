import ArgumentParser
import Coverage
import Desk
import Reports

struct DoseCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "dose",
    abstract: "Show the doses the policy prescribes for a cycle, and the vials they take.",
    discussion: """
      For a patient, by the last weight and height on file and for the next cycle; or for any weight.

      Examples:
        authledger dose M-77120
        authledger dose --indication rr-all --cycle 1 --weight 32 --height 130
      """)

  @Argument(help: "The plan's id of the patient.") var member: String?
  @Option(help: ArgumentHelp("Which course; needed without a patient.", valueName: "key")) var indication: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("The cycle's number.", valueName: "n")) var cycle: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Weight in kilograms.", valueName: "kg")) var weight: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Height in centimetres.", valueName: "cm")) var height: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Body surface in square metres.", valueName: "m²"))
  var bsa: String?
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  struct Values {
    let member: MemberID?
    let indication: IndicationKey?
    let cycle: CycleNumber?
    let weightKg: DecimalNumber?
    let heightCm: DecimalNumber?
    let surfaceM2: DecimalNumber?
    let asOf: AsOf?
  }

  var printsList: Bool { true }

  func values() throws -> Values {
    if member != nil, weight != nil || height != nil || bsa != nil {
      throw Mistake(
        "a patient's dose goes by the size on file", hint: "record it with `patient measure`, or leave the patient out")
    }
    guard member != nil || indication != nil else {
      throw Mistake("neither a patient nor an indication is named", hint: "give one, such as --indication rr-all")
    }
    if height != nil, bsa != nil {
      throw Mistake("--height and --bsa are given both", hint: "give the one the dose is to be found from")
    }
    return Values(
      member: try member.map(ArgumentReader.member), indication: try ArgumentReader.indication(indication),
      cycle: try ArgumentReader.whole(cycle, "--cycle", in: 1...9_999).map { CycleNumber($0) },
      weightKg: try ArgumentReader.measure(weight, "--weight", most: 700),
      heightCm: try ArgumentReader.measure(height, "--height", most: 300),
      surfaceM2: try ArgumentReader.measure(bsa, "--bsa", most: 10), asOf: try vantage.value())
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let answer = try answer(to: values, at: try session.readingDesk(), context: session.context(asOf: values.asOf))
    return session.reply(
      records: Records(answer), value: DoseReport.value(of: answer),
      lines: DoseReport.lines(of: answer, style: session.style))
  }

  private func answer(to values: Values, at desk: Desk, context: WorkContext) throws -> DoseAnswer {
    if let member = values.member {
      return try desk.dose(of: member, indication: values.indication, cycle: values.cycle, context: context)
    }
    guard let indication = values.indication else { throw Fault(.unexpected, "a dose has no indication") }
    let cycle = values.cycle ?? CycleNumber(1)
    if let surface = values.surfaceM2 {
      return try desk.dose(
        indication: indication, cycle: cycle,
        size: .init(weightKg: values.weightKg, surfaceM2: surface.approximate), context: context)
    }
    return try desk.dose(
      indication: indication, cycle: cycle, size: .init(weightKg: values.weightKg, heightCm: values.heightCm),
      context: context)
  }
}
