// Lets Mermaid's own parser read every diagram of a Markdown file. Exit code 1 names the first that it cannot
// read, or says that there is none.
//   node mermaid_parse.mjs NODE_MODULES FILE
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, file] = process.argv.slice(2);
const entry = resolve(modules, 'mermaid/dist/mermaid.core.mjs');
const { default: mermaid } = await import(pathToFileURL(entry).href);

const diagrams = [...readFileSync(file, 'utf8').matchAll(/^```mermaid\n(.*?)^```$/gms)].map((found) => found[1]);
if (diagrams.length === 0) {
  console.error(`${file}: no diagram`);
  process.exit(1);
}
for (const [index, diagram] of diagrams.entries()) {
  try {
    const { diagramType } = await mermaid.parse(diagram);
    if (diagramType !== 'sequence') throw new Error(`read as a diagram of the type '${diagramType}'`);
  } catch (error) {
    console.error(`${file}: diagram ${index + 1}: ${error.message}\n${diagram}`);
    process.exit(1);
  }
}
