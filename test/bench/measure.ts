import { spawnSync } from 'node:child_process';

/** One command of a comparison. */
export interface Contestant {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** What a command took. */
export interface Measured {
  readonly name: string;
  /** Wall time in seconds, of the run in the middle. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

function run({ name, command: [program, ...args], env }: Contestant): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name}: ${[program, ...args].join(' ')} failed with ${status}\n${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/**
 * Runs the commands in turn, round after round, so that a noisy moment of the machine meets all of them.
 * @param rounds counted rounds, after one that warms the caches
 */
export function measure(contestants: readonly Contestant[], rounds: number): Measured[] {
  const times = contestants.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      const seconds = run(contestant);
      if (round > 0) times[i]!.push(seconds);
    }
  }
  return contestants.map(({ name }, i) => {
    const sorted = times[i]!.toSorted((a, b) => a - b);
    return { name, median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! };
  });
}

/** A table with the time of each command, and its ratio to the one that it is compared with. */
export function report(title: string, measured: readonly Measured[], base: (each: Measured, i: number) => Measured): void {
  console.log(`\n${title}`);
  for (const [i, each] of measured.entries()) {
    const { name, median, min, max } = each;
    const ratio = (median / base(each, i).median).toFixed(2);
    console.log(`  ${name.padEnd(48)} ${median.toFixed(3)} s  (${min.toFixed(3)} to ${max.toFixed(3)})  ratio ${ratio}`);
  }
}
