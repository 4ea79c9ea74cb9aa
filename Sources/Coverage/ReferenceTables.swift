/// A Medicare Part B jurisdiction and the contractor that administers it (policy Appendix 2).
public struct Jurisdiction: Equatable, Sendable {
  /// Its letter with its numbers, such as `F (2 & 3)`.
  public let jurisdiction: String
  /// The area in the policy's words.
  public let area: String
  /// The codes of the states and territories in the area.
  public let states: [String]
  /// The contractor.
  public let contractor: String
  /// What sets the area apart from a neighboring one; nil when nothing does.
  public let note: String?

  /// A jurisdiction and its contractor.
  public init(jurisdiction: String, area: String, states: [String], contractor: String, note: String?) {
    self.jurisdiction = jurisdiction
    self.area = area
    self.states = states
    self.contractor = contractor
    self.note = note
  }
}

/// A regimen as the policy's review of clinical literature describes it (policy Appendix 3).
///
/// A cell the policy leaves empty is an empty text.
public struct LiteratureEntry: Equatable, Sendable {
  /// The disease whose table the regimen stands in.
  public let disease: String
  /// The regimen.
  public let regimen: String
  /// The NCCN category of recommendation.
  public let nccnCategory: String
  /// Whether the FDA approved the use, with the policy's remark.
  public let fdaApproved: String
  /// The trial's phase and design.
  public let trialDesign: String
  /// What the regimen was compared with.
  public let comparator: String
  /// What the trial measured first.
  public let primaryEndPoint: String
  /// The patients of the trial by earlier therapy.
  public let lineOfTherapy: String
  /// What the trial found.
  public let conclusion: String
  /// The addresses of the publications.
  public let links: [String]

  /// A regimen of the review.
  public init(
    disease: String, regimen: String, nccnCategory: String, fdaApproved: String, trialDesign: String,
    comparator: String, primaryEndPoint: String, lineOfTherapy: String, conclusion: String, links: [String]
  ) {
    self.disease = disease
    self.regimen = regimen
    self.nccnCategory = nccnCategory
    self.fdaApproved = fdaApproved
    self.trialDesign = trialDesign
    self.comparator = comparator
    self.primaryEndPoint = primaryEndPoint
    self.lineOfTherapy = lineOfTherapy
    self.conclusion = conclusion
    self.links = links
  }
}

/// A numbered reference of a policy (policy VII).
public struct BibliographyEntry: Equatable, Sendable {
  /// Its number in the policy's list.
  public let number: Int
  /// The reference.
  public let text: String

  /// A numbered reference.
  public init(number: Int, text: String) {
    self.number = number
    self.text = text
  }
}
