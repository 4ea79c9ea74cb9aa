import Foundation
import FoundationXML

/// A page read as XML: every element with its attributes, its text and what it lies in.
final class MarkupReader: NSObject, XMLParserDelegate {
  /// An element of a page.
  final class Element {
    let name: String
    let attributes: [String: String]
    private(set) weak var parent: Element?
    var children: [Element] = []
    var text = ""

    init(name: String, attributes: [String: String], parent: Element?) {
      self.name = name
      self.attributes = attributes
      self.parent = parent
    }

    /// The text of the element and of all in it.
    var allText: String { text + children.map(\.allText).joined() }

    /// The names of the elements around it, the nearest first.
    var ancestors: [String] { parent.map { [$0.name] + $0.ancestors } ?? [] }
  }

  private(set) var elements: [Element] = []
  private var open: [Element] = []

  /// Every element, in the order begun; throws what is not well-formed.
  static func elements(of page: String) throws -> [Element] {
    let reader = MarkupReader()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = reader
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.coderReadCorrupt) }
    return reader.elements
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let element = Element(name: name, attributes: attributes, parent: open.last)
    open.last?.children.append(element)
    elements.append(element)
    open.append(element)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }
}
