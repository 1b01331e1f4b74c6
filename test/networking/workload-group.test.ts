import { WorkloadGroup, type WorkloadGroupProps } from '../../lib/networking/workload-group';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const group = (props: WorkloadGroupProps) => new WorkloadGroup(testChart('shop'), 'vms', props);

test('a template alone', () => {
  expect(manifestOf(group({ template: {} }), 'WorkloadGroup', 'vms')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadGroup',
    metadata: { name: 'vms', namespace: 'shop' },
    spec: { template: {} },
  });
});

test('every prop, as in the example of Istio’s reference', () => {
  const props: Required<WorkloadGroupProps> = {
    metadata: { name: 'reviews', namespace: 'bookinfo', labels: { team: 'a' }, annotations: { note: 'none' } },
    entryMetadata: { labels: { 'app.kubernetes.io/name': 'reviews' }, annotations: { note: 'vm' } },
    template: {
      ports: { grpc: 3550, http: 8080 },
      serviceAccount: { name: 'default' },
      network: 'vm',
      locality: 'us/a',
      weight: 0,
    },
    probe: {
      initialDelaySeconds: 0,
      timeoutSeconds: 3,
      periodSeconds: 4,
      successThreshold: 3,
      failureThreshold: 3,
      httpGet: {
        path: '/foo/bar',
        host: '127.0.0.1',
        port: 3100,
        scheme: 'HTTPS',
        httpHeaders: [{ name: 'Lit-Header', value: 'Im-The-Best' }],
      },
    },
  };
  expect(manifestOf(group(props), 'WorkloadGroup', 'reviews')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadGroup',
    metadata: { name: 'reviews', namespace: 'bookinfo', labels: { team: 'a' }, annotations: { note: 'none' } },
    spec: {
      metadata: { labels: { 'app.kubernetes.io/name': 'reviews' }, annotations: { note: 'vm' } },
      template: {
        ports: { grpc: 3550, http: 8080 },
        serviceAccount: 'default',
        network: 'vm',
        locality: 'us/a',
        weight: 0,
      },
      probe: {
        initialDelaySeconds: 0,
        timeoutSeconds: 3,
        periodSeconds: 4,
        successThreshold: 3,
        failureThreshold: 3,
        httpGet: {
          path: '/foo/bar',
          host: '127.0.0.1',
          port: 3100,
          scheme: 'HTTPS',
          httpHeaders: [{ name: 'Lit-Header', value: 'Im-The-Best' }],
        },
      },
    },
  });
});

test('other probes', () => {
  const chart = testChart('shop');
  new WorkloadGroup(chart, 'tcp', { template: {}, probe: { tcpSocket: { port: 5432, host: '10.0.0.1' } } });
  new WorkloadGroup(chart, 'exec', { template: {}, probe: { exec: { command: ['pg_isready', '-q'] } } });
  expect(specOf(chart, 'WorkloadGroup', 'tcp')).toEqual({ template: {}, probe: { tcpSocket: { port: 5432, host: '10.0.0.1' } } });
  expect(specOf(chart, 'WorkloadGroup', 'exec')).toEqual({ template: {}, probe: { exec: { command: ['pg_isready', '-q'] } } });
});

test('a ServiceEntry picks its workloads', () => {
  const { workloadSelector } = group({ template: {}, entryMetadata: { labels: { app: 'db' } } });
  expect(workloadSelector).toEqual({ labels: { app: 'db' } });
});

describe('fails when', () => {
  const forced = (props: object) => ({ template: {}, ...props }) as unknown as WorkloadGroupProps;

  test.each<[string, WorkloadGroupProps, ...string[]]>([
    [
      'nothing is asked',
      forced({ probe: {} }),
      'probe does not say what is asked; set httpGet, tcpSocket or exec, or leave it out',
    ],
    [
      'the schema’s grpc is used',
      forced({ probe: { grpc: { port: 80 } } }),
      'probe.grpc is not taken, got {"port":80}; use httpGet, tcpSocket or exec; the schema has grpc, istiod does not',
    ],
    [
      'a request is none',
      forced({ probe: { httpGet: { port: 0, scheme: 'http', httpHeaders: [{ name: 'a_b', value: '' }] } } }),
      'probe.httpGet.port must be a port number, got 0; use a whole number between 1 and 65535',
      'probe.httpGet.scheme is unknown, got "http"; use HTTP or HTTPS',
      'probe.httpGet.httpHeaders[0].name is not the name of a header, got "a_b"; use letters, digits and - alone',
    ],
    [
      'there is no program',
      forced({ probe: { exec: { command: [] } } }),
      'probe.exec.command must have at least one entry, got []; give the program that is run',
    ],
    [
      'labels are none',
      { template: {}, entryMetadata: { labels: { '-a': 'b' } } },
      'metadata.labels has a key that no label can have, got "-a"; use at most 63 letters, digits, -, _ and ., ' +
        'beginning and ending with a letter or digit; a DNS name and / may stand before it',
    ],
    [
      'a port is none',
      { template: { ports: { tcp: 70000 } } },
      'template.ports.tcp must be a port number, got 70000; use a whole number between 1 and 65535',
    ],
  ])('%s', (_, props, ...messages) => {
    expect(refusals(() => group(props))).toEqual(messages);
  });

  test('its workloads are to be picked, and have no labels', () => {
    expect(refusals(() => group({ template: {} }).workloadSelector)).toEqual([
      'entryMetadata.labels is empty, so that nothing could pick it, got {}; set one, app for example',
    ]);
  });
});
