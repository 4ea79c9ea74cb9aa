/// The style sheet of every page: a quiet palette that holds in grey, from a narrow screen to Letter and A4.
enum PageStyle {
  /// SHA-256 of the sheet in base64, which the page's security policy names.
  static let hash = "9q+H8rg1/Qco5CQldNzJOrIK8hPuch5CxdKFWtzHeE0="

  static let sheet = """

    :root { --ink: #1b2430; --soft: #4d5967; --line: #c3cad2; --paper: #ffffff; --tint: #f3f5f7; --fill: #9fb3c8;
      --deep: #24507a; --alert: #8c2f1b; color-scheme: light; }
    * { box-sizing: border-box; }
    html { font: 100%/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink);
      background: var(--paper); -webkit-text-size-adjust: 100%; }
    body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.75rem 0 .75rem; padding-bottom: .3rem;
      border-bottom: 1px solid var(--line); }
    h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
    p { margin: .4rem 0; max-width: 44rem; }
    .lead, .none, figcaption { color: var(--soft); }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: .5rem; background: var(--paper); color: var(--ink); padding: .25rem .5rem; }
    :focus-visible { outline: 3px solid var(--deep); outline-offset: 2px; }
    figure { margin: 1rem 0; }
    figcaption { font-size: .875rem; margin-top: .5rem; max-width: 44rem; }
    .scroll { overflow-x: auto; margin: .75rem 0 1.5rem; }
    table { border-collapse: collapse; font-size: .875rem; width: 100%; font-variant-numeric: tabular-nums; }
    caption { text-align: left; font-weight: 600; padding: .25rem 0; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line);
      overflow-wrap: break-word; }
    thead th { color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--soft); }
    tbody th { font-weight: 600; white-space: nowrap; }
    th.n, td.n { text-align: right; padding-right: 1.25rem; }
    time, .w { white-space: nowrap; }
    .mark { font-weight: 600; color: var(--alert); }
    svg { display: block; width: 100%; min-width: 45rem; height: auto; font: 12px system-ui, "Segoe UI", Roboto,
      "Helvetica Neue", Arial, sans-serif; }
    svg text { fill: var(--ink); }
    svg .name { font-weight: 600; }
    svg .quiet { fill: var(--soft); }
    svg .grid { stroke: var(--line); stroke-width: 1; }
    svg .bar { fill: var(--fill); stroke: var(--deep); stroke-width: 1; }
    svg .solid { fill: var(--deep); stroke: var(--deep); stroke-width: 1; }
    svg .open { fill: var(--paper); stroke: var(--deep); stroke-width: 1.5; }
    svg .dash { fill: var(--paper); stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 3 3; }
    svg .hatch { stroke: var(--deep); stroke-width: 1; }
    svg .limit { fill: none; stroke: var(--alert); stroke-width: 1.5; stroke-dasharray: 7 4; }
    svg .stop { fill: none; stroke: var(--alert); stroke-width: 2.5; }
    svg .asof { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 2 3; }
    svg .lines { stroke: var(--deep); stroke-width: 1.5; }
    @page { margin: 14mm 12mm; }
    @media print {
      html { font-size: 10pt; }
      body { padding: 0; max-width: none; }
      .skip { display: none; }
      .scroll { overflow: visible; }
      svg { min-width: 0; }
      h2, h3, caption { break-after: avoid; }
      figure, tr { break-inside: avoid; }
      thead { display: table-header-group; }
      table { font-size: 8.5pt; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
