// The report's page as a reader meets it: in a browser without a network, wide and narrow, light and dark, printed.
//
// usage: node report_page_test.mjs HEDDLE FOLDER CATALOGUE
// HEDDLE is the program; FOLDER has a report; CATALOGUE is a file of heddle cases --json. Screenshots are left in FOLDER.
// exit: 0 all is well, 1 something is not and is named, 77 there is no Chromium
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser } from './browser.mjs';

const [heddle, folder, catalogue] = process.argv.slice(2);
const program = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
if (program === undefined) {
  console.log('SKIPPED: there is no Chromium; ci/setup --tests installs it');
  process.exit(77);
}
const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
const axeFile = process.env.HEDDLE_AXE ?? join(cache, 'heddle/axe/node_modules/axe-core/axe.min.js');
const axe = existsSync(axeFile) ? readFileSync(axeFile, 'utf8') : undefined;
if (axe === undefined) console.log('without axe-core, contrast and headers are not checked; ci/setup --tests installs it');

const problems = [];
const expect = (holds, what) => { if (!holds) problems.push(what); };

const browser = await Browser.start(program);
let requests = [];
browser.on((method, event) => {
  if (method === 'Network.requestWillBeSent') requests.push(event.request.url);
  if (method === 'Runtime.exceptionThrown') problems.push('exception: ' + (event.exceptionDetails.exception?.description ?? event.exceptionDetails.text));
  if (method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(event.type))
    problems.push(`console.${event.type}: ` + event.args.map((a) => a.value ?? a.description).join(' '));
  if (method === 'Log.entryAdded' && ['error', 'warning'].includes(event.entry.level))
    problems.push(`${event.entry.level} of ${event.entry.source}: ${event.entry.text}`);
});
for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await browser.send(domain + '.enable');
await browser.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 });

// What is on each canvas: how many of its pixels are painted, in how many colours, and how many in that of the first series.
const canvases = `[...document.querySelectorAll('.chart canvas')].map((canvas) => {
  const bytes = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const probe = document.createElement('canvas').getContext('2d');
  probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--s0').trim();
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  const colours = new Set();
  let painted = 0, first = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    if (bytes[at + 3] === 0) continue;
    ++painted;
    if (bytes[at] === red && bytes[at + 1] === green && bytes[at + 2] === blue) ++first;
    colours.add(bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2]);
  }
  return { name: canvas.id, painted: painted / (bytes.length / 4), colours: colours.size, first };
})`;

async function look(url, name, width, scheme) {
  const where = `${name} at ${width} pixels, ${scheme}: `;
  await browser.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: width < 500 });
  await browser.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  requests = [];
  const before = problems.length;
  await browser.open(url);
  expect(requests.every((request) => request === url), where + 'it asked for ' + requests.filter((r) => r !== url));

  const drawn = await browser.evaluate(canvases);
  expect(drawn.length > 0, where + 'there is no chart');
  for (const chart of drawn)
    expect(chart.painted > 0.01 && chart.colours > 5 && chart.first > 20, where + 'this chart is not drawn: ' + JSON.stringify(chart));
  const data = await browser.evaluate(`JSON.parse(document.getElementById('charts').textContent).map((chart) => chart.name)`);
  expect(JSON.stringify(data) === JSON.stringify(drawn.map((chart) => chart.name)), where + 'the charts are not those of the data');

  const wide = await browser.evaluate('document.documentElement.scrollWidth');
  expect(wide <= width, where + `it scrolls sideways: ${wide} pixels`);

  const links = await browser.evaluate(`(async () => {
    const bad = [];
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      link.click();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const top = target?.getBoundingClientRect().top;
      if (target === null || !target.checkVisibility() || top < -1 || top > innerHeight) bad.push(link.hash);
      for (const details of document.querySelectorAll('details[open]')) details.open = false;
    }
    scrollTo(0, 0);
    return { count: document.querySelectorAll('a[href^="#"]').length, bad };
  })()`);
  expect(links.count > 0 && links.bad.length === 0, where + 'these links lead nowhere: ' + links.bad);

  if (axe !== undefined) {
    await browser.evaluate(axe + ';0');
    const violations = await browser.evaluate(`axe.run().then(({ violations }) => violations.map(
      (one) => one.id + ': ' + one.help + ' at ' + one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')))`);
    for (const violation of violations) problems.push(where + 'axe-core: ' + violation);
  }
  return problems.length === before;
}

