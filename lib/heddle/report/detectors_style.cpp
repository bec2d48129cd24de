// The style sheet of the sections about the detectors and their timing. Who changes it changes the hash below
// as well: a policy would refuse it otherwise, and a test says which hash is right.
#include "heddle/report/detectors_html.hpp"

namespace heddle {

const std::string_view kDetectorsStyle = R"css(
:root { --good: #1d6b2a; --good-paper: #e6f4e8; --warn: #8a5300; --warn-paper: #fff3dc; }
@media screen and (prefers-color-scheme: dark) {
  :root { --good: #7fcf8c; --good-paper: #17301c; --warn: #e6ab4a; --warn-paper: #352a14; } }
.scroll { overflow-x: auto; margin: .75rem 0; border: 1px solid var(--rule); border-radius: .4rem; }
.matrix th, .matrix td, .figures th, .figures td, .matrix thead th, .figures thead th,
.matrix thead th:first-child, .matrix tbody th, .figures thead th:first-child, .figures tbody th {
  min-width: 0; width: auto; padding: .25rem .6rem; text-align: left; position: static; white-space: normal;
  color: var(--ink); font-weight: 400; overflow-wrap: normal; }
.matrix thead th, .figures thead th { font-weight: 600; border-bottom: 1px solid var(--rule); }
.matrix .case th { font-weight: 600; background: var(--card); }
.matrix tbody tr:not(.case) th { padding-left: 1.2rem; }
.matrix tbody td, .matrix tbody th, .figures tbody td, .figures tbody th { border-top: 1px solid var(--rule); }
.figures .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures thead .number { text-align: right; white-space: normal; }
.matrix thead th:first-child, .matrix tbody tr:not(.case) th { position: sticky; left: 0; z-index: 1;
  background: var(--paper); }
.matrix .seen { background: var(--warn-paper); }
.matrix .proved { background: var(--good-paper); color: var(--good); }
.matrix .quiet, .matrix .no-look { color: var(--dim); }
.matrix .differs, .remarks .differs { background: var(--bad-paper); color: var(--bad); font-weight: 600; }
.matrix .undecided { font-weight: 600; }
.figures .forbidden { color: var(--bad); fill: var(--bad); }
.figures .interesting { color: var(--warn); fill: var(--warn); }
.figures .acceptable { fill: var(--good); }
.share { display: block; width: 7rem; max-width: 100%; height: .5rem; margin-left: auto; }
.legend dt { font-weight: 600; float: left; clear: left; margin-right: .5em; }
.legend dd { margin: 0 0 .2rem; }
.case > summary { cursor: pointer; padding: .35rem 0; }
section.evidence + section.evidence { margin-top: 1.2rem; padding-top: .8rem; }
.evidence h4, .evidence h5 { margin: .8rem 0 .3rem; font-size: 1rem; }
.evidence:target > h4 { background: var(--card); }
.places li { margin: .3rem 0; }
@media (max-width: 40rem) {
  .matrix, .figures { font-size: .85rem; }
  .matrix th, .matrix td, .figures th, .figures td, .matrix thead th, .figures thead th, .matrix thead th:first-child,
  .matrix tbody th, .figures thead th:first-child, .figures tbody th { padding: .25rem .35rem; }
  .matrix tbody tr:not(.case) th { padding-left: .5rem; max-width: 7rem; overflow-wrap: anywhere; }
  .figures tbody th { min-width: 7rem; overflow-wrap: anywhere; }
  .share { width: 4rem; } }
@media print { .scroll { overflow: visible; } details.case:not([open])::details-content { content-visibility: visible; } }
)css";

const std::string_view kDetectorsStyleSource = "sha256-ux49P4ub0jusFDmu0C/dUxP/eTKHju3hMgwmhZdKxTQ=";

}  // namespace heddle
