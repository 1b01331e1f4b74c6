import { type Container, named, type Pod, PROXY } from './pod';

/**
 * The pod with its containers in the order in which they have to start: a proxy that is an init container comes before those of the
 * application, and the redirection of traffic right before it; otherwise traffic is redirected last, so that init containers reach
 * the network.
 */
export function orderContainers({ metadata, spec }: Pod, holdsApplication: boolean): Pod {
  const { containers = [], initContainers } = spec;
  const ordered = holdsApplication ? first(containers, PROXY) : last(containers, PROXY);
  if (initContainers === undefined) return { metadata, spec: { ...spec, containers: ordered } };
  const isNative = named(initContainers, PROXY) !== undefined;
  const init = isNative
    ? [PROXY, 'istio-validation', 'istio-init'].reduce(first, first(initContainers, 'enable-core-dump'))
    : ['istio-init', 'enable-core-dump'].reduce(last, first(initContainers, 'istio-validation'));
  return { metadata, spec: { ...spec, containers: ordered, initContainers: init } };
}

function first(list: readonly Container[], name: string): readonly Container[] {
  const [found, others] = taken(list, name);
  return [...found, ...others];
}

function last(list: readonly Container[], name: string): readonly Container[] {
  const [found, others] = taken(list, name);
  return [...others, ...found];
}

/** Of two containers with one name, the later stays. */
function taken(list: readonly Container[], name: string): [readonly Container[], readonly Container[]] {
  return [list.filter((one) => one.name === name).slice(-1), list.filter((one) => one.name !== name)];
}
