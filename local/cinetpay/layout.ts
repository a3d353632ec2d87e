import { escaped } from './exchange'

const style = `
:root{color-scheme:light dark;--ground:#f3f5f4;--card:#fff;--ink:#14211c;--muted:#55635d;--line:#7d8a84;--main:#0a6b4b;--mark:#fff3c4;--mark-ink:#4a3500}
@media (prefers-color-scheme:dark){:root{--ground:#101614;--card:#1a2320;--ink:#eaf1ee;--muted:#a9b7b1;--line:#7c8a84;--main:#5fd0a4;--mark:#3d2f00;--mark-ink:#ffe7a3}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
.banner{background:var(--mark);color:var(--mark-ink);margin:0;padding:10px 16px;text-align:center;font-weight:600;text-wrap:balance}
main{max-width:440px;margin:24px auto;padding:24px 20px;background:var(--card);border-radius:14px}
main.wide{max-width:1200px}
h1{font-size:20px;line-height:1.25;margin:0 0 12px}h2{font-size:16px;margin:32px 0 8px}
.amount{font-size:40px;line-height:1.1;font-weight:800;margin:0 0 8px;letter-spacing:-.01em}
.what{margin:0 0 20px;overflow-wrap:anywhere}.muted{color:var(--muted);font-size:14px}
fieldset{border:0;padding:0;margin:0 0 16px}legend,.field{font-weight:600;margin-bottom:8px}
.choice{display:flex;gap:12px;align-items:center;min-height:52px;padding:8px 14px;margin-bottom:8px;border:1px solid var(--line);border-radius:10px;cursor:pointer}
.choice:has(:checked){outline:2px solid var(--main);border-color:transparent}
.choice input{width:22px;height:22px;accent-color:var(--main);margin:0}
.swatch{width:14px;height:14px;border-radius:50%}
.field{display:block}.field input{display:block;width:100%;min-height:52px;margin-top:6px;padding:0 14px;font:inherit;font-weight:400;color:inherit;background:transparent;border:1px solid var(--line);border-radius:10px}
button{min-height:44px;padding:8px 16px;font:inherit;font-weight:600;color:var(--ink);background:transparent;border:1.5px solid var(--line);border-radius:10px;cursor:pointer}
button.main{display:block;width:100%;min-height:52px;margin-top:16px;color:var(--card);background:var(--main);border-color:var(--main)}
.other{display:grid;grid-template-columns:184px 1fr;align-items:center;gap:12px;margin-bottom:10px}.other button{padding:8px}
:focus-visible{outline:3px solid #3b6fd4;outline-offset:3px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th,td{padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid color-mix(in srgb,var(--line) 35%,transparent);white-space:nowrap}
@media (max-width:520px){main{margin:0;border-radius:0;min-height:100vh}}`

/** A whole HTML page that says, above everything, that it belongs to a simulator. */
export function layout(lang: 'fr' | 'en', title: string, banner: string, body: string, wide = false): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head><body><header class="banner">${escaped(banner)}</header>
<main${wide ? ' class="wide"' : ''}>${body}</main></body></html>`
}
