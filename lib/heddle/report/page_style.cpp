// The style sheet of a page of pictures. Who changes it changes the hash below as well: the page's policy
// would refuse it otherwise, and a test says which hash is right.
#include "heddle/report/picture_html.hpp"

namespace heddle {

const std::string_view kPageStyle = R"css(
:root { color-scheme: light dark; --ink: #1c1e21; --dim: #5c6370; --paper: #ffffff; --card: #f5f6f8;
  --rule: #d5d8de; --bad: #b3141d; --bad-paper: #fdecec; --cut: #8a5300;
  --t0: #00707d; --t1: #8b2a8b; --t2: #2f7d1f; --t3: #2c55c4; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e4e6ea; --dim: #9aa1ad; --paper: #15171a; --card: #1f2226; --rule: #3a3f47; --bad: #ff7b7b;
    --bad-paper: #3a1d1f; --cut: #e6ab4a; --t0: #4fc4d2; --t1: #df8edf; --t2: #7fcf6c; --t3: #8fb0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 90rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
.variant { font-size: 1.25rem; margin: 0 0 .5rem; }
section + section, nav + section { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
.trace { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0 .5rem; max-width: 60rem; }
a { color: inherit; }
code, pre { font-family: ui-monospace, monospace; font-size: .85em; }
bdi { unicode-bidi: isolate; }
.found { color: var(--bad); font-weight: 600; }
.explanation { font-size: 1.1rem; font-weight: 600; }
.dim, .legend { color: var(--dim); font-size: .85rem; }
.picture { overflow-x: auto; margin: .75rem 0; border: 1px solid var(--rule); border-radius: .4rem; }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 1.5rem; }
thead th { padding-left: .35rem; border-bottom: 1px solid var(--rule); min-width: 13rem; }
thead th:first-child, tbody th { min-width: 0; width: 3rem; padding: .3rem .25rem .3rem .5rem; text-align: right; white-space: nowrap;
  font-weight: 400; color: var(--dim); position: sticky; left: 0; z-index: 3; background: var(--paper); }
tr:target td, tr:target th { background: var(--card); }
tr.fault td, tr.fault th { background: var(--bad-paper); }
tr.fault th { color: var(--bad); font-weight: 700; }
.t0 { --t: var(--t0); } .t1 { --t: var(--t1); } .t2 { --t: var(--t2); } .t3 { --t: var(--t3); }
thead .t0, thead .t1, thead .t2, thead .t3 { color: var(--t); }
.lane { position: relative; }
.lane::before { content: ""; position: absolute; left: .5rem; top: 0; bottom: 0; border-left: 2px solid var(--t); }
.stopped::before { border-left-style: dotted; opacity: .8; }
.locked::before { border-left-width: 6px; left: calc(.5rem - 2px); }
.gone::before { content: none; }
.step::after { content: ""; position: absolute; left: calc(.5rem + 1px - .4rem); top: .6rem; width: .8rem; height: .8rem;
  border-radius: 50%; background: var(--t); }
.fault .step::after { content: "\2717"; background: var(--bad); color: var(--paper); width: 1rem;
  height: 1rem; left: calc(1px); top: .5rem; font-size: .8rem; line-height: 1rem; text-align: center; }
.effect { display: inline-block; }
.source, .holds, .from { display: block; font-size: .85rem; color: var(--dim); }
.source code { white-space: pre-wrap; color: var(--ink); }
.holds { color: var(--t); }
.preempted { color: var(--cut); font-weight: 600; font-size: .85rem; }
.waits { color: var(--dim); font-size: .85rem; }
.arrow { padding-top: .1rem; padding-bottom: .1rem; line-height: 1; }
.arrow a { position: relative; z-index: 2; background: var(--paper); padding: 0 .4rem; font-size: .8rem;
  color: var(--dim); }
.arrow > span { position: absolute; z-index: 1; left: .5rem; right: calc(-.5rem - 1px); top: 50%; border-top: 2px solid var(--t); }
.right { text-align: right; }
.right > span::after { content: ""; position: absolute; right: 0; top: -6px; border: 5px solid transparent;
  border-left: 8px solid var(--t); border-right: 0; }
.left > span::after { content: ""; position: absolute; left: 2px; top: -6px; border: 5px solid transparent;
  border-right: 8px solid var(--t); border-left: 0; }
.key { display: inline-block; height: 1em; vertical-align: -.15em; margin: 0 .3rem 0 .8rem;
  border-left: 2px solid var(--ink); }
.key.off { border-left-style: dotted; margin-left: 0; }
.key.lock { border-left-width: 6px; }
.command { overflow-x: auto; padding: .6rem .8rem; background: var(--card); border-radius: .4rem;
  overflow-wrap: normal; }
ul { padding-left: 1.2rem; }
@media (max-width: 40rem) { body { padding: .6rem; } thead th { min-width: 9.2rem; }
  thead th:first-child, tbody th { width: 2rem; padding: .3rem .1rem .3rem .3rem; } }
@media print {
  body { max-width: none; padding: 0; font-size: .8rem; }
  .picture { overflow: visible; } thead th { min-width: 0; } tr { break-inside: avoid; }
  th, td { print-color-adjust: exact; } thead th:first-child, tbody th { position: static; }
  .command { white-space: pre-wrap; overflow-wrap: anywhere; } }
)css";

const std::string_view kPageStyleSource = "sha256-b/jgbnJEtBLk2N0PYOV8JOCi9ORFPljUvGssehMjBbw=";

}  // namespace heddle
