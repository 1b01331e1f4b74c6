import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is something, and gives up after a time. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  { seconds = 180, every = 50 }: { seconds?: number; every?: number } = {},
): Promise<T> {
  const limit = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > limit) throw new Error(`${what}: not so after ${seconds} s`);
    await sleep(every);
  }
}
