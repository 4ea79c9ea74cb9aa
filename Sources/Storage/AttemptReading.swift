import Coverage

extension ReadTransaction {
  /// Every administration under a reference, and whose it is; the latest attempt first.
  public func attempts(under reference: String) throws -> [(patient: PatientNumber, number: AdministrationNumber)] {
    try collect(
      """
      SELECT patient, administration FROM administration
      WHERE reference = ? AND sequence <= ? ORDER BY attempt DESC
      """, [.of(reference)]
    ) { (PatientNumber(try $0.integer()), AdministrationNumber(try $0.integer())) }
  }
}

extension RecordedEntry {
  /// The patient a subject names, and the rest of it; nil where it names none.
  public static func patient(of subject: String) -> (number: PatientNumber, rest: String)? {
    let words = subject.split(separator: " ", maxSplits: 1)
    guard let first = words.first, first.hasPrefix("P-"), let number = Int(first.dropFirst(2)) else { return nil }
    return (PatientNumber(number), words.count > 1 ? String(words[1]) : "")
  }
}
