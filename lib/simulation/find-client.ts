import { grouped } from '../core/grouped';
import { picks } from '../core/labels';
import type { Mesh, Workload } from '../model';
import { listenersOf } from '../model/gateway-api/listeners';
import { podLocality } from '../model/locality';
import { gatewayScope, sidecarScope } from '../model/proxy-scope';
import type { Client } from './client';
import { nearNames } from './near-names';

const nameOf = ({ name, namespace }: { name: string; namespace: string }) => `${name}.${namespace}`;

/** What a name as `<name>[.<namespace>]` may mean. */
function readings(text: string): readonly { name: string; namespace: string | undefined }[] {
  const dot = text.lastIndexOf('.');
  const whole = { name: text, namespace: undefined };
  return dot < 0 ? [whole] : [{ name: text.slice(0, dot), namespace: text.slice(dot + 1) }, whole];
}

/** Of workloads in several namespaces, those in the one that names stand for which say none. */
function preferred(workloads: readonly Workload[], namespace: string | undefined): readonly Workload[] {
  const there = workloads.filter((one) => namespace === undefined || one.namespace === namespace);
  const byDefault = there.filter((one) => one.namespace === 'default');
  return byDefault.length > 0 ? byDefault : there;
}

/** Workloads that a name stands for: by their own name, by their app, or because they are behind a Service of the name. */
function workloadsNamed(mesh: Mesh, name: string, namespace: string | undefined): readonly Workload[] {
  const byName = mesh.once('workloads by name', () => grouped(mesh.workloads, (one) => one.name));
  const named = preferred(byName.get(name) ?? [], namespace);
  if (named.length > 0) return named;
  const ofApp = mesh.workloads.filter(({ labels }) => labels.app === name || labels['app.kubernetes.io/name'] === name);
  const found = preferred(ofApp, namespace);
  if (found.length > 0) return found;
  const services = mesh.services.filter((service) => service.isKubernetes && service.name === name);
  return preferred(
    services.flatMap((service) => mesh.workloadsBehind(service)),
    namespace,
  );
}

/**
 * The sidecar of a workload.
 * @throws Error that names near ones for a name that no workload has, and all that have it where it is not clear which is meant
 */
export function sidecarOf(mesh: Mesh, text: string): Client {
  const found = readings(text)
    .map(({ name, namespace }) => workloadsNamed(mesh, name, namespace))
    .find((workloads) => workloads.length > 0);
  const [workload, ...others] = found ?? [];
  if (workload === undefined) {
    const known = mesh.workloads.flatMap((one) => [nameOf(one), one.name]);
    throw new Error(`request: from names no workload, got ${JSON.stringify(text)}; ${nearNames(text, known)}`);
  }
  if (others.length > 0) {
    const all = [workload, ...others].map(nameOf).join(', ');
    throw new Error(`request: from names several workloads, got ${JSON.stringify(text)}; use one of ${all}`);
  }
  const { namespace, labels } = workload;
  return {
    kind: 'sidecar',
    name: nameOf(workload),
    namespace,
    labels,
    locality: podLocality(mesh, workload),
    scope: sidecarScope(mesh, namespace, labels),
    workload,
    mesh,
  };
}

/** A gateway as pods, or as what is known of pods that are not among the manifests. */
function gatewayClient(mesh: Mesh, workload: Workload | undefined, selector: Readonly<Record<string, string>>): Client {
  const namespace = workload?.namespace ?? mesh.settings.rootNamespace;
  return {
    kind: 'gateway',
    name: workload === undefined ? `the gateway in ${namespace}` : nameOf(workload),
    namespace,
    labels: workload?.labels ?? selector,
    locality: workload === undefined ? '' : podLocality(mesh, workload),
    scope: gatewayScope(mesh, namespace),
    workload,
    mesh,
  };
}

/** What istiod writes on the pods that it makes for a Gateway of the Gateway API; they take no Gateway of another namespace. */
const MANAGED = 'gateway.networking.k8s.io/gateway-name';

/** The pods for which a Gateway is: those that are gateways before others, those of its namespace before those of others. */
function podsOf(mesh: Mesh, selector: Readonly<Record<string, string>>, namespace: string): Workload | undefined {
  const isTaken = (one: Workload) => one.namespace === namespace || one.labels[MANAGED] === undefined;
  const picked = mesh.workloads.filter((one) => picks(selector, one.labels) && isTaken(one));
  const gateways = picked.filter(({ proxy }) => proxy === 'gateway');
  const all = gateways.length > 0 || Object.keys(selector).length === 0 ? gateways : picked;
  return all.find((one) => one.namespace === namespace) ?? all[0];
}

/** The pods of a Gateway of the Gateway API: those behind the Services that its listeners are for. */
function podsOfListeners(mesh: Mesh, name: string, namespace: string | undefined): Workload | undefined {
  const found = listenersOf(mesh).filter(
    ({ owner }) => owner.name === name && (namespace === undefined || owner.namespace === namespace),
  );
  const services = found.flatMap((listener) => listener.services.flatMap((host) => mesh.servicesOf(host)));
  return services.flatMap((service) => mesh.workloadsBehind(service))[0];
}

/**
 * The proxy that a Gateway, or a workload of a gateway, stands for.
 * @throws Error that names near ones for a name that nothing has
 */
export function gatewayOf(mesh: Mesh, text: string): Client {
  const gateways = mesh.of('networking.istio.io/Gateway');
  for (const { name, namespace } of readings(text)) {
    const there = gateways.filter((one) => one.name === name && (namespace === undefined || one.namespace === namespace));
    const gateway = there.find((one) => one.namespace === 'default') ?? there[0];
    if (gateway !== undefined) {
      const { selector = {} } = gateway.spec;
      return gatewayClient(mesh, podsOf(mesh, selector, gateway.namespace), selector);
    }
    const workload = podsOfListeners(mesh, name, namespace) ?? workloadsNamed(mesh, name, namespace)[0];
    if (workload !== undefined) return gatewayClient(mesh, workload, {});
  }
  const all = [...gateways, ...mesh.of('gateway.networking.k8s.io/Gateway')];
  const known = all.flatMap((one) => [nameOf(one), one.name]);
  const pods = mesh.workloads.filter(({ proxy }) => proxy === 'gateway').map(nameOf);
  throw new Error(`request: gateway names no Gateway, got ${JSON.stringify(text)}; ${nearNames(text, [...known, ...pods])}`);
}
