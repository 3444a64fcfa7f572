// The one style sheet of an exported page: light and dark, on screen and on paper. Constant, so that the page's policy can name
// its hash and refuse every other.

export const pageStyle = `
:root { color-scheme: light dark; --bg: #fff; --soft: #f5f5f4; --line: #e2e2e0; --text: #1f1f1e; --dim: #666562; --add: #e3f5e5;
  --del: #fbe6e4; --bad: #b3261e; --mark: #a15c00; }
@media (prefers-color-scheme: dark) { :root { --bg: #1b1b1a; --soft: #242423; --line: #383836; --text: #e8e7e4; --dim: #a09f9b;
  --add: #173a20; --del: #45201d; --bad: #f2857c; --mark: #e8b15a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 16px 64px; max-width: 860px; background: var(--bg); color: var(--text);
  font: 14px/1.55 system-ui, sans-serif; }
h1 { font-size: 20px; margin: 0 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 12px; font-weight: 600; color: var(--dim); margin: 32px 0 12px; padding-top: 12px; border-top: 1px solid var(--line); }
h3 { font-size: 12px; font-weight: 600; color: var(--dim); margin: 0 0 4px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 0; font-size: 12px; }
dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
article { margin: 12px 0; }
.user { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 8px; unicode-bidi: plaintext; }
.text:last-child { margin-bottom: 0; }
.heading { font-weight: 600; }
.note { color: var(--dim); font-size: 12px; margin: 4px 0; overflow-wrap: anywhere; }
.error, .failed > summary { color: var(--bad); }
details { border: 1px solid var(--line); border-radius: 6px; margin: 6px 0; padding: 0 10px; }
summary { cursor: pointer; padding: 4px 10px; margin: 0 -10px; font-size: 12px; color: var(--dim); overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 8px 10px; margin: 6px 0; overflow: auto;
  font: 12px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
code { font-family: ui-monospace, monospace; font-size: 12px; }
.add { background: var(--add); } .del { background: var(--del); } .hunk { color: var(--dim); }
.hidden { color: var(--mark); border: 1px solid currentColor; border-radius: 3px; padding: 0 2px; font-size: 10px; unicode-bidi: isolate; }
img { max-width: 100%; height: auto; display: block; margin: 6px 0; }
footer { margin-top: 32px; padding-top: 12px; border-top: 1px solid var(--line); color: var(--dim); font-size: 12px; }
@media print {
  :root { color-scheme: light; --bg: #fff; --soft: #fff; --text: #000; --dim: #444; --line: #bbb; --add: #eee; --del: #eee; }
  body { max-width: none; padding: 0; font-size: 11px; }
  article, summary { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
}
`