async function screenshot(name) {
  const { data } = await browser.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true,
    clip: { x: 0, y: 0, scale: 1, ...(await browser.evaluate('({ width: innerWidth, height: document.documentElement.scrollHeight })')) } });
  writeFileSync(join(folder, name), Buffer.from(data, 'base64'));
}

// Whatever the data's texts say, they stay text. Every text of the results becomes one that would like to be markup.
function hostileReport() {
  const there = mkdtempSync(join(tmpdir(), 'heddle-report-'));
  const bad = '</script></title></style><script>document.title="owned"</script><img src="http://127.0.0.1:9/x" onerror="document.title=\'owned\'">"\'&amp;<!--';
  const results = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
  for (const name of ['processor', 'system', 'compiler', 'commit']) results.machine[name] += bad;
  results.inputs = bad;
  for (const measurement of results.measurements) {
    for (const name of ['strategy', 'counter', 'logger']) measurement.configuration[name] += bad;
    for (const run of measurement.runs) {
      run.failures = [bad];
      run.log_error = bad;
      for (const lock of run.locks) lock.name += bad;
    }
  }
  mkdirSync(there, { recursive: true });
  writeFileSync(join(there, 'results.json'), JSON.stringify(results));
  const ended = spawnSync(heddle, ['report', there], { encoding: 'utf8' });
  expect(ended.status === 0, 'heddle report ended with ' + ended.status + ': ' + ended.stderr);
  return there;
}

// A report with every section: what was measured in FOLDER, and a catalogue whose looks came to all that there is.
function wholeReport() {
  const there = mkdtempSync(join(tmpdir(), 'heddle-report-'));
  cpSync(folder, there, { recursive: true, filter: (file) => !/\/(gray|pictures|svg)$|\.png$/.test(file) });
  cpSync(catalogue, join(there, 'cases.json'));
  const ended = spawnSync(heddle, ['report', there], { encoding: 'utf8' });
  expect(ended.status === 0, 'heddle report ended with ' + ended.status + ': ' + ended.stderr);
  return there;
}

let hostile, whole;
try {
  whole = wholeReport();
  const url = pathToFileURL(join(whole, 'index.html')).href;
  for (const scheme of ['light', 'dark'])
    for (const width of [1280, 360]) {
      await look(url, 'the page', width, scheme);
      for (const section of ['comparison', 'logs', 'sweep', 'detectors', 'timing'])
        expect(await browser.evaluate(`document.querySelector('section#${section} h2') !== null`), 'there is no section ' + section);
      const evidence = await browser.evaluate(`document.querySelectorAll('a[href^="#evidence-"]').length`);
      expect(evidence > 0, 'no link leads to evidence');
      await screenshot(`page-${width}-${scheme}.png`);
    }
  const { data } = await browser.send('Page.printToPDF', { printBackground: false });
  writeFileSync(join(folder, 'page.pdf'), Buffer.from(data, 'base64'));
  expect(Buffer.from(data, 'base64').length > 20000, 'the printed page is nearly empty');
  expect(!(await browser.evaluate(`document.documentElement.classList.contains('on-paper')`)), 'after printing the screen keeps the colours of paper');

  hostile = hostileReport();
  await look(pathToFileURL(join(hostile, 'index.html')).href, 'the hostile page', 360, 'light');
  expect(await browser.evaluate('document.title') === 'Report - heddle', 'data of the hostile page became a script');
  expect(await browser.evaluate(`document.querySelectorAll('img').length`) === 0, 'data of the hostile page became an element');
} catch (error) {
  problems.push(String(error.stack ?? error));
} finally {
  await browser.stop();
  for (const made of [whole, hostile]) if (made !== undefined) rmSync(made, { recursive: true, force: true });
}
for (const problem of problems) console.log(problem);
console.log(problems.length === 0 ? `the page is well; screenshots are in ${folder}` : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
