import { Duration } from 'cdk8s';
import { DestinationRule } from '../../lib/networking/destination-rule';
import { type CircuitBreakerProps, circuitBreaker } from '../../lib/recipes/circuit-breaker';
import { refusals, specOf, testChart } from '../synth';

function policy(props: CircuitBreakerProps) {
  const chart = testChart('shop');
  new DestinationRule(chart, 'ratings', { host: 'ratings', trafficPolicy: { ...circuitBreaker(props) } });
  return (specOf(chart, 'DestinationRule', 'ratings') as { trafficPolicy: object }).trafficPolicy;
}

test('the connections are the limit of all', () => {
  expect(policy({ connections: 7 })).toEqual({
    connectionPool: { tcp: { maxConnections: 7 }, http: { http1MaxPendingRequests: 7, http2MaxRequests: 7 } },
  });
});

test('every prop is rendered', () => {
  const props: Required<CircuitBreakerProps> = {
    connections: 100,
    requests: 200,
    waiting: 20,
    connectTimeout: Duration.millis(250),
  };
  expect(policy(props)).toEqual({
    connectionPool: {
      tcp: { maxConnections: 100, connectTimeout: '0.25s' },
      http: { http1MaxPendingRequests: 20, http2MaxRequests: 200 },
    },
  });
});

test.each(['connections', 'requests', 'waiting'])('fails when %s let nothing through', (name) => {
  expect(refusals(() => circuitBreaker({ connections: 1, [name]: 0 }))).toEqual([
    `${name} is not a whole number in range, got 0; use a whole number between 1 and 2147483647`,
  ]);
});
