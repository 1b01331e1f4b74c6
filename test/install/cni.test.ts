import { App, Chart } from 'cdk8s';
import type { Manifest } from '../../lib/core/manifest';
import { CNI_DEFAULTS } from '../../lib/install/cni';
import { IstioCni, type IstioCniProps } from '../../lib/install/istio-cni';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { refusals } from '../synth';

type Props = Omit<IstioCniProps, 'controlPlane'>;

function agent(props: Props = {}, istio: IstioControlPlaneProps = {}): IstioCni {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', istio);
  return new IstioCni(new Chart(app, 'nodes'), 'istio-cni', { controlPlane, ...props });
}

function objects(props: Props = {}, istio: IstioControlPlaneProps = {}): Manifest[] {
  return Chart.of(agent(props, istio)).toJson();
}

function names(props: Props = {}, istio: IstioControlPlaneProps = {}): string[] {
  return objects(props, istio).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

function data(props: Props = {}, istio: IstioControlPlaneProps = {}) {
  return objects(props, istio).find(({ kind }) => kind === 'ConfigMap')!['data'] as Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: looked into by the tests
function daemonSet(props: Props = {}, istio: IstioControlPlaneProps = {}): any {
  return objects(props, istio).find(({ kind }) => kind === 'DaemonSet');
}

const container = (props: Props = {}, istio: IstioControlPlaneProps = {}) =>
  daemonSet(props, istio).spec.template.spec.containers[0];

const folder = (name: string, props: Props, istio: IstioControlPlaneProps = {}) =>
  daemonSet(props, istio).spec.template.spec.volumes.find((volume: { name: string }) => volume.name === name).hostPath.path;

describe('the objects', () => {
  test('stand in the order in which they need each other', () => {
    expect(names()).toEqual([
      'ClusterRole istio-cni',
      'ClusterRoleBinding istio-cni',
      'ClusterRole istio-cni-repair-role',
      'ClusterRoleBinding istio-cni-repair-rolebinding',
      'ServiceAccount istio-cni',
      'ConfigMap istio-cni-config',
      'DaemonSet istio-cni-node',
    ]);
  });

  test.each<[string, Props, string]>([
    ['resourceQuotas', { resourceQuotas: { enabled: true } }, 'ResourceQuota istio-cni-resource-quota'],
    ['provider multus', { provider: 'multus' }, 'NetworkAttachmentDefinition istio-cni'],
    ['networkPolicy', { global: { networkPolicy: { enabled: true } } }, 'NetworkPolicy istio-cni'],
    ['ambient', { ambient: { enabled: true } }, 'ClusterRole istio-cni-ambient'],
  ])('%s adds one', (_name, props, added) => {
    expect(names()).not.toContain(added);
    expect(names(props)).toContain(added);
  });

  test('without repair, no rights for it are given', () => {
    expect(names({ repair: { enabled: false } })).not.toContain('ClusterRole istio-cni-repair-role');
  });

  test('the owner of the cluster and the owner of the mesh get all of them between them', () => {
    const everything: Props = {
      ambient: { enabled: true },
      global: { networkPolicy: { enabled: true } },
      resourceQuotas: { enabled: true },
    };
    const of = (resourceScope: 'all' | 'cluster' | 'namespace') =>
      names({ ...everything, global: { ...everything.global, resourceScope } });
    expect(of('cluster').every((name) => name.startsWith('ClusterRole'))).toBe(true);
    expect([...of('cluster'), ...of('namespace')]).toEqual(of('all'));
  });
});

describe('what the control plane says', () => {
  test('holds here too: images, revision, nftables and logins', () => {
    const istio: IstioControlPlaneProps = {
      hub: 'registry.example.com/mesh',
      tag: 'own',
      revision: 'canary',
      namespace: 'mesh',
      global: { nativeNftables: true, imagePullSecrets: ['login'], imagePullPolicy: 'Always' },
    };
    expect(container({}, istio)).toMatchObject({ image: 'registry.example.com/mesh/install-cni:own', imagePullPolicy: 'Always' });
    expect(daemonSet({}, istio).metadata).toMatchObject({ namespace: 'mesh', labels: { 'istio.io/rev': 'canary' } });
    expect(data({}, istio)).toMatchObject({ NATIVE_NFTABLES: 'true', CURRENT_AGENT_VERSION: 'own' });
    expect(objects({}, istio)).toContainEqual(expect.objectContaining({ imagePullSecrets: [{ name: 'login' }] }));
  });

  test('counts less than what is said here', () => {
    expect(container({ tag: 'node', global: { hub: 'example.com' } }, { tag: 'own' }).image).toBe('example.com/install-cni:node');
  });

  test('profile ambient hands pods to ztunnel', () => {
    expect(data({}, { profile: 'ambient' })['AMBIENT_ENABLED']).toBe('true');
    expect(container({}, { profile: 'ambient' }).image).toMatch(/-distroless$/);
    expect(data({ ambient: { enabled: false } }, { profile: 'ambient' })['AMBIENT_ENABLED']).toBe('false');
  });

  test('a release before 1.26 shares the network of the node', () => {
    const istio: IstioControlPlaneProps = { profile: 'ambient', compatibilityVersion: '1.25' };
    expect(daemonSet({}, istio).spec.template.spec).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(daemonSet({}, { profile: 'ambient' }).spec.template.spec).not.toHaveProperty('hostNetwork');
  });
});

describe('platforms', () => {
  test.each<[IstioControlPlaneProps['platform'], string]>([
    ['gke', '/home/kubernetes/bin'],
    ['k3d', '/bin'],
    ['openshift', '/var/lib/cni/bin'],
    [undefined, '/opt/cni/bin'],
  ])('%s has its folder for programs', (platform, path) => {
    expect(folder('cni-bin-dir', {}, { platform })).toBe(path);
    expect(folder('cni-bin-dir', { cniBinDir: '/own' }, { platform })).toBe('/own');
  });

  test('openshift wants the agent in kube-system, with a right of its own', () => {
    const [role] = objects({}, { profile: 'openshift' });
    expect(role).toMatchObject({ kind: 'ClusterRole', rules: [{}, { resourceNames: ['privileged'], verbs: ['use'] }] });
    expect(agent({}, { profile: 'openshift' }).namespace).toBe('kube-system');
    expect(agent({ namespace: 'istio-cni' }, { profile: 'openshift' }).namespace).toBe('istio-cni');
  });
});

describe('the agent', () => {
  test('reads its environment, and own variables count more', () => {
    const { env, envFrom } = container({ env: { B: '2', A: '1' } });
    expect(envFrom).toEqual([{ configMapRef: { name: 'istio-cni-config' } }]);
    expect(env.slice(-2)).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ]);
    expect(data({ env: { A: '1' } })).not.toHaveProperty('A');
  });

  test.each<[string, Props['repair'], unknown[]]>([
    ['sets up the network of pods without further rights', {}, []],
    ['deletes pods', { repairPods: false, deletePods: true }, [{ apiGroups: [''], resources: ['pods'], verbs: ['delete'] }]],
    [
      'labels pods',
      { repairPods: false, labelPods: true },
      [{ apiGroups: [''], resources: ['pods/status'], verbs: ['patch', 'update'] }],
    ],
  ])('%s', (_name, repair, rights) => {
    const role = objects({ repair }).find(({ metadata }) => metadata.name === 'istio-cni-repair-role')!;
    expect((role['rules'] as unknown[]).slice(2)).toEqual(rights);
  });

  test('without repair of pods and ambient, it sees no processes of the node', () => {
    const mounts = container({ repair: { repairPods: false } }).volumeMounts.map(({ name }: { name: string }) => name);
    expect(mounts).toEqual(['cni-bin-dir', 'cni-net-dir', 'cni-socket-dir']);
  });

  test('has the default resources where its own are taken away', () => {
    expect(container({ resources: null, global: { defaultResources: { requests: { cpu: '5m' } } } }).resources).toEqual({
      requests: { cpu: '5m', memory: '100Mi' },
    });
  });

  test('tells AppArmor by annotation or by security context', () => {
    const annotation = 'container.apparmor.security.beta.kubernetes.io/install-cni';
    expect(daemonSet().spec.template.metadata.annotations[annotation]).toBe('unconfined');
    expect(container().securityContext).not.toHaveProperty('appArmorProfile');
    const told = daemonSet({ useAppArmorAnnotation: false }).spec.template;
    expect(told.metadata.annotations).not.toHaveProperty([annotation]);
    expect(told.spec.containers[0].securityContext.appArmorProfile).toEqual({ type: 'Unconfined' });
  });
});

