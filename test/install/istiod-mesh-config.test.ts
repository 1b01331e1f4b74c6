import { parse } from 'yaml';
import type { MeshConfig } from '../../imports/mesh-config';
import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { istiodManifests } from '../../lib/install/istiod';
import { resolveValues } from '../../lib/install/resolve-values';

function data(props: IstioControlPlaneProps = {}): Record<string, string> {
  const manifests = istiodManifests(resolveValues(props));
  const name = props.revision ? `istio-${props.revision}` : 'istio';
  return manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)?.['data'] as Record<
    string,
    string
  >;
}

function mesh(props: IstioControlPlaneProps = {}): MeshConfig {
  return parse(data(props)['mesh']!) as MeshConfig;
}

test('the usual mesh', () => {
  expect(mesh()).toEqual({
    trustDomain: 'cluster.local',
    rootNamespace: 'istio-system',
    enablePrometheusMerge: true,
    defaultProviders: { metrics: ['prometheus'] },
    defaultConfig: { discoveryAddress: 'istiod.istio-system.svc:15012' },
  });
  expect(data()['meshNetworks']).toBe('networks: {}\n');
});

test('the demo profile logs every request and knows where traces may go', () => {
  const { accessLogFile, extensionProviders } = mesh({ profile: 'demo' });
  expect(accessLogFile).toBe('/dev/stdout');
  expect(extensionProviders?.map(({ name }) => name)).toEqual(['otel', 'skywalking', 'otel-tracing', 'jaeger']);
});

test('the mesh configuration of the user is laid over everything: maps merge, lists replace', () => {
  const meshConfig: MeshConfig = {
    trustDomain: 'example.org',
    defaultConfig: { concurrency: 0, proxyMetadata: { A: '1' } },
    extensionProviders: [],
    enablePrometheusMerge: false,
  };
  expect(mesh({ profile: 'demo', meshConfig, global: { meshID: 'mesh1' } })).toMatchObject({
    ...meshConfig,
    accessLogFile: '/dev/stdout',
    defaultConfig: {
      concurrency: 0,
      proxyMetadata: { A: '1' },
      meshId: 'mesh1',
      discoveryAddress: 'istiod.istio-system.svc:15012',
    },
  });
});

test('the text is the same whatever the order is in which the user writes keys', () => {
  const written = data({
    meshConfig: { trustDomain: 'a', accessLogFile: 'b', defaultConfig: { statusPort: 1, concurrency: 2 } },
  });
  expect(
    data({ meshConfig: { defaultConfig: { concurrency: 2, statusPort: 1 }, accessLogFile: 'b', trustDomain: 'a' } }),
  ).toEqual(written);
});

test.each<[string, IstioControlPlaneProps, MeshConfig['defaultProviders']]>([
  ['telemetry off', { telemetry: { enabled: false } }, undefined],
  ['second generation off', { telemetry: { v2: { enabled: false } } }, undefined],
  ['Prometheus off', { telemetry: { v2: { prometheus: { enabled: false } } } }, undefined],
  [
    'Google Cloud',
    { telemetry: { v2: { stackdriver: { enabled: true } } } },
    { metrics: ['prometheus', 'stackdriver'], accessLogging: ['stackdriver'] },
  ],
  ['own providers', { meshConfig: { defaultProviders: { tracing: ['otel'] } } }, { tracing: ['otel'] }],
])('default providers with %s', (_name, props, defaultProviders) => {
  expect(mesh(props).defaultProviders).toEqual(defaultProviders);
});

test.each<[IstioControlPlaneProps['global'], object | undefined]>([
  [{ proxy: { tracer: 'none' } }, undefined],
  [{ proxy: { tracer: 'zipkin' } }, { zipkin: { address: 'zipkin.istio-system:9411' } }],
  [{ proxy: { tracer: 'zipkin' }, tracer: { zipkin: { address: 'z:1' } } }, { zipkin: { address: 'z:1' } }],
  [{ proxy: { tracer: 'datadog' } }, { datadog: { address: '$(HOST_IP):8126' } }],
])('traces with %j', (global, tracing) => {
  expect(mesh({ global }).defaultConfig?.tracing).toEqual(tracing);
});

test('proxies have the kind of image that is theirs, else that of all', () => {
  const imageType = (global: IstioControlPlaneProps['global']) => mesh({ global }).defaultConfig?.image?.imageType;
  expect(imageType({ variant: 'debug' })).toBe('debug');
  expect(imageType({ variant: 'debug', proxy: { variant: 'distroless' } })).toBe('distroless');
});

test('a control plane with a revision and namespace of its own is found by both', () => {
  expect(mesh({ revision: 'canary', namespace: 'mesh' })).toMatchObject({
    rootNamespace: 'mesh',
    defaultConfig: { discoveryAddress: 'istiod-canary.mesh.svc:15012' },
  });
});

test.each([
  [false, '192.0.2.10', 'istiod-canary.istio-system.svc:15012'],
  [true, '192.0.2.10', 'istiod-canary-remote.istio-system.svc:15012'],
  [true, '', 'istiod-canary.istio-system.svc:15012'],
])('an istiod elsewhere is found by the Service that leads to it: beside one here %j, at %j', (beside, address, expected) => {
  const props: IstioControlPlaneProps = {
    revision: 'canary',
    istiodRemote: { enabled: true, enabledLocalInjectorIstiod: beside },
    global: { remotePilotAddress: address },
  };
  expect(mesh(props).defaultConfig?.discoveryAddress).toBe(expected);
  const services = istiodManifests(resolveValues(props)).filter(({ kind }) => kind === 'Service');
  expect(services.map(({ metadata }) => `${metadata.name}.${metadata.namespace}.svc:15012`)).toContain(expected);
});

test('networks', () => {
  const meshNetworks = { n1: { endpoints: [{ fromRegistry: 'c1' }], gateways: [{ address: '192.0.2.1', port: 15443 }] } };
  expect(parse(data({ global: { meshNetworks } })['meshNetworks']!)).toEqual({ networks: meshNetworks });
});

test('there is none when it is switched off', () => {
  expect(data({ pilot: { configMap: false } })).toBeUndefined();
});
