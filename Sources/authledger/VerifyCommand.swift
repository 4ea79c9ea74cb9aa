import ArgumentParser
import Coverage
import Desk
import Reports

struct VerifyCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "verify",
    abstract: "Compute the journal's chain and every balance anew, and list what differs.",
    discussion: """
      The chain shows a change to anything before the last head that was kept elsewhere.

      Example: authledger verify --head 9f2c…
      """)

  @Option(help: ArgumentHelp("The head someone kept; it must be in the chain.", valueName: "hash")) var head: String?
  @Flag(help: "Look at the chain only, not at the balances.") var quick = false
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func values() throws -> (head: String?, asOf: AsOf?) { (try expectedHead(), try vantage.value()) }

  private func expectedHead() throws -> String? {
    guard let head else { return nil }
    let digits = head.lowercased()
    guard digits.utf8.count == 64, digits.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
      throw Mistake("--head \(head) is not a hash", hint: "give the 64 digits that `authledger verify` printed as head")
    }
    return digits
  }

  func reply(to values: (head: String?, asOf: AsOf?), in session: Session) throws -> Reply {
    let answer = try session.verify(quick: quick, expecting: values.head, asOf: values.asOf)
    let status = answer.breaks.isEmpty ? ExitStatus.done : .findings
    if session.format == .csv { return session.reply(status, records: Records(answer.breaks)) }
    return session.reply(
      status, value: VerifyReport.value(of: answer), lines: VerifyReport.lines(of: answer, style: session.style))
  }
}