test('the caller’s props stay as they were', () => {
  const props = { env: { A: '1' }, seLinuxOptions: { level: 's0' } };
  const before = structuredClone(props);
  objects(props);
  expect(props).toEqual(before);
  expect(CNI_DEFAULTS.env).toEqual({});
});

test.each<[string, Props, string]>([
  [
    'two ways of repair are chosen',
    { repair: { deletePods: true } },
    'repair.deletePods has no effect beside repair.repairPods: the agent follows one way, got true; ' +
      'switch repair.repairPods off, or this one',
  ],
  [
    'a folder is relative',
    { cniConfDir: 'etc/cni' },
    'cniConfDir must be an absolute path on the nodes, got "etc/cni"; begin with a slash',
  ],
  [
    'a file has a folder',
    { cniConfFileName: '/etc/cni/net.d/10.conf' },
    'cniConfFileName must be the name of a file in cniConfDir, got "/etc/cni/net.d/10.conf"; leave out the folder',
  ],
  [
    'pods get another label than they are found by',
    { podLabels: { 'k8s-app': 'x' } },
    'podLabels.k8s-app is the label by which the DaemonSet finds its pods, got "x"; use another label',
  ],
  ['a variable is the agent’s', { env: { NODE_NAME: 'a' } }, 'env.NODE_NAME is set by the agent itself, got "a"; remove it'],
  [
    'ambient picks no pod',
    { ambient: { enabled: true, enablementSelectors: [] } },
    'ambient.enablementSelectors picks no pod, got []; name one selector at least, or leave it out',
  ],
  [
    'a namespace is none',
    { excludeNamespaces: ['kube-system', 'A'] },
    'excludeNamespaces[1] is not a valid Kubernetes name, got "A"; ' +
      'use at most 63 characters of a-z, 0-9 and -, beginning and ending with a letter or digit',
  ],
  [
    'there is room for no pod',
    { resourceQuotas: { enabled: true, pods: 0 } },
    'resourceQuotas.pods is not a whole number in range, got 0; use a whole number between 1 and 2147483647',
  ],
  [
    'an update has both amounts',
    { updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
    'updateStrategy.rollingUpdate has both maxSurge and maxUnavailable, got {"maxUnavailable":1,"maxSurge":1}; ' +
      'set the one that is not wanted to 0',
  ],
  [
    'an update has neither amount',
    { updateStrategy: { rollingUpdate: { maxUnavailable: '0%' } } },
    'updateStrategy.rollingUpdate lets no update begin, got {"maxUnavailable":"0%"}; raise maxSurge or maxUnavailable',
  ],
  [
    'an amount is none',
    { updateStrategy: { rollingUpdate: { maxUnavailable: 'one' } } },
    'updateStrategy.rollingUpdate.maxUnavailable must be a number of nodes or a percentage, got "one"; use for example 1 or \'25%\'',
  ],
  ['the tag is empty', { global: { tag: '' } }, 'tag is empty, got ""; name one, or leave it out'],
  [
    'the registry ends with a slash',
    { hub: 'example.com/' },
    'hub ends with a slash, got "example.com/"; name a registry and path without a trailing slash, or leave it out',
  ],
  [
    'an amount is no amount',
    { resources: { requests: { cpu: 'a' } } },
    'resources.requests.cpu is no amount, got "a"; use for example 500m or 128Mi',
  ],
])('fails when %s', (_name, props, message) => {
  expect(refusals(() => agent(props))).toEqual([message]);
});

test('fails when the control plane calls the agent another way', () => {
  expect(refusals(() => agent({ provider: 'default' }, { profile: 'openshift' }))).toEqual([
    'provider is not pilot.cni.provider of istio/istio, which is multus, got "default"; use the same one',
  ]);
});
