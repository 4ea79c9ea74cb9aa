import Foundation

/// Shows what does not fit on the terminal a screen at a time, with the program that PAGER names, else `less`.
enum Pager {
  /// Shows output; false where it fits, where nobody looks at a terminal, or where there is no such program.
  static func show(_ output: [UInt8]) -> Bool {
    guard let rows, output.count(where: { $0 == UInt8(ascii: "\n") }) >= rows else { return false }
    let wanted = getenv("PAGER").map { String(cString: $0) } ?? "less"
    // The words of PAGER are the program and its options; no shell reads them.
    let words = wanted.split(separator: " ").map(String.init)
    guard let program = words.first, isatty(STDIN_FILENO) == 1, let (pager, pipe) = start(program, words) else {
      return false
    }
    // Whoever has seen enough quits before the end, and the rest has nowhere to go.
    _ = StandardStreams.write(output, to: pipe)
    close(pipe)
    var status: Int32 = 0
    while waitpid(pager, &status, 0) == -1, errno == EINTR {}
    return true
  }

  /// The lines of the terminal standard output is; nil when it is none.
  private static var rows: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else {
      return nil
    }
    return Int(size.ws_row)
  }

  /// Starts the pager with a pipe for its input.
  private static func start(_ program: String, _ words: [String]) -> (process: pid_t, pipe: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    // As other programs do: colours pass, and a text that fits after all is not held.
    setenv("LESS", "FRX", 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    guard posix_spawnp(&process, program, &actions, nil, &arguments, environ) == 0 else {
      close(ends[1])
      return nil
    }
    return (process, ends[1])
  }
}
