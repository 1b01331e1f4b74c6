import { Duration } from 'cdk8s';
import { durationProblems, formatDuration, percentageProblems, portProblems } from '../../lib/core/format';
import { describeProblem } from '../../lib/core/problem';

test.each([
  [Duration.seconds(7), '7s'],
  [Duration.millis(500), '0.5s'],
  [Duration.millis(1), '0.001s'],
  [Duration.minutes(90), '5400s'],
])('a duration is written in seconds: %s', (duration, text) => {
  expect(formatDuration(duration)).toBe(text);
});

test.each([Duration.millis(0), Duration.seconds(0.0001), Duration.millis(1.5)])(
  'fails when a duration is no whole millisecond',
  (duration) => {
    const [problem] = durationProblems('timeout', duration);
    expect(problem && describeProblem(problem)).toMatch(
      /^timeout must be a whole number of milliseconds, at least 1, got "[\d.e-]+s"; use for example Duration\.millis\(500\)/,
    );
  },
);

test('fails when a duration was forced past the compiler', () => {
  expect(durationProblems('timeout', '2 seconds' as never).map(describeProblem)).toEqual([
    'timeout must be a Duration, got "2 seconds"; use for example Duration.seconds(2)',
  ]);
});

test.each([0, 0.0001, 12.5, 100])('%d percent is a share', (percentage) => {
  expect(percentageProblems('percentage', percentage)).toEqual([]);
});

test.each([-1, 0.00001, 100.1, Number.NaN])('fails when %d percent is out of range', (percentage) => {
  expect(percentageProblems('percentage', percentage)).toHaveLength(1);
});

test.each([0, 65536, 80.5, -1])('fails when %d is no port', (port) => {
  expect(portProblems('port', port).map(describeProblem)).toEqual([
    `port must be a port number, got ${port}; use a whole number between 1 and 65535`,
  ]);
});
