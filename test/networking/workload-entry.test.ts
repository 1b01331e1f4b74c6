import { ServiceAccount } from 'cdk8s-plus-27';
import { ServiceEntry } from '../../lib/networking/service-entry';
import { WorkloadEntry, type WorkloadEntryProps } from '../../lib/networking/workload-entry';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const entry = (props: WorkloadEntryProps) => new WorkloadEntry(testChart('shop'), 'vm', props);

test('an address alone', () => {
  expect(manifestOf(entry({ address: '2.2.2.2' }), 'WorkloadEntry', 'vm')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadEntry',
    metadata: { name: 'vm', namespace: 'shop' },
    spec: { address: '2.2.2.2' },
  });
});

test('every prop', () => {
  const chart = testChart('shop');
  const props: Required<WorkloadEntryProps> = {
    metadata: { name: 'details', namespace: 'data', labels: { team: 'a' }, annotations: { note: 'none' } },
    address: '2.2.2.2',
    network: 'vm',
    ports: { grpc: 3550, http: 8080 },
    labels: { app: 'details', empty: '' },
    locality: 'us/a/b',
    weight: 0,
    serviceAccount: new ServiceAccount(chart, 'account', { metadata: { name: 'details-legacy' } }),
  };
  new WorkloadEntry(chart, 'vm', props);
  expect(manifestOf(chart, 'WorkloadEntry', 'details')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadEntry',
    metadata: { name: 'details', namespace: 'data', labels: { team: 'a' }, annotations: { note: 'none' } },
    spec: {
      address: '2.2.2.2',
      network: 'vm',
      ports: { grpc: 3550, http: 8080 },
      labels: { app: 'details', empty: '' },
      locality: 'us/a/b',
      weight: 0,
      serviceAccount: 'details-legacy',
    },
  });
});

test('a ServiceEntry picks it, as in the example of Istio’s reference', () => {
  const chart = testChart('shop');
  const vm = new WorkloadEntry(chart, 'vm', { address: '2.2.2.2', labels: { app: 'details' }, serviceAccount: 'details-legacy' });
  new ServiceEntry(chart, 'details-svc', {
    hosts: ['details.bookinfo.com'],
    location: 'MESH_INTERNAL',
    ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 }],
    resolution: 'STATIC',
    workloadSelector: vm.workloadSelector,
  });
  expect(specOf(chart, 'ServiceEntry', 'details-svc')).toMatchObject({ workloadSelector: { labels: { app: 'details' } } });
});

test('labels of its metadata count as well, before those of the spec', () => {
  const props = { address: '2.2.2.2', labels: { app: 'a', version: 'v1' }, metadata: { labels: { app: 'b' } } };
  expect(entry(props).workloadSelector).toEqual({ labels: { app: 'b', version: 'v1' } });
});

describe('fails when', () => {
  const PORTS = 'use at most 62 letters, digits and -, beginning and ending with a letter or digit';

  test.each<[string, object, ...string[]]>([
    ['it is nowhere', { address: '', network: '' }, 'address is missing, and so is network; give one of the two'],
    [
      'the address is none',
      { address: '*.example.com' },
      'address is not an address, got "*.example.com"; use an IP address, a full DNS name without *, or unix:///path/to/socket',
    ],
    [
      'a socket is a folder, and has ports',
      { address: 'unix://@a/', ports: {} },
      'ports is set for a Unix domain socket, got {}; remove it',
      'address is not the address of a Unix domain socket, got "unix://@a/"; ' +
        'use unix:///path/to/socket, or unix://@name for an abstract one',
    ],
    [
      'a port has no such name, and no such number',
      { address: '2.2.2.2', ports: { a_b: 0, [`a${'b'.repeat(62)}`]: 70000 } },
      `ports is no name of a port of an endpoint, got "a_b"; ${PORTS}`,
      'ports.a_b must be a port number, got 0; use a whole number between 1 and 65535',
      `ports is no name of a port of an endpoint, got "a${'b'.repeat(62)}"; ${PORTS}`,
      `ports.a${'b'.repeat(62)} must be a port number, got 70000; use a whole number between 1 and 65535`,
    ],
    [
      'a label is none',
      { address: '2.2.2.2', labels: { app: 'a b' } },
      'labels.app is a value that no label can have, got "a b"; ' +
        'use letters, digits, -, _ and ., beginning and ending with a letter or digit',
    ],
  ])('%s', (_, props, ...messages) => {
    expect(refusals(() => entry(props as WorkloadEntryProps))).toEqual(messages);
  });

  test('it is to be picked, and has no labels', () => {
    expect(refusals(() => entry({ address: '2.2.2.2' }).workloadSelector)).toEqual([
      'labels is empty, so that nothing could pick it, got {}; set one, app for example',
    ]);
  });
});
