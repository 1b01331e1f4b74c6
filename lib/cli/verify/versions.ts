import type { Manifest } from '../../core/manifest';
import { type Check, count } from './check';
import type { Revision } from './control-planes';
import { containersOf, injectedBy, type Pod, podName, proxyOf, restartOf } from './pods';
import { isWorkload } from './ready';

interface Template {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: Pick<Pod['spec'], 'containers' | 'initContainers'>;
}

interface Workload extends Manifest {
  readonly spec: {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly template: Template;
  };
}

const PROXY_IMAGE = 'sidecar.istio.io/proxyImage';
/** What the injector puts an image in the place of. */
const FILLED_IN = 'auto';

/** The tag or digest of an image. */
function tagOf(image: string): string {
  const [, digest] = image.split('@');
  if (digest !== undefined) return digest;
  return /:([^/:]+)$/.exec(image)?.[1] ?? 'latest';
}

/** Whether the pods run the versions of `dist/`: control planes, workloads, and the proxies beside them. */
export function checkVersions(
  pods: readonly Pod[],
  objects: readonly Manifest[],
  revisions: ReadonlyMap<string, Revision>,
): Check[] {
  const workloads = objects.filter(isWorkload) as Workload[];
  const named = new Set(workloads.flatMap(namedProxies));
  const looked = pods.flatMap((pod) => {
    const own = workloads.find((workload) => isOf(pod, workload));
    const proxy = proxyProblem(pod, revisions, named);
    const wrong = [...(own === undefined ? [] : ownProblems(pod, own)), ...(proxy === undefined ? [] : [proxy])];
    return own === undefined && proxyOf(pod) === undefined ? [] : [{ pod, wrong }];
  });
  const wrong = looked.flatMap(({ pod, wrong: messages }) =>
    messages.map(
      (message): Check => ({ check: 'versions', subject: `Pod ${podName(pod)}`, ok: false, message, fix: restartOf(pod) }),
    ),
  );
  if (wrong.length > 0 || looked.length === 0) return wrong;
  const tags = [...new Set([...revisions.values()].map(({ proxy }) => tagOf(proxy)))];
  const message = `images are those of dist${tags.length === 0 ? '' : `, proxies ${tags.join(', ')}`}`;
  return [{ check: 'versions', subject: count(looked.length, 'pod'), ok: true, message }];
}

function isOf({ metadata }: Pod, { metadata: workload, spec }: Workload): boolean {
  const labels = Object.entries(spec.selector?.matchLabels ?? {});
  const isThere = metadata.namespace === (workload.namespace ?? 'default');
  return isThere && labels.length > 0 && labels.every(([name, value]) => metadata.labels?.[name] === value);
}

/** Proxies that a program chose for single workloads. */
function namedProxies({ spec: { template } }: Workload): string[] {
  const containers = [...(template.spec?.initContainers ?? []), ...(template.spec?.containers ?? [])];
  const images = containers.flatMap(({ name, image }) => (name === 'istio-proxy' && image !== undefined ? [image] : []));
  const annotation = template.metadata?.annotations?.[PROXY_IMAGE];
  return [...images, ...(annotation === undefined ? [] : [annotation])];
}

/** Containers of the template whose image is another one in the pod. */
function ownProblems(pod: Pod, { spec: { template } }: Workload): string[] {
  const wanted = [...(template.spec?.initContainers ?? []), ...(template.spec?.containers ?? [])];
  return wanted.flatMap(({ name, image }) => {
    const running = containersOf(pod).find((container) => container.name === name)?.image;
    if (image === undefined || image === FILLED_IN || running === undefined || tagOf(running) === tagOf(image)) return [];
    return [`runs ${name} ${tagOf(running)}, ${tagOf(image)} in dist`];
  });
}

/** A proxy of a control plane of `dist/` with another version than its injector gives. */
function proxyProblem(pod: Pod, revisions: ReadonlyMap<string, Revision>, named: ReadonlySet<string>): string | undefined {
  const image = proxyOf(pod);
  const wanted = revisions.get(injectedBy(pod) ?? '')?.proxy;
  if (image === undefined || wanted === undefined || named.has(image) || tagOf(image) === tagOf(wanted)) return undefined;
  return `runs istio-proxy ${tagOf(image)}, ${tagOf(wanted)} in dist`;
}
