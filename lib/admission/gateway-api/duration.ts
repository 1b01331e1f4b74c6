const PARTS = /(\d+)(h|ms|m|s)/g;
const MILLISECONDS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** Milliseconds of a duration as the Gateway API writes it: `1h30m`, `500ms`. */
export function millisecondsOf(duration: string): number {
  return [...duration.matchAll(PARTS)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS],
    0,
  );
}
