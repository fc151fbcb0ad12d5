/** The site's neutral greys, on the system's own serif and sans: the file must stand alone. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#f5f5f5;--raised:#fff;--ink:#171717;--soft:#474747;--faint:#666;--line:#d2d2d2;--strong:#858585;--mark:#b80f26;--stage:#757575;
--serif:'Newsreader','Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif;--sans:'Instrument Sans',system-ui,'Segoe UI','Helvetica Neue',Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#151515;--raised:#242424;--ink:#ededed;--soft:#bdbdbd;--faint:#999;--line:#353535;--strong:#7d7d7d;--mark:#ff6f63;--stage:#1c1c1c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 var(--sans)}
main{max-width:68rem;margin:0 auto;padding:clamp(1.25rem,4.5vw,4rem)}
h1,h2,.score{font-family:var(--serif);font-weight:400;line-height:1.1;letter-spacing:-.01em;text-wrap:balance}
h1{font-size:clamp(2rem,1.6rem + 2vw,3.25rem);margin:0 0 1.25rem}
h2{font-size:clamp(1.5rem,1.4rem + .6vw,2rem);margin:3.25rem 0 1.25rem}
h3{font-size:1.125rem;margin:0;font-weight:600}
p{margin:.5rem 0;max-width:66ch}
.kicker,.note,dt,th{color:var(--faint);font-size:.875rem}
.kicker{margin:0 0 .75rem}
.verdict{display:flex;flex-wrap:wrap;gap:1rem 3.25rem;align-items:end;border-top:1px solid var(--ink);border-bottom:1px solid var(--line);padding:1.25rem 0}
.score{font-size:clamp(3.5rem,2.5rem + 4vw,6rem);margin:0}
.score small{font:1rem var(--sans);color:var(--faint);letter-spacing:0}
.next{flex:1 1 24rem;margin:0;font-size:1.1875rem}
.next b{display:block;font-size:.875rem;font-weight:600;color:var(--mark)}
article{border-top:1px solid var(--line);padding:1.25rem 0 2rem}
.head{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;justify-content:space-between;align-items:baseline}
.points{font-variant-numeric:tabular-nums;color:var(--soft)}
.points[data-pass=false]{color:var(--mark)}
.bar{height:3px;background:var(--line);margin:.5rem 0 1rem}
.bar i{display:block;height:100%;background:var(--ink)}
.bar[data-pass=false] i{background:var(--mark)}
.pictures{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));margin-top:1rem}
figure{margin:0}
figure div{background:var(--stage);padding:clamp(.5rem,1.5vw,1rem)}
img,svg{display:block;max-width:100%;height:auto;margin:0 auto}
span.yours{display:block;position:relative}
.yours img{width:100%}
.yours b{position:absolute;border:1px solid #fff;outline:1px solid #171717}
.yours i{position:absolute;left:50%;top:50%;translate:-50% -50%;min-width:1.6em;padding:.05em .4em;border-radius:1em;background:#171717;color:#fff;font:600 .8125rem/1.4 var(--sans);text-align:center}
.upload{margin-top:2rem}
figcaption{color:var(--faint);font-size:.875rem;margin-top:.4rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.25rem;margin:0}
dd{margin:0;overflow-wrap:anywhere}
.plots{display:grid;gap:1.25rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr))}
.plots svg{width:100%;background:var(--raised);border:1px solid var(--line)}
.start{fill:var(--line)}.target{fill:none;stroke:var(--ink);stroke-width:1.2}.yours{fill:none;stroke:var(--mark);stroke-width:1.2}
h4{font-size:.875rem;margin:0 0 .5rem;font-weight:600}
.soft{color:var(--soft)}
.says{display:grid;gap:2rem 3.25rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));margin-top:1.25rem;align-items:start}
.says section{min-width:0}
.says dl{font-size:.9375rem}
.prompt{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--raised);padding:.75rem 1rem;font-size:.9375rem;margin:0 0 .75rem}
.exact{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.875em}
small.exact{display:block;color:var(--faint)}
.says ul{margin:0;padding-left:1.1em;font-size:.9375rem}
p.text{font:1.3125rem/1.9 var(--serif);white-space:pre-wrap;overflow-wrap:anywhere;margin-top:2rem}
p.text.code{font:1rem/2 ui-monospace,Menlo,Consolas,monospace}
span.facet{box-shadow:inset 0 -1.5px 0 var(--ink)}span.problem{text-decoration:underline wavy var(--mark) 2px;text-underline-offset:.28em}
sup{font:600 .75rem/1 var(--sans);padding:.1rem .3rem;margin-inline:.1rem .2rem}
sup.facet{border:1px solid var(--strong);color:var(--soft)}sup.problem{border:1.5px solid var(--mark);border-radius:50%;color:var(--mark)}
.marks{margin-top:1.25rem}
.marks dd i{color:var(--soft)}
@media print{body{background:#fff}article,figure{break-inside:avoid}}
`.trim();
