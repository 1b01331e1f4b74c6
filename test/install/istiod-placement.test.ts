import { parse } from 'yaml';
import type { Overrides } from '../../lib/install/layering';
import type { IstiodValues, ResourceScope } from '../../lib/install/values';
import { istiod, istiodObject } from './istiod-manifests';

function names(overrides: Overrides<IstiodValues> = {}): string[] {
  return istiod(overrides).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

const INJECTION = ['ConfigMap istio-sidecar-injector', 'MutatingWebhookConfiguration istio-sidecar-injector'];
const READER = ['ClusterRole istio-reader-clusterrole-istio-system', 'ClusterRoleBinding istio-reader-clusterrole-istio-system'];

describe('an istiod outside of this cluster', () => {
  const remote = { istiodRemote: { enabled: true } } as const;

  test('leaves injection and reading here', () => {
    expect(names(remote).sort()).toEqual([...READER, 'ConfigMap istio', ...INJECTION].sort());
  });

  test('is known by its address', () => {
    const overrides = { ...remote, global: { remotePilotAddress: '192.0.2.10' } };
    expect(istiodObject('Service', 'istiod', overrides)?.['spec']).not.toHaveProperty('externalName');
    expect(istiodObject('EndpointSlice', 'istiod', overrides)).toMatchObject({
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.10'] }],
      metadata: { labels: { 'kubernetes.io/service-name': 'istiod' } },
    });
    const ipv6 = { ...remote, global: { remotePilotAddress: '2001:db8::1' } };
    expect(istiodObject('EndpointSlice', 'istiod', ipv6)).toMatchObject({ addressType: 'IPv6' });
  });

  test('is known by its host name', () => {
    const overrides = { ...remote, global: { remotePilotAddress: 'istiod.example.com' } };
    expect(istiodObject('Service', 'istiod', overrides)?.['spec']).toMatchObject({
      type: 'ExternalName',
      externalName: 'istiod.example.com',
    });
    expect(names(overrides).filter((name) => name.startsWith('EndpointSlice'))).toEqual([]);
  });

  test('may read its configuration here', () => {
    const added = names({ ...remote, global: { configCluster: true } }).filter((name) => !names(remote).includes(name));
    expect(added).toEqual([
      'ServiceAccount istiod',
      'Role istiod',
      'RoleBinding istiod',
      'ClusterRole istiod-clusterrole-istio-system',
      'ClusterRoleBinding istiod-clusterrole-istio-system',
      'ClusterRole istiod-gateway-controller-istio-system',
      'ClusterRoleBinding istiod-gateway-controller-istio-system',
      'ValidatingWebhookConfiguration istio-validator-istio-system',
    ]);
  });

  test('may have an injector beside it, under another name', () => {
    const istiodRemote = { enabled: true, enabledLocalInjectorIstiod: true };
    const emitted = names({ istiodRemote, global: { remotePilotAddress: '192.0.2.10' } });
    expect(emitted).toEqual(
      expect.arrayContaining(['Deployment istiod', 'Service istiod', 'Service istiod-remote', 'EndpointSlice istiod-remote']),
    );
  });
});

test('the owner of the cluster and the owner of the mesh get all objects between them', () => {
  const overrides = (resourceScope: ResourceScope) => ({
    global: { resourceScope },
    experimental: { stableValidationPolicy: true },
  });
  const cluster = istiod(overrides('cluster'));
  expect(cluster.filter(({ metadata }) => metadata.namespace !== undefined)).toEqual([]);
  const inNamespaces = istiod(overrides('namespace'));
  expect(inNamespaces.filter(({ metadata }) => metadata.namespace === undefined)).toEqual([]);
  expect([...cluster, ...inNamespaces]).toHaveLength(istiod(overrides('all')).length);
});

test('two revisions share no object', () => {
  const both = [...names({ revision: 'a', revisionTags: ['x'] }), ...names({ revision: 'b', revisionTags: ['y'] }), ...names()];
  expect(new Set(both).size).toBe(both.length);
});

test('the network policy opens the ports that proxies and the API server use, for this revision', () => {
  const policy = (revision: string) => {
    const name = revision === '' ? 'istiod' : `istiod-${revision}`;
    return istiodObject<{ spec: { podSelector: object; ingress: { ports: { port: number }[] }[] } }>('NetworkPolicy', name, {
      revision,
      global: { networkPolicy: { enabled: true } },
    })?.spec;
  };
  const ports = policy('')?.ingress.flatMap((rule) => rule.ports.map(({ port }) => port));
  expect(ports).toEqual([15017, 15010, 15011, 15012, 8080, 15014]);
  expect(policy('')?.podSelector).toEqual({ matchLabels: { app: 'istiod', 'istio.io/rev': 'default' } });
  expect(policy('canary')?.podSelector).toEqual({ matchLabels: { app: 'istiod', 'istio.io/rev': 'canary' } });
  expect(names().filter((name) => name.startsWith('NetworkPolicy'))).toEqual([]);
});

test('defaults of a Gateway class are kept as written, what they take away included', () => {
  const gatewayClasses = { istio: { service: { spec: { type: 'ClusterIP' }, metadata: { annotations: { gone: null } } } } };
  const data = istiodObject<{ data: Record<string, string> }>('ConfigMap', 'istio-default-gatewayclass-istio', {
    gatewayClasses,
  })?.data;
  expect(parse(data!['service']!)).toMatchObject({ spec: { type: 'ClusterIP' } });
});

test('the injector has its templates and the values they read', () => {
  const templates = { hello: 'metadata: {}' };
  const data = istiodObject<{ data: { config: string; values: string } }>('ConfigMap', 'istio-sidecar-injector', {
    sidecarInjectorWebhook: { templates, defaultTemplates: ['sidecar', 'hello'] },
    global: { network: 'n1', proxy: { autoInject: 'disabled' } },
    pilot: { env: { A: '1' }, traceSampling: 7 },
  })!.data;
  expect(parse(data.config)).toMatchObject({ policy: 'disabled', defaultTemplates: ['sidecar', 'hello'], templates });
  expect(JSON.parse(data.values)).toMatchObject({ global: { network: 'n1' }, pilot: { env: { A: '1' } }, revision: '' });
  expect(JSON.parse(data.values)).not.toHaveProperty('pilot.traceSampling');
});
