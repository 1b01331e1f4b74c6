import { goJson } from '../core/go-text';
import { inOrder } from './kubernetes-fields';
import { annotate, type Container, containerOf, named, type Pod, PROXY } from './pod';
import { mergeIntoPod } from './strategic-merge';

const STATUS = 'sidecar.istio.io/status';
const OVERRIDES = 'proxy.istio.io/overrides';

/** Image of a container that the user writes only to change something of what is injected. */
const AUTO = 'auto';

interface Containers {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

/** What an earlier injection says that it has added; undefined for a pod that was not injected yet. */
export function earlierStatus({
  metadata,
}: Pod): { containers: readonly string[]; initContainers: readonly string[] } | undefined {
  const text = metadata.annotations?.[STATUS];
  if (text === undefined) return undefined;
  try {
    const { containers, initContainers } = JSON.parse(text) ?? {};
    return { containers: containers ?? [], initContainers: initContainers ?? [] };
  } catch {
    return undefined;
  }
}

/** The pod as templates see it: without the containers of an earlier injection, but with those that the user wrote over them. */
export function beforeInjection(pod: Pod): Pod {
  const status = earlierStatus(pod);
  const { [STATUS]: _, ...annotations } = pod.metadata.annotations ?? {};
  const without = (list: readonly Container[] | undefined, names: readonly string[] = []) =>
    list?.filter(({ name }) => !names.includes(name));
  const stripped =
    status === undefined
      ? pod
      : {
          metadata: { ...pod.metadata, annotations },
          spec: {
            ...pod.spec,
            containers: without(pod.spec.containers, status.containers),
            initContainers: without(pod.spec.initContainers, status.initContainers),
          },
        };
  const overrides = earlierOverrides(pod);
  const back = (list: readonly Container[] = [], more: readonly Container[] = []) => [
    ...list,
    ...more.filter(({ name }) => named(list, name) === undefined),
  ];
  const { containers, initContainers } = stripped.spec;
  return {
    ...stripped,
    spec: {
      ...stripped.spec,
      containers: back(containers, overrides.containers),
      initContainers: back(initContainers, overrides.initContainers),
    },
  };
}

function earlierOverrides({ metadata }: Pod): Containers {
  const text = metadata.annotations?.[OVERRIDES];
  if (text === undefined) return {};
  try {
    return (JSON.parse(text) as Containers | null) ?? {};
  } catch {
    throw new Error(`annotation ${OVERRIDES} must hold JSON, got ${JSON.stringify(text)}; correct it, or remove the annotation`);
  }
}

/** The pod with what the user wrote into injected containers laid over what the templates say, and a note of it for the next injection. */
export function reapplyOverrides(merged: Pod, original: Pod, template: Pod): Pod {
  const status = earlierStatus(original) ?? { containers: [], initContainers: [] };
  const earlier = earlierOverrides(original);
  const written = (list: 'containers' | 'initContainers'): Container[] =>
    (template.spec[list] ?? []).flatMap(({ name }) => {
      if (status[list].includes(name)) return [];
      const own = list === 'containers' ? named(original.spec.containers, name) : containerOf(original, name);
      const found = named(earlier[list], name) ?? own;
      if (found === undefined) return [];
      const { image, ...rest } = found;
      return [inOrder('container', image === undefined || image === AUTO ? rest : found) as Container];
    });
  const containers = written('containers');
  const initContainers = written('initContainers');
  let pod = merged;
  for (const container of containers) pod = mergeIntoPod(pod, { spec: { containers: [container] } });
  for (const container of initContainers) pod = mergeIntoPod(pod, { spec: { initContainers: [container] } });
  if (containers.length + initContainers.length > 0 && original.metadata.annotations?.[STATUS] === undefined) {
    pod = annotate(pod, { [OVERRIDES]: goJson(typed({ containers, initContainers })) });
  }
  return pod;
}

function typed({ containers = [], initContainers = [] }: Containers): object {
  const list = (of: readonly Container[]) => of.map((container) => inOrder('container', { resources: {}, ...container }));
  return {
    ...(containers.length > 0 ? { containers: list(containers) } : {}),
    ...(initContainers.length > 0 ? { initContainers: list(initContainers) } : {}),
  };
}

/**
 * The pod with an init container that knows the user under which the proxy runs, where the pod has one of its own: the traffic of
 * that user is not redirected.
 */
export function alignUsers(pod: Pod, original: Pod, isTproxy: boolean): Pod {
  const { runAsUser, runAsGroup } = containerOf(original, PROXY)?.securityContext ?? {};
  if (runAsUser === undefined && runAsGroup === undefined) return pod;
  const { initContainers = [] } = pod.spec;
  const init = named(initContainers, 'istio-init') ?? named(initContainers, 'istio-validation');
  if (init === undefined) return pod;
  const isChecked = !isTproxy && init.name === 'istio-validation';
  const checked = isChecked
    ? { ...init, securityContext: { ...init.securityContext, ...given({ runAsUser, runAsGroup }) } }
    : init;
  const at = checked.args?.indexOf('-u') ?? -1;
  const isNamed = runAsUser !== undefined && runAsUser !== 0 && at >= 0;
  const aligned = isNamed ? { ...checked, args: checked.args!.with(at + 1, String(runAsUser)) } : checked;
  const spec = { ...pod.spec, initContainers: initContainers.with(initContainers.indexOf(init), aligned) };
  return isTproxy && runAsUser !== undefined ? asRoot({ ...pod, spec }) : { ...pod, spec };
}

/** With TPROXY only root can do the proxy's work. */
function asRoot(pod: Pod): Pod {
  const list = named(pod.spec.containers, PROXY) === undefined ? 'initContainers' : 'containers';
  const proxies = pod.spec[list]?.map((container) =>
    container.name === PROXY ? { ...container, securityContext: { ...container.securityContext, runAsUser: 0 } } : container,
  );
  return { ...pod, spec: { ...pod.spec, [list]: proxies } };
}

function given(user: { readonly runAsUser?: number; readonly runAsGroup?: number }): object {
  return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== undefined));
}
