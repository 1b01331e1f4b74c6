import { goFlag, goJson } from '../core/go-text';
import { inOrder } from './kubernetes-fields';
import { type Container, changeContainer, containerOf, type EnvVar, type Handler, type Pod, PROXY, type Probe } from './pod';

const PROBERS = 'ISTIO_KUBE_APP_PROBERS';

/** The probes of a container, and where the agent answers for each, in the order in which istiod lists them. */
const PROBES = [
  ['readinessProbe', 'readyz'],
  ['livenessProbe', 'livez'],
  ['startupProbe', 'startupz'],
] as const;

const HOOKS = [
  ['preStop', 'prestopz'],
  ['postStart', 'poststartz'],
] as const;

/** How the kubelet's probes reach the application. */
export interface ProbeRewrite {
  /** Where the pod does not say so itself. */
  readonly byDefault: boolean;
  /** Port of the agent, mesh-wide. */
  readonly agentPort: number;
}

/**
 * The pod whose probes and hooks go to the agent, which asks the application in its turn: with mutual TLS the application would
 * refuse the kubelet.
 * @param seen the same pod, with the probes as the agent is told of them
 */
export function rewriteProbes(pod: Pod, seen: Pod, { byDefault, agentPort }: ProbeRewrite): Pod {
  const { annotations = {} } = pod.metadata;
  const rewrites = goFlag(annotations['sidecar.istio.io/rewriteAppHTTPProbers'] ?? '') ?? byDefault;
  if (containerOf(pod, PROXY) === undefined || !rewrites) return pod;
  const probers = appProbers(seen, agentPort);
  const isAgain = annotations['sidecar.istio.io/status'] !== undefined;
  const told = Object.keys(probers).length === 0 ? pod : changeContainer(pod, PROXY, (proxy) => tell(proxy, probers, isAgain));
  const ownPort = annotations['status.sidecar.istio.io/port'];
  const port = ownPort === undefined ? agentPort : Number(ownPort);
  const { containers, initContainers } = told.spec;
  const rewrite = (container: Container) => (container.name === PROXY ? container : toAgent(container, port));
  return {
    ...told,
    spec: {
      ...told.spec,
      containers: containers?.map(rewrite),
      ...(initContainers === undefined ? {} : { initContainers: initContainers.map(rewrite) }),
    },
  };
}

function tell(proxy: Container, probers: Readonly<Record<string, object>>, isAgain: boolean): Container {
  const env = proxy.env ?? [];
  const at = isAgain ? env.findIndex(({ name }) => name === PROBERS) : -1;
  const variable = (all: object): EnvVar => {
    const entries = Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));
    return { name: PROBERS, value: goJson(Object.fromEntries(entries)) };
  };
  if (at < 0) return { ...proxy, env: [...env, variable(probers)] };
  return { ...proxy, env: env.with(at, variable({ ...probers, ...JSON.parse(env[at]!.value ?? '{}') })) };
}

/** What the agent asks of the application, by the path under which the kubelet asks the agent. */
function appProbers({ spec }: Pod, agentPort: number): Readonly<Record<string, object>> {
  const probers: Record<string, object> = {};
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    if (container.name === PROXY) continue;
    for (const [field, path] of PROBES) {
      const prober = proberOf(container, container[field], agentPort);
      if (prober !== undefined) probers[`/app-health/${container.name}/${path}`] = prober;
    }
    for (const [field, path] of HOOKS) {
      const { httpGet, tcpSocket } = container.lifecycle?.[field] ?? {};
      const prober = proberOf(container, { httpGet, tcpSocket }, agentPort);
      if (prober !== undefined) probers[`/app-lifecycle/${container.name}/${path}`] = prober;
    }
  }
  return probers;
}

/** Ports by name become numbers; a probe that goes to the agent already is not one of the application. */
function proberOf({ ports }: Container, probe: Probe | undefined, agentPort: number): object | undefined {
  const { httpGet, tcpSocket, grpc, timeoutSeconds } = probe ?? {};
  const kind = httpGet ? 'httpGet' : tcpSocket ? 'tcpSocket' : 'grpc';
  const action = httpGet ?? tcpSocket ?? grpc;
  if (action === undefined) return undefined;
  const byName = (ports ?? []).findLast(({ name }) => name !== undefined && name === action.port)?.containerPort;
  const port = typeof action.port === 'string' ? byName : action.port;
  if (port === undefined || (kind !== 'grpc' && typeof action.port === 'number' && port === agentPort)) return undefined;
  const prober = inOrder('handler', { [kind]: { ...action, port } });
  return timeoutSeconds ? { ...prober, timeoutSeconds } : prober;
}

function toAgent(container: Container, port: number): Container {
  const changed: Record<string, unknown> = {};
  for (const [field, path] of PROBES) {
    const probe = container[field];
    if (probe?.httpGet ?? probe?.tcpSocket ?? probe?.grpc)
      changed[field] = asked(probe!, `/app-health/${container.name}/${path}`, port);
  }
  const hooks: Record<string, unknown> = {};
  for (const [field, path] of HOOKS) {
    const hook = container.lifecycle?.[field];
    if (hook?.httpGet ?? hook?.tcpSocket) hooks[field] = asked(hook!, `/app-lifecycle/${container.name}/${path}`, port);
  }
  const lifecycle = Object.keys(hooks).length > 0 ? { lifecycle: { ...container.lifecycle, ...hooks } } : {};
  return { ...container, ...changed, ...lifecycle };
}

/** From the kubelet to the agent it is plain HTTP, whatever the application speaks. */
function asked(handler: Handler, path: string, port: number): Handler {
  const { httpGet, tcpSocket: _tcp, grpc: _grpc, ...rest } = handler;
  if (httpGet !== undefined) {
    const scheme = httpGet.scheme === 'HTTPS' ? { scheme: 'HTTP' } : {};
    return { ...handler, httpGet: { ...httpGet, ...scheme, path, port } };
  }
  return { ...rest, httpGet: { path, port } };
}
