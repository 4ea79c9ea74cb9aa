/// `1 cycle`, `2 cycles`; `many` is for a noun whose plural has more to it than an s.
package func count(_ number: Int, _ noun: String, _ many: String? = nil) -> String {
  "\(number) \(number == 1 ? noun : many ?? noun + "s")"
}
