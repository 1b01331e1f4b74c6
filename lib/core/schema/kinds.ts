import type { Schema } from './schema';
import { SchemaNode } from './schema-node';

interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

/** A kind, with the schema of its objects in each version that the cluster serves. */
export type Kind = ReadonlyMap<string, SchemaNode>;

/** The CRDs of a group, read when its first object is met. */
const CRDS: Readonly<Record<string, () => unknown>> = {
  'extensions.istio.io': () => require('../../../imports/crds.json'),
  'gateway.networking.k8s.io': () => require('../../../imports/gateway-api-crds.json'),
  'networking.istio.io': () => require('../../../imports/crds.json'),
  'security.istio.io': () => require('../../../imports/crds.json'),
  'telemetry.istio.io': () => require('../../../imports/crds.json'),
};

function read(group: string, kind: string): Kind | undefined {
  const crds = (CRDS[group]?.() ?? []) as readonly Crd[];
  const crd = crds.find(({ spec }) => spec.group === group && spec.names.kind === kind);
  const served = crd?.spec.versions.filter((version) => version.served);
  return served && new Map(served.map(({ name, schema }) => [name, new SchemaNode(schema.openAPIV3Schema)]));
}

/** Names of the kinds of a group of which there are CRDs here; none for any other group. */
export function kindsOf(group: string): readonly string[] {
  const crds = (CRDS[group]?.() ?? []) as readonly Crd[];
  return crds.filter(({ spec }) => spec.group === group).map(({ spec }) => spec.names.kind);
}

const known = new Map<string, Kind | undefined>();

/** The kind of a group, undefined where there is no CRD of it here. */
export function kindOf(group: string, kind: string): Kind | undefined {
  const key = `${group}/${kind}`;
  if (!known.has(key)) known.set(key, read(group, kind));
  return known.get(key);
}

/** The apiVersion of a kind, of those of which there are CRDs here. */
export function apiVersionOf(kind: string): string | undefined {
  const group = Object.keys(CRDS).find((one) => kindsOf(one).includes(kind));
  const [version] = group === undefined ? [] : (kindOf(group, kind)?.keys() ?? []);
  return version === undefined ? undefined : `${group}/${version}`;
}
