import { ApiObject } from 'cdk8s';
import { DestinationRule, ServiceEntry, Sidecar } from '../../lib';
import { testChart } from '../synth';

test('an object is an instance of its own class and of those above it, and of no other', () => {
  const chart = testChart('shop');
  const rule = new DestinationRule(chart, 'rule', { host: 'reviews' });
  const service = new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service' });
  expect(rule instanceof DestinationRule).toBe(true);
  expect(rule instanceof ApiObject).toBe(true);
  expect(rule instanceof ServiceEntry).toBe(false);
  expect(service instanceof ServiceEntry).toBe(false);
});

test('a plain Service as cdk8s has it is referred to as a Service', () => {
  const chart = testChart('shop');
  const service = new ApiObject(chart, 'ledger', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'ledger', namespace: 'accounts' },
  });
  const sidecar = new Sidecar(chart, 'default', { egress: [{ hosts: [service] }] });
  expect(sidecar.toJson().spec.egress).toEqual([{ hosts: ['accounts/ledger.accounts.svc.cluster.local'] }]);
});
