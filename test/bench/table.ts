import { type Measured, median, ratio } from './measure';

/** A comparison as it is shown and kept. */
export interface Table {
  readonly title: string;
  /** What is compared, and what is aimed at. */
  readonly about: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The time of a command, with the fastest and the slowest round. */
export function timeOf({ times }: Measured): string {
  return `${median(times).toFixed(3)} s (${Math.min(...times).toFixed(3)} to ${Math.max(...times).toFixed(3)})`;
}

/** Time of each command, and its ratio to another one. */
export function comparison(title: string, about: string, measured: readonly Measured[], base: Measured): Table {
  return {
    title,
    about,
    head: ['', 'time', `ratio to ${base.name}`],
    rows: measured.map((each) => [each.name, timeOf(each), ratio(each, base).toFixed(2)]),
  };
}

function padded(rows: readonly (readonly string[])[]): string[][] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))),
  );
}

/** For a terminal. */
export function printed({ title, head, rows }: Table): string {
  const lines = padded([head, ...rows]).map((row) => `  ${row.join('  ')}`);
  return `\n${title}\n${lines.join('\n')}`;
}

/** For a page of the documentation. */
export function markdown({ title, about, head, rows }: Table): string {
  const [first, ...others] = padded([head, ...rows]).map((row) => `| ${row.join(' | ')} |`);
  return `## ${title}\n\n${about}\n\n${[first, `|${head.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`, ...others].join('\n')}\n`;
}
