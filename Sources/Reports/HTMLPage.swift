/// A page that stands alone: no script, no network, one style sheet that its security policy names by its hash.
enum HTMLPage {
  /// The page. `lead` stands under the heading; both it and `body` are HTML.
  static func document(title: String, lead: String, body: String) -> String {
    let title = HTMLText.escaped(title)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="\(policy)"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="referrer" content="no-referrer"/>
      <meta name="robots" content="noindex"/>
      <title>\(title)</title>
      <style>\(PageStyle.sheet)</style>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the report</a>
      <header>
      <h1>\(title)</h1>
      \(lead)
      </header>
      <main id="content">
      \(body)
      </main>
      </body>
      </html>

      """
  }

  /// Nothing may be loaded, sent or run; only the style sheet of this page applies.
  private static let policy =
    "default-src 'none'; style-src 'sha256-\(PageStyle.hash)'; base-uri 'none'; form-action 'none'"
}
