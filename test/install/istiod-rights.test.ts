import type { Rule } from '../../lib/install/istiod/rbac';
import type { Overrides } from '../../lib/install/layering';
import type { IstiodValues } from '../../lib/install/values';
import { istiod, istiodObject } from './istiod-manifests';

function rules(overrides: Overrides<IstiodValues> = {}, name = 'istiod-clusterrole'): Rule[] {
  return istiodObject<{ rules: Rule[] }>('ClusterRole', `${name}-istio-system`, overrides)?.rules ?? [];
}

/** Verbs by `group/resource`. */
function verbs(list: readonly Rule[], group: string, resource: string): string[] {
  const granted = list.filter(({ apiGroups, resources }) => apiGroups.includes(group) && resources.includes(resource));
  return [...new Set(granted.flatMap((rule) => rule.verbs))].sort();
}

test('every role has a binding to the service account of the revision', () => {
  const manifests = istiod({ revision: 'canary' });
  for (const { kind, metadata } of manifests.filter(({ kind: name }) => name === 'Role' || name === 'ClusterRole')) {
    const binding = manifests.find((object) => object.kind === `${kind}Binding` && object.metadata.name === metadata.name);
    expect(binding?.['roleRef']).toMatchObject({ kind, name: metadata.name });
    const name = metadata.name.startsWith('istio-reader') ? 'istio-reader-service-account' : 'istiod-canary';
    expect(binding?.['subjects']).toEqual([{ kind: 'ServiceAccount', name, namespace: 'istio-system' }]);
  }
});

test('istiod writes status of what it analyzes only when it analyzes', () => {
  expect(verbs(rules(), 'networking.istio.io', 'virtualservices/status')).toEqual([]);
  const analyzing = rules({ global: { istiod: { enableAnalysis: true } } });
  expect(verbs(analyzing, 'networking.istio.io', 'virtualservices/status')).toEqual(['patch', 'update']);
});

test('istiod changes nodes only when it removes taints', () => {
  expect(verbs(rules(), '', 'nodes')).not.toContain('patch');
  expect(verbs(rules({ pilot: { taint: { enabled: true } } }), '', 'nodes')).toContain('patch');
});

test('istiod approves certificates of the named signers only', () => {
  expect(verbs(rules(), 'certificates.k8s.io', 'signers')).toEqual([]);
  const approving = rules({ global: { pilotCertProvider: 'k8s.io/example.com/ca', certSigners: ['example.com/ca'] } });
  expect(approving.filter(({ resources }) => resources.includes('signers'))).toEqual([
    { apiGroups: ['certificates.k8s.io'], resources: ['signers'], resourceNames: ['example.com/ca'], verbs: ['approve'] },
  ]);
});

test('istiod deploys Gateways unless told otherwise', () => {
  const gateways = (env: Record<string, string | boolean>) => rules({ pilot: { env } }, 'istiod-gateway-controller');
  expect(verbs(gateways({}), 'apps', 'deployments')).toContain('create');
  expect(gateways({ PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: 'false' })).toEqual([]);
  expect(gateways({ PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: false })).toEqual([]);
});

test('the reader of other clusters writes webhooks only for an istiod outside of this cluster', () => {
  const reader = (overrides: Overrides<IstiodValues>) => rules(overrides, 'istio-reader-clusterrole');
  const group = 'admissionregistration.k8s.io';
  expect(verbs(reader({}), group, 'mutatingwebhookconfigurations')).toEqual([]);
  expect(verbs(reader({ istiodRemote: { enabled: true } }), group, 'mutatingwebhookconfigurations')).toContain('patch');
  expect(reader({ global: { enableReaderRBAC: false } })).toEqual([]);
});

test('the service account has the logins of private registries', () => {
  const overrides = { global: { imagePullSecrets: ['login'] }, pilot: { serviceAccountAnnotations: { a: '1' } } };
  expect(istiodObject('ServiceAccount', 'istiod', overrides)).toMatchObject({
    metadata: { annotations: { a: '1' } },
    imagePullSecrets: [{ name: 'login' }],
  });
});
