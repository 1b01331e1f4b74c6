import { isMap, type Values } from '../core/schema/values';
import type { Mesh, MeshObject } from '../model';
import { fullHost } from '../model/hosts';
import { mapOf, mapsOf, textOf } from '../model/mesh-object';
import { sameMeaning } from './field-changes';
import type { ShortNames } from './names';
import { type ObjectChange, titleOf } from './object-changes';

/** A change that traffic may notice, though what becomes of a single request is the same. */
export interface UnaskedChange {
  /** `DestinationRule shop/reviews` */
  readonly object: string;
  readonly sentence: string;
}

/** Kinds that change traffic in ways that are not worked out here. */
const UNKNOWN: ReadonlySet<string> = new Set([
  ...['networking.istio.io/EnvoyFilter', 'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy'],
  ...['extensions.istio.io/WasmPlugin', 'extensions.istio.io/TrafficExtension'],
]);

/** Settings by where they stand. */
type Places = Readonly<Record<string, unknown>>;

/** Traffic policies of a DestinationRule by what they are for. */
function policiesOf(spec: Values): readonly (readonly [string, Values])[] {
  const parts = mapsOf(spec.subsets).map(({ name, trafficPolicy }) => [`subset ${textOf(name) ?? ''}`, trafficPolicy] as const);
  return [['', spec.trafficPolicy] as const, ...parts].flatMap(([of, given]) => {
    const policy = mapOf(given);
    const ports = mapsOf(policy.portLevelSettings);
    return [
      [of, policy] as const,
      ...ports.map((one) => [`${of}${of === '' ? '' : ' '}port ${String(mapOf(one.port).number)}`, one] as const),
    ];
  });
}

const BLOCKS: Readonly<Record<string, string>> = {
  connectionPool: 'connections and requests to it are limited otherwise',
  loadBalancer: 'its pods are picked otherwise',
  outlierDetection: 'its pods that fail are left out otherwise',
  proxyProtocol: 'connections to it begin otherwise',
  retryBudget: 'retries of requests to it are limited otherwise',
  tls: 'TLS to it is set otherwise',
  tunnel: 'connections to it are sent through another one otherwise',
};

/** Fields of blocks that answers to requests show. */
const SHOWN: readonly string[] = ['consistentHash', 'localityLbSetting', 'mode'];

const blockOf = (block: unknown) =>
  isMap(block) ? Object.fromEntries(Object.entries(block).filter(([name]) => !SHOWN.includes(name))) : block;

const filled = (places: readonly (readonly [string, unknown])[]): Places =>
  Object.fromEntries(places.filter(([, value]) => value !== undefined && !(isMap(value) && Object.keys(value).length === 0)));

/** Places whose settings are not the same. */
function changedPlaces(before: Places, after: Places): string[] {
  const all = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return all.filter((place) => !sameMeaning(before[place], after[place]));
}

function ofRule(before: Values, after: Values): string[] {
  const places = (spec: Values, block: string) => filled(policiesOf(spec).map(([of, policy]) => [of, blockOf(policy[block])]));
  return Object.entries(BLOCKS).flatMap(([block, text]) => {
    const changed = changedPlaces(places(before, block), places(after, block));
    if (changed.length === 0) return [];
    const named = changed.filter((place) => place !== '');
    return [`${text} (${block}${named.length === 0 ? '' : ` of ${named.join(', ')}`})`];
  });
}

/** Values that stand on both sides under the same key. */
function pairsBy<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): readonly (readonly [T, T, string])[] {
  const was = new Map(before.map((one) => [keyOf(one), one]));
  return after.flatMap((one) => {
    const key = keyOf(one);
    const old = was.get(key);
    return old === undefined ? [] : [[old, one, key] as const];
  });
}

function ofRoutes(before: Values, after: Values): string[] {
  const rest = ({ retries }: Values) =>
    Object.fromEntries(Object.entries(mapOf(retries)).filter(([name]) => !['attempts', 'retryOn'].includes(name)));
  const changed = pairsBy(mapsOf(before.http), mapsOf(after.http), ({ match = [] }) => JSON.stringify(match)).some(
    ([was, is]) => !sameMeaning(rest(was), rest(is)),
  );
  return changed ? ['single tries of requests are timed and spread otherwise (retries)'] : [];
}

function ofServers(before: Values, after: Values): string[] {
  const keyOf = ({ port }: Values) => `${String(mapOf(port).number)} ${textOf(mapOf(port).name) ?? ''}`;
  return pairsBy(mapsOf(before.servers), mapsOf(after.servers), keyOf).flatMap(([was, is]) => {
    const [old, now] = [mapOf(was.tls), mapOf(is.tls)];
    const rest = ({ httpsRedirect: _, mode: __, ...others }: Values) => others;
    const on = `on port ${String(mapOf(is.port).number)}`;
    const asks = ({ mode }: Values) => /^(OPTIONAL_)?MUTUAL$/.test(textOf(mode) ?? '');
    if (asks(old) !== asks(now)) {
      return [`clients ${asks(now) ? 'are now asked' : 'are no longer asked'} for a certificate ${on} (tls.mode)`];
    }
    const isSame = sameMeaning(rest(old), rest(now)) && (old.mode ?? 'PASSTHROUGH') === (now.mode ?? 'PASSTHROUGH');
    return isSame ? [] : [`TLS with clients is set otherwise ${on} (tls)`];
  });
}

const SETTINGS: Readonly<Record<string, (before: Values, after: Values) => string[]>> = {
  'networking.istio.io/DestinationRule': ofRule,
  'networking.istio.io/Gateway': ofServers,
  'networking.istio.io/VirtualService': ofRoutes,
};

/** What traffic may notice beside what becomes of single requests. */
export function unaskedChanges(after: Mesh, changes: readonly ObjectChange[], names: ShortNames): readonly UnaskedChange[] {
  const subject = ({ kind, namespace, name, spec }: MeshObject) => {
    const { host, hosts } = mapOf(spec);
    const full = (text: unknown) => names.host(fullHost(textOf(text) ?? '', namespace, after.settings.domain));
    if (kind === 'Gateway') return `gateway ${names.placed(name, namespace)}`;
    return kind === 'DestinationRule'
      ? full(host)
      : (Array.isArray(hosts) ? hosts : []).map(full).join(', ') || titleOf({ kind, namespace, name });
  };
  return changes.flatMap((one) => {
    const { object, before, change } = one;
    const kind = `${object.group}/${object.kind}`;
    const title = titleOf(object);
    if (UNKNOWN.has(kind)) {
      return [{ object: title, sentence: `${title} is ${change}: what it does to requests is not compared` }];
    }
    const old = before === undefined ? {} : mapOf(before.spec);
    const now = change === 'removed' ? {} : mapOf(object.spec);
    return (SETTINGS[kind]?.(old, now) ?? []).map((text) => ({ object: title, sentence: `${subject(object)}: ${text}` }));
  });
}
