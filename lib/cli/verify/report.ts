import type { Check } from './check';

/** A line for each check: what it found, and what to do. */
export function table(checks: readonly Check[]): string {
  const rows = checks.map(({ ok, check, subject, message, fix }) => [
    ok ? 'ok' : 'FAILED',
    check,
    subject,
    fix === undefined ? message : `${message}; ${fix}`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const failed = checks.filter(({ ok }) => !ok).length;
  const verdict =
    failed === 0 ? `all is as it should be, ${checks.length} checks` : `${failed} of ${checks.length} checks failed`;
  return [...lines, '', verdict].join('\n');
}

/** The same for programs. */
export function json(checks: readonly Check[]): string {
  return JSON.stringify({ ok: checks.every(({ ok }) => ok), checks }, undefined, 2);
}
