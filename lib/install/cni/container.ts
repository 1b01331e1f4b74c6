import { imageReference } from '../image';
import { resources } from '../resources';
import { type Container, type EnvVar, given } from '../values';
import { type CniAgent, CONFIG_NAME } from './cni-agent';
import { volumeMounts } from './volumes';

/** What it takes to enter the network namespaces of pods, to change their routes and rules, and to write folders that others own. */
const CAPABILITIES = ['NET_ADMIN', 'NET_RAW', 'SYS_PTRACE', 'SYS_ADMIN', 'DAC_OVERRIDE'];

/** Whether the pod is in the network of the node. */
export function sharesNodeNetwork({ values: { ambient } }: CniAgent): boolean {
  return ambient.enabled && ambient.shareHostNetworkNamespace;
}

function fromField(name: string, fieldPath: string, apiVersion?: string): EnvVar {
  return { name, valueFrom: { fieldRef: { apiVersion, fieldPath } } };
}

function fromLimit(name: string, resource: string): EnvVar {
  return { name, valueFrom: { resourceFieldRef: { resource, divisor: '1' } } };
}

/** What the agent knows of itself; no value can say otherwise. */
export function ownEnvironment(agent: CniAgent): EnvVar[] {
  return [
    fromField('REPAIR_NODE_NAME', 'spec.nodeName'),
    { name: 'REPAIR_RUN_AS_DAEMON', value: 'true' },
    { name: 'REPAIR_SIDECAR_ANNOTATION', value: 'sidecar.istio.io/status' },
    ...(sharesNodeNetwork(agent) ? [] : [{ name: 'ALLOW_SWITCH_TO_HOST_NS', value: 'true' }]),
    fromField('NODE_NAME', 'spec.nodeName', 'v1'),
    fromLimit('GOMEMLIMIT', 'limits.memory'),
    fromLimit('GOMAXPROCS', 'limits.cpu'),
    fromField('POD_NAME', 'metadata.name'),
    fromField('POD_NAMESPACE', 'metadata.namespace'),
  ];
}

function environment(agent: CniAgent): EnvVar[] {
  const written = Object.entries(agent.values.env).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [...ownEnvironment(agent), ...written.map(([name, value]) => ({ name, value }))];
}

function args({ values: { logging, global } }: CniAgent): string[] {
  const level = given(logging.level) ?? given(global.logging.level);
  return [...(level === undefined ? [] : [`--log_output_level=${level}`]), ...(global.logAsJson ? ['--log_as_json'] : [])];
}

function seLinuxOptions({ values }: CniAgent) {
  const options = given(values.seLinuxOptions);
  return options === undefined ? undefined : { ...options, type: given(options['type']) ?? 'spc_t' };
}

/** The image with what the mesh says where the agent does not. */
export function imageOf({ values: { hub, tag, variant, image, global } }: CniAgent) {
  return {
    image: given(image) ?? 'install-cni',
    hub: given(hub) ?? global.hub,
    tag: given(tag) ?? global.tag,
    variant: given(variant) ?? global.variant,
  };
}

/** The agent: it installs the CNI plugin on the node, answers it, and repairs pods. */
export function container(agent: CniAgent): Container {
  const { values } = agent;
  return {
    name: 'install-cni',
    image: imageReference(imageOf(agent)),
    imagePullPolicy: given(values.pullPolicy) ?? given(values.global.imagePullPolicy),
    ports: [{ containerPort: 15014, name: 'metrics', protocol: 'TCP' }],
    readinessProbe: { httpGet: { path: '/readyz', port: 8000 } },
    securityContext: {
      appArmorProfile: values.useAppArmorAnnotation ? undefined : { type: 'Unconfined' },
      privileged: false,
      runAsGroup: 0,
      runAsUser: 0,
      runAsNonRoot: false,
      capabilities: { drop: ['ALL'], add: CAPABILITIES },
      seLinuxOptions: seLinuxOptions(agent),
      seccompProfile: given(values.seccompProfile),
    },
    command: ['install-cni'],
    args: given(args(agent)),
    envFrom: [{ configMapRef: { name: CONFIG_NAME } }],
    env: environment(agent),
    volumeMounts: volumeMounts(agent),
    resources: resources(values.resources ?? values.global.defaultResources),
  };
}
