/// The word somebody probably meant.
public enum Nearest {
  /// The nearest of the words, the first of them on a tie; nil when none is near.
  ///
  /// Near means a distance of at most a third of the typed word's characters, and at least one.
  public static func word(to typed: String, in words: some Sequence<String>) -> String? {
    let typed = Array(typed)
    var best: (word: String, distance: Int)?
    var limit = max(1, typed.count / 3)
    for word in words {
      let characters = Array(word)
      // The distance is never less than the difference in length.
      guard abs(characters.count - typed.count) <= limit else { continue }
      let distance = distance(typed, characters)
      guard distance <= limit else { continue }
      best = (word, distance)
      if distance == 0 { break }
      limit = distance - 1
    }
    return best?.word
  }

  /// How many characters to insert, delete, replace or swap with their neighbor to turn one word into the other.
  ///
  /// This is the Damerau-Levenshtein distance in the form that edits no swapped pair again.
  static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in first.indices {
      var current = [row + 1]
      for column in second.indices {
        let isSame = first[row] == second[column]
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
