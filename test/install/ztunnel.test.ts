import { App, Chart } from 'cdk8s';
import type { Manifest } from '../../lib/core/manifest';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { Ztunnel, type ZtunnelProps } from '../../lib/install/istio-ztunnel';
import { refusals } from '../synth';

type Props = Omit<ZtunnelProps, 'controlPlane'>;

function ztunnel(props: Props = {}, istio: IstioControlPlaneProps = {}): Ztunnel {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', { profile: 'ambient', ...istio });
  return new Ztunnel(new Chart(app, 'nodes'), 'ztunnel', { controlPlane, ...props });
}

function objects(props: Props = {}, istio: IstioControlPlaneProps = {}): Manifest[] {
  return Chart.of(ztunnel(props, istio)).toJson();
}

// biome-ignore lint/suspicious/noExplicitAny: looked into by the tests
function daemonSet(props: Props = {}, istio: IstioControlPlaneProps = {}): any {
  return objects(props, istio).find(({ kind }) => kind === 'DaemonSet');
}

const container = (props: Props = {}, istio: IstioControlPlaneProps = {}) =>
  daemonSet(props, istio).spec.template.spec.containers[0];

const env = (name: string, props: Props = {}, istio: IstioControlPlaneProps = {}) =>
  container(props, istio).env.find((variable: { name: string }) => variable.name === name)?.value;

const names = (props: Props = {}, istio: IstioControlPlaneProps = {}) =>
  objects(props, istio).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

describe('the objects', () => {
  test('stand in the order in which they need each other', () => {
    expect(names({ resourceQuotas: { enabled: true }, global: { networkPolicy: { enabled: true } } })).toEqual([
      'ResourceQuota ztunnel',
      'ServiceAccount ztunnel',
      'NetworkPolicy ztunnel',
      'DaemonSet ztunnel',
    ]);
  });

  test('OpenShift asks for a right, in a namespace that istiod trusts', () => {
    const istio: IstioControlPlaneProps = { profile: 'openshift-ambient' };
    expect(names({}, istio).slice(0, 2)).toEqual(['ClusterRole ztunnel', 'ClusterRoleBinding ztunnel']);
    expect(ztunnel({}, istio).namespace).toBe('kube-system');
    expect(container({}, istio).securityContext.seLinuxOptions).toEqual({ type: 'spc_t' });
  });

  test('are named otherwise when istiod trusts that name; the pods are found by the same label', () => {
    const set = daemonSet({ resourceName: 'ztunnel-blue' }, { pilot: { trustedZtunnelName: 'ztunnel-blue' } });
    expect(set.metadata.name).toBe('ztunnel-blue');
    expect(set.spec.template.spec.serviceAccountName).toBe('ztunnel-blue');
    expect(set.spec.selector.matchLabels).toEqual({ app: 'ztunnel' });
  });

  test('carry the revision as an annotation', () => {
    const set = daemonSet({ annotations: { a: 'b' } }, { revision: 'canary' });
    expect(set.metadata.annotations).toEqual({ a: 'b', 'istio.io/rev': 'canary' });
    expect(set.spec.template.metadata.annotations).toMatchObject({ 'istio.io/rev': 'canary' });
  });

  test('the owner of the cluster and the owner of the mesh get all of them between them', () => {
    const of = (resourceScope: 'all' | 'cluster' | 'namespace') =>
      names({ resourceScope, global: { networkPolicy: { enabled: true } } }, { profile: 'openshift-ambient' });
    expect(of('cluster')).toEqual(['ClusterRole ztunnel', 'ClusterRoleBinding ztunnel']);
    expect([...of('cluster'), ...of('namespace')]).toEqual(of('all'));
  });
});

