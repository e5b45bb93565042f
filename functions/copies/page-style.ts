/** The house's look, on paper too, without a file beside it. */
export const style = `
:root { color: #1d1916; background: #f3f0eb; font: 17px/1.55 Helvetica, Arial, sans-serif; }
body { margin: 0; }
main { max-width: 62rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
.name { margin: 0 0 3rem; padding-bottom: 1.5rem; border-bottom: 1px solid #1d1916; font: 1.5rem/1 Georgia, serif; letter-spacing: .5rem; }
h1, h2 { font-family: Georgia, "Times New Roman", serif; font-weight: 400; line-height: 1.15; text-wrap: balance; }
h1 { font-size: clamp(2.2rem, 1.4rem + 3.5vw, 3.8rem); letter-spacing: -.02em; margin: 0 0 1rem; }
h2 { font-size: 1.8rem; margin: 0 0 .5rem; }
p { max-width: 62ch; margin: 0 0 1rem; }
section { margin-top: 4rem; padding-top: 1.5rem; border-top: 1px solid #d3ccc2; }
.short { border-top-color: #1d1916; }
.short p:first-child { font: 1.5rem/1.35 Georgia, serif; max-width: 36ch; }
.small, th, dt { color: #665d55; }
.small { font-size: .9rem; }
a { color: inherit; text-underline-offset: .25em; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.45; }
th, td { text-align: start; vertical-align: top; padding: .6rem 1rem .6rem 0; border-bottom: 1px solid #d3ccc2; font-weight: 400; }
.figure { text-align: end; font-variant-numeric: tabular-nums; padding-right: 0; }
dl, dd, ul { margin: 0; padding: 0; }
ul { list-style: none; }
.facts { display: grid; grid-template-columns: minmax(9rem, 13rem) 1fr; gap: .6rem 1.5rem; margin: 1.5rem 0 2rem; font-size: .95rem; }
.row { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .7rem 1.5rem; padding: 1rem 0; border-top: 1px solid #d3ccc2; font-size: .9rem; line-height: 1.4; break-inside: avoid; }
.row dd { overflow-wrap: anywhere; white-space: pre-line; font-variant-numeric: tabular-nums; }
.row .term dd { color: #7d5f34; }
@media (max-width: 40rem) { .facts { grid-template-columns: 1fr; gap: .1rem; } .facts dd { margin-bottom: .75rem; } table { display: block; overflow-x: auto; } }
@media print { :root { background: none; font-size: 10pt; } main { max-width: none; padding: 0; } section { margin-top: 2rem; } h2 { break-after: avoid; } .facts { break-inside: avoid; } }
`;
