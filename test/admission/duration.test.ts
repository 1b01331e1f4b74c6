import {
  durationProblems,
  endlessDurationProblems,
  finerDurationProblems,
  nanoseconds,
  secondsProblems,
} from '../../lib/admission/duration';

test.each([
  ['1m30s', 90_000_000_000n],
  ['0.5s', 500_000_000n],
  ['1.5h', 5_400_000_000_000n],
  ['.5ms', 500_000n],
  ['2.s', 2_000_000_000n],
  ['3us', 3_000n],
  ['3µs', 3_000n],
  ['+1ns', 1n],
  ['-1s', -1_000_000_000n],
  ['0', 0n],
  ['9223372036s', 9_223_372_036_000_000_000n],
])('%j is a time', (text, expected) => {
  expect(nanoseconds(text)).toBe(expected);
});

test.each(['', '1', '-', '.s', 's', '1 s', '1d', '2 seconds', '1s ', '9223372037s'])('%j is no time', (text) => {
  expect(nanoseconds(text)).toBeUndefined();
});

test('a time has at least one millisecond, and no part of one', () => {
  expect(durationProblems('timeout', '1ms')).toEqual([]);
  expect(durationProblems('timeout', undefined)).toEqual([]);
  for (const text of ['0s', '999us', '1500us', '-1s']) expect(durationProblems('timeout', text)).toHaveLength(1);
});

test('an old field takes parts of a millisecond beyond the first', () => {
  for (const text of ['1ms', '1500us', undefined]) expect(finerDurationProblems('timeout', text)).toEqual([]);
  for (const text of ['999us', 'a while']) expect(finerDurationProblems('timeout', text)).toHaveLength(1);
});

test('no end is 0, or next to it', () => {
  for (const text of ['0s', '500us', '-500us', '1h']) expect(endlessDurationProblems('timeout', text)).toEqual([]);
  for (const text of ['1500us', '-1s', 'never']) expect(endlessDurationProblems('timeout', text)).toHaveLength(1);
});

test('seconds are whole', () => {
  expect(secondsProblems('maxAge', '1m')).toEqual([]);
  expect(secondsProblems('maxAge', '1500ms')).toEqual([
    { field: 'maxAge', problem: 'must be whole seconds', got: '1500ms', fix: 'use for example 24h' },
  ]);
});
