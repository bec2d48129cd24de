// Headless Chromium by its own protocol (Chrome DevTools Protocol) over a pipe, so that no package is needed to drive it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Browser {
  #process;
  #folder = mkdtempSync(join(tmpdir(), 'heddle-browser-'));
  #waiting = new Map();
  #listeners = [];
  #last = 0;
  #session;

  // program: a Chromium. Errors: rejects where it does not start.
  static async start(program) {
    const browser = new Browser(program);
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    browser.#session = (await browser.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
    return browser;
  }

  constructor(program) {
    this.#process = spawn(program, [
      '--headless=new', '--remote-debugging-pipe', `--user-data-dir=${this.#folder}`, '--disable-gpu', '--no-first-run',
      '--disable-background-networking', '--disable-dev-shm-usage', '--hide-scrollbars',
      // Chromium's own sandbox does not run as root, nor in most containers; the page is ours.
      '--no-sandbox',
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const fail = (why) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(why));
      this.#waiting.clear();
    };
    this.#process.on('error', (error) => fail(`${program}: ${error.message}`));
    this.#process.on('exit', () => fail(`${program} has ended`));
    this.#process.stdio[3].on('error', () => {});
    let text = '';
    this.#process.stdio[4].setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      for (let end; (end = text.indexOf('\0')) >= 0; text = text.slice(end + 1)) this.#receive(JSON.parse(text.slice(0, end)));
    });
  }

  #receive(message) {
    if (message.id === undefined) {
      for (const listen of this.#listeners) listen(message.method, message.params);
      return;
    }
    const { resolve, reject } = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) reject(new Error(message.error.message));
    else resolve(message.result);
  }

  // Errors: rejects with the browser's message.
  send(method, params = {}) {
    const id = ++this.#last;
    this.#process.stdio[3].write(JSON.stringify({ id, method, params, sessionId: this.#session }) + '\0');
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  // listen(method, parameters): called for each event.
  on(listen) { this.#listeners.push(listen); }

  // The value of an expression in the page; a promise is waited for. Errors: rejects with what it threw.
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  // Loads the page, and waits until its scripts have run.
  async open(url) {
    const loaded = new Promise((resolve) => this.on((method) => { if (method === 'Page.loadEventFired') resolve(); }));
    const { errorText } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
