import type { Values } from '../../../../lib/core/schema/values';
import type { MeshMaker } from './mesh-maker';

/** Mesh configurations that change what is found. */
export function makeMeshConfig(m: MeshMaker): Values | undefined {
  if (m.chance(0.6)) return undefined;
  return {
    rootNamespace: m.sometimes(0.2, () => m.namespace()),
    defaultProviders: m.sometimes(0.4, () => m.pick<Values>({ accessLogging: ['envoy'] }, { tracing: ['zipkin'] }, {})),
    extensionProviders: m.sometimes(0.5, () => [
      { name: 'lightstep', lightstep: { service: 'lightstep.example.com', port: 443, accessToken: 'a' } },
      { name: 'zipkin', zipkin: { service: 'zipkin.shop.svc.cluster.local', port: 9411 } },
    ]),
    defaultConfig: m.sometimes(0.5, () => ({
      proxyMetadata: m.pick<Values>(
        { ISTIO_META_DNS_CAPTURE: 'true' },
        { ISTIO_META_DNS_CAPTURE: 'true', ISTIO_META_DNS_AUTO_ALLOCATE: 'true' },
        { ISTIO_META_DNS_AUTO_ALLOCATE: 'true' },
        { ISTIO_META_DNS_CAPTURE: 'true', PILOT_ENABLE_IP_AUTOALLOCATE: 'true' },
        { ISTIO_META_DNS_CAPTURE: 'TRUE', PILOT_ENABLE_IP_AUTOALLOCATE: 'true' },
      ),
    })),
    defaultServiceExportTo: m.sometimes(0.1, () => ['.']),
    defaultVirtualServiceExportTo: m.sometimes(0.1, () => ['.']),
  };
}

function webhook(name: string, namespaceKey: string, namespaceValue: string): Values {
  const notRefused = { key: 'sidecar.istio.io/inject', operator: 'NotIn', values: ['false'] };
  return {
    name,
    clientConfig: { service: { name: 'istiod', namespace: 'istio-system' } },
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    namespaceSelector: { matchExpressions: [{ key: namespaceKey, operator: 'In', values: [namespaceValue] }] },
    objectSelector: { matchExpressions: [notRefused] },
  };
}

/** An injector of fewer pods than the official chart has it for, and what it is told. */
export function makeInjector(m: MeshMaker): void {
  if (m.chance(0.1)) {
    const webhooks = m.pick(
      [webhook('namespace.sidecar-injector.istio.io', 'istio-injection', 'enabled')],
      [webhook('rev.namespace.sidecar-injector.istio.io', 'istio.io/rev', 'canary')],
      [webhook('rev.namespace.sidecar-injector.istio.io', 'istio.io/rev', 'default'), webhook('other.example.com', 'team', 'a')],
    );
    const metadata = { name: 'istio-sidecar-injector', labels: { 'istio.io/rev': 'default' } };
    m.add('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', metadata, { webhooks });
    m.add(
      'v1',
      'Service',
      { name: 'istiod', namespace: 'istio-system', labels: { istio: 'pilot' } },
      { spec: { ports: [{ port: 443 }] } },
    );
  }
  if (!m.chance(0.05)) return;
  const values = { sidecarInjectorWebhook: { enableNamespacesByDefault: m.pick(true, false) } };
  const metadata = { name: 'istio-sidecar-injector', namespace: 'istio-system' };
  m.add('v1', 'ConfigMap', metadata, { data: { values: JSON.stringify(values) } });
}

const MODE_KINDS = ['ServiceRole', 'RbacConfig', 'ClusterRbacConfig', 'ServiceRoleBinding', 'AuthorizationPolicy'];

/** Leftovers of old installations. */
export function makeLeftovers(m: MeshMaker): void {
  if (!m.chance(0.05)) return;
  const kind = m.pick(...MODE_KINDS);
  const plural = `${kind.toLowerCase()}s`;
  const group = m.pick('rbac.istio.io', 'rbac.istio.io', 'security.istio.io');
  const versions = [{ name: 'v1alpha1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }];
  const names = { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` };
  m.add(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    { name: `${plural}.${group}` },
    { spec: { group, scope: 'Namespaced', names, versions } },
  );
}
