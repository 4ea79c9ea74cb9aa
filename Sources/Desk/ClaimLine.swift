import CivilTime
import Coverage
import TextFormats

/// One line of a file of administrations, with its values read or what is wrong with them.
struct ClaimLine: Sendable {
  /// The line it begins on, counted from 1.
  let number: Int
  /// The member id as written; nil when it could not be read that far.
  let memberID: String?
  /// The reference as written; nil when it could not be read that far.
  let reference: String?
  /// The units to log, or the first value that cannot be taken.
  let asked: Result<Administering, Fault>
}

/// Lines that are answered together.
struct ClaimBatch: Sendable {
  let lines: [ClaimLine]
  /// Bytes of the file that were read up to here.
  let bytesRead: Int
}

/// The columns of a file of administrations.
enum ClaimColumn: String, CaseIterable, Sendable {
  case memberID = "member_id"
  case serviceDate = "service_date"
  case units
  case discarded
  case vials
  case reference
  case indication
  case code

  /// Columns no file can do without.
  static let required: [ClaimColumn] = [.memberID, .serviceDate, .units, .reference]
}

extension ClaimLine {
  /// Reads a line from its values; `place` says where a value stands, such as `line 12, column 31`.
  init(
    number: Int, value: (ClaimColumn) throws -> String?, place: (ClaimColumn) -> String
  ) {
    self.number = number
    memberID = try? value(.memberID)
    reference = try? value(.reference)
    asked = ClaimLine.read(value: value, place: place)
  }

  private static func read(
    value: (ClaimColumn) throws -> String?, place: (ClaimColumn) -> String
  ) -> Result<Administering, Fault> {
    var column = ClaimColumn.memberID
    func text(_ wanted: ClaimColumn) throws -> String? {
      column = wanted
      return try value(wanted).map { try PlainText.read($0, field: wanted.rawValue) }
    }
    func required(_ wanted: ClaimColumn) throws -> String {
      if let text = try text(wanted) { return text }
      throw Fault(.invalid, "\(wanted.rawValue) is missing", hint: "every line needs it")
    }
    func count(_ wanted: ClaimColumn) throws -> Int? {
      guard let text = try text(wanted) else { return nil }
      return try WholeArgument.read(text, field: wanted.rawValue, in: 0...EntryArgument.most)
    }
    do {
      let member = MemberID(try required(.memberID))
      let day = try DayArgument.read(try required(.serviceDate), field: ClaimColumn.serviceDate.rawValue)
      let reference = try required(.reference)
      let vials = try count(.vials)
      let indication = try text(.indication)
      let code = try text(.code)
      let discarded = try count(.discarded) ?? 0
      let entry = try EntryArgument.read(
        on: day, units: try count(.units) ?? 0, discarded: discarded, vials: vials, indication: indication, code: code)
      return .success(
        Administering(memberID: member, reference: reference, entry: entry, again: false, cutBack: false))
    } catch let fault as Fault {
      return .failure(Fault(fault.code, "\(place(column)): \(fault.message)", hint: fault.hint))
    } catch {
      return .failure(Fault(.unexpected, "\(place(column)): \(error)"))
    }
  }
}
