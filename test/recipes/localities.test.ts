import { DestinationRule } from '../../lib/networking/destination-rule';
import { distribute, type FailOverProps, failOver } from '../../lib/recipes/localities';
import { stickyBy } from '../../lib/recipes/sticky-by';
import { refusals, specOf, testChart } from '../synth';

function rendered(trafficPolicy: ReturnType<typeof failOver> | ReturnType<typeof distribute>) {
  const chart = testChart('shop');
  new DestinationRule(chart, 'ratings', { host: 'ratings', trafficPolicy });
  return (specOf(chart, 'DestinationRule', 'ratings') as { trafficPolicy: object }).trafficPolicy;
}

const OUTLIERS = {
  consecutive5xxErrors: 0,
  consecutiveGatewayErrors: 5,
  interval: '10s',
  baseEjectionTime: '30s',
  maxEjectionPercent: 100,
};

test('failing over is made together with noticing', () => {
  expect(rendered(failOver())).toEqual({
    loadBalancer: { localityLbSetting: { enabled: true } },
    outlierDetection: OUTLIERS,
  });
});

test('every prop of failing over is rendered', () => {
  const props: Required<FailOverProps> = {
    regions: [{ from: 'west', to: 'east' }],
    nearBy: ['rack'],
    outliers: { failures: 2, maxEjectionPercent: 50 },
    loadBalancer: stickyBy({ header: 'x-user' }),
  };
  expect(rendered(failOver(props))).toEqual({
    loadBalancer: {
      consistentHash: { httpHeaderName: 'x-user' },
      localityLbSetting: { enabled: true, failover: [{ from: 'west', to: 'east' }], failoverPriority: ['rack'] },
    },
    outlierDetection: { ...OUTLIERS, consecutiveGatewayErrors: 2, maxEjectionPercent: 50 },
  });
});

test('shares of places are in the order that was written', () => {
  const shares = { 'west/*': { 'west/*': 80, 'east/*': 20 }, '*': { 'east/*': 100 } };
  expect(rendered(distribute(shares, { loadBalancer: { simple: 'RANDOM' } }))).toEqual({
    loadBalancer: {
      simple: 'RANDOM',
      localityLbSetting: {
        enabled: true,
        distribute: [
          { from: 'west/*', to: { 'west/*': 80, 'east/*': 20 } },
          { from: '*', to: { 'east/*': 100 } },
        ],
      },
    },
  });
});

test.each([
  ['regions', { regions: [] }],
  ['nearBy', { nearBy: [] }],
])('fails when %s is empty', (field, props) => {
  expect(refusals(() => failOver(props))).toEqual([`${field} is empty, got []; name at least one, or leave it out`]);
});

test('fails when no place is named', () => {
  expect(refusals(() => distribute({}))).toEqual(['places is empty, got []; name at least one, or leave it out']);
});

test('the rule refuses what is no place, and shares that are not 100 together', () => {
  expect(refusals(() => rendered(failOver({ regions: [{ from: 'west', to: 'west' }] })))[0]).toContain('is the region itself');
  expect(refusals(() => rendered(distribute({ 'west/*': { 'east/*': 90 } })))[0]).toContain('must add up to 100');
});
