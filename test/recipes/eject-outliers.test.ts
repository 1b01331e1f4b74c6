import { Duration } from 'cdk8s';
import { DestinationRule } from '../../lib/networking/destination-rule';
import { type EjectOutliersProps, ejectOutliers } from '../../lib/recipes/eject-outliers';
import { refusals, specOf, testChart } from '../synth';

function policy(props?: EjectOutliersProps) {
  const chart = testChart('shop');
  new DestinationRule(chart, 'ratings', { host: 'ratings', trafficPolicy: { ...ejectOutliers(props) } });
  return (specOf(chart, 'DestinationRule', 'ratings') as { trafficPolicy: object }).trafficPolicy;
}

test('by itself it counts what says that a pod is ill', () => {
  expect(policy()).toEqual({
    outlierDetection: {
      consecutive5xxErrors: 0,
      consecutiveGatewayErrors: 5,
      interval: '10s',
      baseEjectionTime: '30s',
      maxEjectionPercent: 50,
    },
  });
});

test('every prop is rendered', () => {
  const props: Required<EjectOutliersProps> = {
    failures: 3,
    count: '5xx',
    interval: Duration.seconds(1),
    baseEjectionTime: Duration.seconds(2),
    maxEjectionPercent: 25,
  };
  expect(policy(props)).toEqual({
    outlierDetection: { consecutive5xxErrors: 3, interval: '1s', baseEjectionTime: '2s', maxEjectionPercent: 25 },
  });
});

test.each([
  [{ failures: 0 }, 'failures is not a whole number in range, got 0; use a whole number between 1 and 4294967295'],
  [{ maxEjectionPercent: 0 }, 'maxEjectionPercent is not a whole number in range, got 0; use a whole number between 1 and 100'],
  [
    { interval: Duration.seconds(0) },
    'interval must be a whole number of milliseconds, at least 1, got "0s"; use for example Duration.millis(500)',
  ],
])('fails when it has %j', (props, message) => {
  expect(refusals(() => ejectOutliers(props))).toEqual([message]);
});
