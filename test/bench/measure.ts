import { spawnSync } from 'node:child_process';

/** One command of a comparison. */
export interface Contestant {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the last line that it prints is its peak memory, in KiB. @default false */
  readonly printsPeak?: boolean;
}

/** What a command took. */
export interface Measured {
  readonly name: string;
  /** Wall time in seconds, round by round. */
  readonly times: readonly number[];
  /** Peak memory in MiB, where the command prints it: the most of all rounds. */
  readonly peak: number | undefined;
}

function run({ name, command: [program, ...args], env, printsPeak = false }: Contestant): { seconds: number; peak: number } {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', printsPeak ? 'pipe' : 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${name}: ${[program, ...args].join(' ')} failed with ${status}\n${stderr}`);
  return { seconds, peak: printsPeak ? Number(stdout) / 1024 : 0 };
}

/**
 * Runs the commands in turn, round after round, so that a noisy moment of the machine meets all of them.
 * @param rounds counted rounds, after one that warms the caches
 */
export function measure(contestants: readonly Contestant[], rounds: number): Measured[] {
  const runs = contestants.map((): { seconds: number; peak: number }[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      const result = run(contestant);
      if (round > 0) runs[i]!.push(result);
    }
  }
  return contestants.map(({ name, printsPeak }, i) => ({
    name,
    times: runs[i]!.map(({ seconds }) => seconds),
    peak: printsPeak === true ? Math.max(...runs[i]!.map(({ peak }) => peak)) : undefined,
  }));
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

/** How many times as long one took as another, in the round in the middle. */
export function ratio(one: Measured, other: Measured): number {
  return median(one.times.map((time, round) => time / other.times[round]!));
}
