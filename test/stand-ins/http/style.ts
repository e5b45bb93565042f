/** The look of the stand-in's pages: plain, and not Stripe's. */
export const style = `
:root { color-scheme: light; --ink: #1d1d1f; --quiet: #5f6368; --line: #d5d7da; --accent: #1f4b99; --alert: #9b1c1c; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); }
code { font-size: .85em; }
.checkout { display: grid; min-height: 100vh; }
.summary { background: #f4f5f6; padding: 1.5rem; }
.back { display: inline-block; min-height: 44px; padding: .6rem 0; }
.total { font-size: 2rem; margin: .25rem 0 1rem; font-variant-numeric: tabular-nums; }
.lines { list-style: none; margin: 0; padding: 0; }
.lines li { display: flex; gap: .75rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.lines div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.lines img { object-fit: cover; }
.amount, dd, td { font-variant-numeric: tabular-nums; }
dl { margin: 0; border-top: 1px solid var(--line); padding-top: .75rem; }
dl div { display: flex; justify-content: space-between; gap: 1rem; }
dt { flex: none; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.due { font-weight: 600; margin-top: .5rem; }
.quiet, .note { color: var(--quiet); font-size: .9rem; }
main { padding: 1.5rem; }
.checkout main, .checkout .summary { width: 100%; }
form { max-width: 30rem; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
.field { margin: 0 0 .75rem; }
label { display: block; }
input:not([type=radio]):not([type=checkbox]), select { width: 100%; min-height: 44px; padding: .5rem .65rem; font: inherit; color: inherit; background: #fff; border: 1px solid #80868b; border-radius: 3px; }
input[type=radio], input[type=checkbox] { width: 20px; height: 20px; flex: none; margin: 0; accent-color: var(--accent); }
.choice { display: flex; gap: .75rem; align-items: center; min-height: 44px; padding: .35rem 0; }
.choice .amount { margin-left: auto; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; align-items: end; }
[aria-invalid] { border-color: var(--alert) !important; border-width: 2px !important; }
.error, .alert { color: var(--alert); }
.alert { border: 1px solid var(--alert); padding: .75rem 1rem; margin: 0 0 1.25rem; }
.alert p, .alert ul { margin: 0; }
button { min-height: 48px; width: 100%; padding: .6rem 1rem; font: inherit; font-weight: 600; color: #fff; background: var(--accent); border: 1px solid var(--accent); border-radius: 3px; cursor: pointer; }
button.plain { background: #fff; color: var(--accent); margin-top: .75rem; }
button.small { width: auto; min-height: 0; padding: .15rem .5rem; font-size: .85rem; font-weight: 400; color: var(--accent); background: #fff; }
:focus-visible { outline: 3px solid #f2a900; outline-offset: 2px; }
.payment:has([value=card]:not(:checked)) .of-card { display: none; }
.payment:has([value=card]:checked) .of-bank { display: none; }
.billing:has([name=billingSame]:checked) .other-billing { display: none; }
.single { max-width: 34rem; margin: 10vh auto; }
.index { max-width: 90rem; margin: 0 auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; width: 100%; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; min-width: 5rem; }
td form { display: inline-block; margin-right: .35rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f5f6; padding: 1rem; }
iframe.narrow { max-width: 360px; display: block; }
.looks a { display: inline-block; padding: .6rem .75rem .6rem 0; }
.looks [aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
iframe { width: 100%; height: 60vh; border: 1px solid var(--line); background: #fff; }
@media (min-width: 56rem) {
  .checkout { grid-template-columns: 1fr 1fr; }
  .summary { padding: 4rem max(2rem, calc(50vw - 36rem)) 4rem; padding-right: 3rem; }
  .checkout main { padding: 4rem 3rem; }
}
@media (prefers-reduced-motion: no-preference) { button { transition: opacity .15s; } button:hover { opacity: .88; } }
`;
