import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** @throws Error where no Chromium is installed */
function chromium(): string {
  const named = process.env['CHROMIUM'];
  const all = named === undefined ? NAMES : [named];
  const found = all.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
  if (found !== undefined) return found;
  throw new Error(
    `pictures: no Chromium is installed, got none of ${all.join(', ')}; run apt-get install chromium, or set CHROMIUM to its path`,
  );
}

/** One page in a Chromium without window, driven by the DevTools protocol over a pipe. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<
    number,
    { done: (result: Readonly<Record<string, unknown>>) => void; fail: (error: Error) => void }
  >();
  readonly #events: Message[] = [];
  #session: string | undefined;
  #last = 0;
  #rest = '';

  private constructor() {
    const program = chromium();
    this.#profile = mkdtempSync(join(tmpdir(), 'pictures-'));
    const options = [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--remote-debugging-pipe',
      `--user-data-dir=${this.#profile}`,
    ];
    this.#process = spawn(program, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const output = this.#process.stdio[4] as Readable;
    output.setEncoding('utf8');
    output.on('data', (text: string) => this.#receive(text));
    this.#process.on('exit', () => {
      for (const { fail } of this.#waiting.values()) fail(new Error('pictures: Chromium ended'));
    });
  }

  static async start(): Promise<Browser> {
    const browser = new Browser();
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.#session = sessionId as string;
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await browser.send(`${domain}.enable`);
    return browser;
  }

  #receive(text: string): void {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop() ?? '';
    for (const one of messages) {
      const message = JSON.parse(one) as Message;
      if (message.id === undefined) {
        this.#events.push(message);
        continue;
      }
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) waiting?.done(message.result ?? {});
      else waiting?.fail(new Error(message.error.message));
    }
  }

  send(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#last;
    const session = this.#session === undefined ? {} : { sessionId: this.#session };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((done, fail) => this.#waiting.set(id, { done, fail }));
  }

  /** Opens a file in a window of a size. */
  async open(file: string, { width = 1400, height = 900, scheme = 'light' } = {}): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    await this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    this.#events.length = 0;
    await this.send('Page.navigate', { url: `file://${file}` });
    for (let waited = 0; !this.#events.some(({ method }) => method === 'Page.loadEventFired'); waited += 20) {
      if (waited > 60_000) throw new Error(`pictures: ${file} did not load within a minute`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** The value of an expression in the page. */
  async ask<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails !== undefined) throw new Error(`pictures: ${expression} failed: ${JSON.stringify(exceptionDetails)}`);
    return (result as { value: T }).value;
  }

  /** Clicks on the middle of the element of a selector, as a mouse does. */
  async click(selector: string): Promise<void> {
    const at = await this.ask<{ x: number; y: number } | null>(
      `(() => { const one = document.querySelector(${JSON.stringify(selector)}); if (one === null) return null; const box = one.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`,
    );
    if (at === null) throw new Error(`pictures: nothing in the page is ${selector}`);
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
    }
  }

  async wheel(x: number, y: number, deltaY: number): Promise<void> {
    await this.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY });
  }

  async type(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
  }

  async press(key: string): Promise<void> {
    const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    const codes: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Escape: 27 };
    const code = codes[key];
    const base = { key, ...(code === undefined ? {} : { windowsVirtualKeyCode: code, code: key }) };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...base, ...(text === undefined ? {} : { text }) });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...base });
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data as string, 'base64');
  }

  /** What went wrong in the page since it was opened, and addresses other than its own that it asked for. */
  problems(): string[] {
    return this.#events.flatMap(({ method, params = {} }) => {
      if (method === 'Runtime.exceptionThrown') return [JSON.stringify(params['exceptionDetails'])];
      if (method === 'Log.entryAdded' && (params['entry'] as { level: string }).level === 'error')
        return [JSON.stringify(params['entry'])];
      const url = (params['request'] as { url: string } | undefined)?.url ?? '';
      return method === 'Network.requestWillBeSent' && !/^(file|data):/.test(url) ? [`it asks for ${url}`] : [];
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#session = undefined;
    void this.send('Browser.close').catch(() => undefined);
    const slow = setTimeout(() => this.#process.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(slow);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
