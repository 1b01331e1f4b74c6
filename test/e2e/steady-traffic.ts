import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../mesh/app/question';

/** Requests of one way in a second. */
const RATE = 20;

/** Requests that go on while something happens, each asked on time, whatever became of the one before. */
export class SteadyTraffic {
  /** What went wrong, and during which step. */
  readonly failures: string[] = [];
  /** Answers of each step. */
  readonly counts = new Map<string, number>();
  private readonly ends: Promise<void>[] = [];
  private stopped = false;
  private step = 'before';

  constructor(private readonly ways: Readonly<Record<string, () => Promise<Answer>>>) {}

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Whether every way works now. */
  async passes(): Promise<boolean> {
    const answers = await Promise.all(Object.values(this.ways).map((ask) => ask()));
    return answers.every(({ status }) => status === 200);
  }

  start(): void {
    for (const [name, ask] of Object.entries(this.ways)) this.ends.push(this.repeat(name, ask));
  }

  /** What happens from now on. */
  during(step: string): void {
    this.step = step;
  }

  /** Resolves when all that was asked is answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.ends);
  }

  private async repeat(name: string, ask: () => Promise<Answer>): Promise<void> {
    const asked: Promise<void>[] = [];
    while (!this.stopped) {
      asked.push(this.count(name, ask));
      await sleep(1000 / RATE);
    }
    await Promise.all(asked);
  }

  private async count(name: string, ask: () => Promise<Answer>): Promise<void> {
    const { step } = this;
    const problem = await ask().then(
      ({ status, error, body }) => (status === 200 ? undefined : `status ${status} ${error ?? body.slice(0, 150)}`),
      (error: Error) => error.message,
    );
    this.counts.set(step, (this.counts.get(step) ?? 0) + 1);
    if (problem !== undefined) this.failures.push(`${step}: ${name}: ${problem}`);
  }
}