describe('what the control plane says', () => {
  test('holds here too: images, addresses, network and cluster', () => {
    const istio: IstioControlPlaneProps = {
      hub: 'example.com/mesh',
      tag: 'own',
      namespace: 'mesh',
      revision: 'canary',
      global: { network: 'n1', multiCluster: { clusterName: 'c1' }, logAsJson: true },
    };
    expect(container({}, istio).image).toBe('example.com/mesh/ztunnel:own-distroless');
    expect(env('XDS_ADDRESS', {}, istio)).toBe('istiod-canary.mesh.svc:15012');
    expect(env('CA_ADDRESS', {}, istio)).toBe('istiod-canary.mesh.svc:15012');
    expect(env('NETWORK', {}, istio)).toBe('n1');
    expect(env('ISTIO_META_CLUSTER_ID', {}, istio)).toBe('c1');
    expect(env('LOG_FORMAT', {}, istio)).toBe('json');
    expect(env('ISTIO_META_ENABLE_HBONE', {}, istio)).toBe('true');
  });

  test('its certificate authority is ztunnel’s, its configuration comes from istiod', () => {
    const istio: IstioControlPlaneProps = { global: { caAddress: 'ca.example.com:443' } };
    expect(env('CA_ADDRESS', {}, istio)).toBe('ca.example.com:443');
    expect(env('XDS_ADDRESS', {}, istio)).toBe('istiod.istio-system.svc:15012');
  });

  test('counts less than what is said here', () => {
    expect(env('NETWORK', { network: 'n2' }, { global: { network: 'n1' } })).toBe('n2');
    expect(container({ variant: 'debug' }).image).toMatch(/-debug$/);
  });

  test('the root certificate comes from where istiod puts it', () => {
    const root = (istio: IstioControlPlaneProps) => daemonSet({}, istio).spec.template.spec.volumes[1];
    expect(root({})).toEqual({ name: 'istiod-ca-cert', configMap: { name: 'istio-ca-root-cert' } });
    expect(root({ global: { trustBundleName: 'own' } })).toMatchObject({ configMap: { name: 'own' } });
    expect(root({ pilot: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: true } } })).toMatchObject({
      projected: { sources: [{ clusterTrustBundle: { name: 'istio.io:istiod-ca:root-cert' } }] },
    });
  });
});

test('the environment stands in the order of the chart, own variables in that of their names', () => {
  const props: Props = { env: { B: '2', A: '1' }, peerCaCrl: { enabled: true }, resources: { limits: { cpu: '1' } } };
  expect(
    container(props)
      .env.map(({ name }: { name: string }) => name)
      .slice(-8),
  ).toEqual([
    'SERVICE_ACCOUNT',
    'ISTIO_META_ENABLE_HBONE',
    'ZTUNNEL_CPU_LIMIT',
    'ZTUNNEL_RESOURCE_CPU_LIMIT',
    'ZTUNNEL_RESOURCE_CPU_REQUEST',
    'A',
    'B',
    'CRL_PATH',
  ]);
});

test.each<[string, Props, IstioControlPlaneProps, string]>([
  [
    'the control plane is for sidecars',
    {},
    { profile: 'default' },
    'controlPlane does not serve pods without sidecars, got "istio/istio"; ' +
      "use profile ambient, or set pilot.env.PILOT_ENABLE_AMBIENT to 'true'",
  ],
  [
    'istiod does not trust the name',
    { resourceName: 'other' },
    {},
    'the ServiceAccount is not trusted by istio/istio, which trusts istio-system/ztunnel, got "istio-system/other"; ' +
      'set pilot.trustedZtunnelNamespace and pilot.trustedZtunnelName there',
  ],
  [
    'istiod does not trust the namespace',
    { namespace: 'kube-system' },
    { pilot: { env: { CA_TRUSTED_NODE_ACCOUNTS: 'a/ztunnel,b/ztunnel' } } },
    'the ServiceAccount is not trusted by istio/istio, which trusts a/ztunnel, b/ztunnel, got "kube-system/ztunnel"; ' +
      'set pilot.trustedZtunnelNamespace and pilot.trustedZtunnelName there',
  ],
  [
    'an address has no port',
    { xdsAddress: 'istiod.example.com' },
    {},
    'xdsAddress has no port, got "istiod.example.com"; write host:port, for example istiod.istio-system.svc:15012',
  ],
  [
    'another value sets the variable',
    { env: { RUST_LOG: 'debug' } },
    {},
    'env.RUST_LOG is set by another value, got "debug"; use the value that stands for it, or remove it',
  ],
  [
    'pods get another label than they are found by',
    { podLabels: { app: 'x' } },
    {},
    'podLabels.app is the label by which the DaemonSet finds its pods, got "x"; use another label',
  ],
  [
    'an update has both amounts',
    { updateStrategy: { rollingUpdate: { maxUnavailable: 1 } } },
    {},
    'updateStrategy.rollingUpdate has both maxSurge and maxUnavailable, got {"maxSurge":1,"maxUnavailable":1}; ' +
      'set the one that is not wanted to 0',
  ],
  [
    'seconds are none',
    { terminationGracePeriodSeconds: -1 },
    {},
    'terminationGracePeriodSeconds is not a whole number in range, got -1; use a whole number between 0 and 2147483647',
  ],
])('fails when %s', (_name, props, istio, message) => {
  expect(refusals(() => ztunnel(props, istio))).toEqual([message]);
});

test('ztunnel is trusted wherever one of the own accounts says so', () => {
  const istio: IstioControlPlaneProps = { pilot: { env: { CA_TRUSTED_NODE_ACCOUNTS: 'a/ztunnel,istio-system/ztunnel' } } };
  expect(() => ztunnel({}, istio)).not.toThrow();
});
