import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { KubeObject } from './compare';
import { at, dataOf, withData } from './official-changes';
import type { Intended } from './run';

const AGENTS = ['istio-cni', 'ztunnel'];

const agentOf = ({ metadata }: KubeObject) => metadata.labels?.['app.kubernetes.io/name'] ?? '';

type Entries = readonly (readonly [string | number, unknown])[];

/** Whether ours is to stand at a place, where the official object has something else. */
type IsOurs = (official: unknown, ours: string, place: string) => boolean;

/** A value of the official object, with ours in all places where the choice says so. */
function replaced(official: unknown, ours: unknown, isOurs: IsOurs, place = ''): unknown {
  if (typeof ours === 'string') return official !== ours && isOurs(official, ours, place) ? ours : official;
  if (typeof official !== 'object' || official === null || typeof ours !== 'object' || ours === null) return official;
  const entries: Entries = Array.isArray(official) ? [...official.entries()] : Object.entries(official);
  const theirs = ours as Readonly<Record<string | number, unknown>>;
  const values = entries.map(([key, value]) => replaced(value, theirs[key], isOurs, `${place}/${key}`));
  if (values.every((value, i) => value === entries[i]?.[1])) return official;
  return Array.isArray(official) ? values : Object.fromEntries(entries.map(([key], i) => [key, values[i]]));
}

/** Where Kubernetes takes text alone. */
const TEXT = /^\/data\/|\/metadata\/(labels|annotations)\/|\/env\/\d+\/value$|\/(name|priorityClassName)$/;

/** Whether a text without quotes is what the official object has. */
const isUnquoted: IsOurs = (official, ours, place) =>
  TEXT.test(place) && typeof official !== 'string' && parse(ours, { version: '1.1' }) === official;

/** Whether a text with quotes written around it is what the official object has. */
const isUnescaped: IsOurs = (official, ours, place) => TEXT.test(place) && ours.includes('\\') && parse(`"${ours}"`) === official;

interface Folders {
  readonly template: { readonly spec: { readonly volumes: readonly { readonly name: string }[] } };
}

/** The DaemonSet with that folder for programs of the CNI. */
function withProgramFolder(object: KubeObject, path: string): KubeObject {
  const spec = object['spec'] as unknown as Folders;
  const volumes = spec.template.spec.volumes.map((volume) =>
    volume.name === 'cni-bin-dir' ? { ...volume, hostPath: { path } } : volume,
  );
  return { ...object, spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, volumes } } } };
}

/** Objects in which texts of the user stand without quotes. */
const withTexts = (object: KubeObject, ours: KubeObject | undefined, isOurs: IsOurs) =>
  object.kind === 'CustomResourceDefinition' || ours === undefined ? object : (replaced(object, ours, isOurs) as KubeObject);

/** Differences from the official charts `cni` and `ztunnel` that are wanted, and why. */
export const INTENDED_OF_AGENTS: readonly Intended[] = [
  {
    where: 'cni: the folder for programs on GKE',
    reason: 'the chart asks the cluster what it is, so rendered without one it takes a folder that GKE keeps read-only',
    apply: (object, values, ours) => {
      const onGke = (at(values, 'platform') ?? at(values, 'global.platform')) === 'gke';
      if (agentOf(object) !== 'istio-cni' || object.kind !== 'DaemonSet' || !onGke || at(values, 'cni.cniBinDir')) return object;
      const changed = withProgramFolder(object, '/home/kubernetes/bin');
      return ours === undefined || isDeepStrictEqual(changed, object) ? object : changed;
    },
  },
  {
    where: 'cni: env in the ConfigMap',
    reason: 'the container has it in its own environment as well, which counts more and restarts the pods when it changes',
    apply: (object, values, ours) => {
      if (object.kind !== 'ConfigMap' || agentOf(object) !== 'istio-cni' || ours === undefined) return object;
      const written = Object.keys((at(values, 'cni.env') ?? {}) as object).filter((name) => name in dataOf(object));
      if (written.length === 0) return object;
      const left = Object.entries(dataOf(object)).filter(([name]) => !written.includes(name));
      const own = written.flatMap((name) => (name in dataOf(ours) ? [[name, dataOf(ours)[name]]] : []));
      return { ...object, data: Object.fromEntries([...left, ...own]) };
    },
  },
  {
    where: 'cni: layout of the YAML in AMBIENT_ENABLEMENT_SELECTOR',
    reason: 'it is read as YAML',
    apply: (object, _values, ours) => {
      const [official, own] = [object, ours].map((side) => side && dataOf(side)['AMBIENT_ENABLEMENT_SELECTOR']);
      if (official === undefined || official === own || !isDeepStrictEqual(parse(String(official)), parse(String(own))))
        return object;
      return withData(object, { AMBIENT_ENABLEMENT_SELECTOR: own });
    },
  },
  {
    where: 'cni and ztunnel: NetworkPolicies, when resourceScope is cluster',
    reason: 'they are in a namespace, so the owner of the mesh applies them; the chart gives them to both owners',
    apply: (object, values) => {
      const scope = at(values, 'resourceScope') ?? at(values, 'global.resourceScope');
      return object.kind === 'NetworkPolicy' && AGENTS.includes(agentOf(object)) && scope === 'cluster' ? undefined : object;
    },
  },
  {
    where: 'gateway, cni and ztunnel: texts that look like numbers or switches',
    reason: 'the charts leave out the quotes, and Kubernetes refuses the objects',
    apply: (object, _values, ours) => withTexts(object, ours, isUnquoted),
  },
  {
    where: 'cni and ztunnel: backslashes in env',
    reason: 'they are the text itself; the charts write them between quotes, where YAML takes them for something else',
    apply: (object, _values, ours) => withTexts(object, ours, isUnescaped),
  },
];
