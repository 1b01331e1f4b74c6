import type { Container, Handler, HttpGet, Pod, Probe } from './pod';

type Fields = Readonly<Record<string, unknown>>;

const CONTAINER = { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' };
const PROBE = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const HTTP_GET = { path: '/', scheme: 'HTTP' };

/** The pod with its containers as the API server completes them before a webhook sees them. */
export function withDefaults(pod: Pod): Pod {
  const { containers, initContainers } = pod.spec;
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(containers && { containers: containers.map(completed) }),
      ...(initContainers && { initContainers: initContainers.map(completed) }),
    },
  };
}

function completed(container: Container): Container {
  const { env, image = '', lifecycle, livenessProbe, ports, readinessProbe, startupProbe } = container;
  const { postStart, preStop } = lifecycle ?? {};
  return {
    ...container,
    ...unlessSet(container, { ...CONTAINER, imagePullPolicy: isLatest(image) ? 'Always' : 'IfNotPresent' }),
    ...resourcesOf(container['resources'] as Resources | undefined),
    ...(ports && { ports: ports.map((port) => ({ ...port, ...unlessSet(port, { protocol: 'TCP' }) })) }),
    ...(env && { env: env.map(completedVariable) }),
    ...(livenessProbe && { livenessProbe: completedProbe(livenessProbe) }),
    ...(readinessProbe && { readinessProbe: completedProbe(readinessProbe) }),
    ...(startupProbe && { startupProbe: completedProbe(startupProbe) }),
    ...(lifecycle && {
      lifecycle: {
        ...lifecycle,
        ...(postStart && { postStart: completedHandler(postStart) }),
        ...(preStop && { preStop: completedHandler(preStop) }),
      },
    }),
  };
}

/** An image without a tag and without a digest is the latest. */
function isLatest(image: string): boolean {
  const [name = '', digest] = image.split('@');
  const tag = name.slice(name.lastIndexOf('/') + 1).split(':')[1];
  return image !== '' && (tag === 'latest' || (tag === undefined && digest === undefined));
}

interface Resources {
  readonly limits?: Fields;
  readonly requests?: Fields;
}

/** What is limited and not asked for is asked for in full. */
function resourcesOf(resources: Resources | undefined): { readonly resources?: Resources } {
  const { limits, requests } = resources ?? {};
  return limits === undefined ? {} : { resources: { ...resources, requests: { ...limits, ...requests } } };
}

function completedVariable<V extends Fields>(variable: V): V {
  const { fieldRef, ...others } = (variable['valueFrom'] ?? {}) as { readonly fieldRef?: Fields };
  if (fieldRef === undefined) return variable;
  return { ...variable, valueFrom: { ...others, fieldRef: { ...fieldRef, ...unlessSet(fieldRef, { apiVersion: 'v1' }) } } };
}

function completedProbe(probe: Probe): Probe {
  const { grpc } = probe;
  const service = grpc && { grpc: { ...grpc, service: grpc.service ?? '' } };
  return { ...completedHandler(probe), ...unlessSet(probe, PROBE), ...service };
}

function completedHandler<H extends Handler>(handler: H): H {
  const { httpGet } = handler;
  return httpGet === undefined ? handler : { ...handler, httpGet: { ...httpGet, ...unlessSet<HttpGet>(httpGet, HTTP_GET) } };
}

/** The defaults of the fields that are not set, nor empty. */
function unlessSet<T extends object>(given: T, defaults: Fields): Fields {
  const isSet = (name: string) => Boolean((given as Fields)[name]);
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => !isSet(name)));
}
