import { isDeepStrictEqual } from 'node:util';
import type { VirtualServiceSpecHttpMatch, VirtualServiceSpecHttpMatchUri } from '../../imports/networking.istio.io';
import type { Wire } from '../core/wire';

type Match = Wire<VirtualServiceSpecHttpMatch>;
type Text = Wire<VirtualServiceSpecHttpMatchUri>;
type Matches = readonly Match[];

/** Whether Istio finds that a text which meets the second condition may not meet the first; expressions, it does not compare. */
function textsConflict(wider: Text | undefined, narrower: Text | undefined): boolean {
  if (wider === undefined || narrower === undefined) return false;
  const text = narrower.exact ?? narrower.prefix;
  if ((wider.regex ?? narrower.regex) !== undefined || text === undefined) return true;
  if (wider.exact !== undefined) return !isDeepStrictEqual(wider, narrower);
  return wider.prefix === undefined || wider.prefix === '' || !text.startsWith(wider.prefix);
}

type Texts = Readonly<Record<string, Text>>;

function mapsConflict(wider: Texts = {}, narrower: Texts = {}): boolean {
  return Object.entries(narrower).some(([key, text]) => textsConflict(wider[key], text));
}

/** Whether no request can meet both conditions, as far as istiod sees: the wider one of the rule that delegates, the narrower one of the delegate. */
export function conflicts(wider: Match, narrower: Match): boolean {
  const places = narrower.gateways ?? [];
  return (
    (['uri', 'scheme', 'method', 'authority'] as const).some((name) => textsConflict(wider[name], narrower[name])) ||
    (['headers', 'withoutHeaders', 'queryParams'] as const).some((name) => mapsConflict(wider[name], narrower[name])) ||
    (wider.ignoreUriCase ?? false) !== (narrower.ignoreUriCase ?? false) ||
    ((wider.port ?? 0) > 0 && (narrower.port ?? 0) > 0 && wider.port !== narrower.port) ||
    ((wider.sourceNamespace ?? '') !== '' && wider.sourceNamespace !== narrower.sourceNamespace) ||
    Object.entries(narrower.sourceLabels ?? {}).some(([key, value]) => (wider.sourceLabels?.[key] ?? value) !== value) ||
    ((wider.gateways ?? []).length > 0 && places.some((place) => !wider.gateways?.includes(place)))
  );
}

/**
 * Whether istiod leaves a rule of a delegate out: each of its conditions must fit under one of the rule that delegates.
 * @param wider conditions of the rule that delegates
 * @param narrower those of the rule of the delegate
 */
export function isLeftOut(wider: Matches = [], narrower: Matches = []): boolean {
  if (wider.length === 0) return false;
  return narrower.some((match) => wider.every((other) => conflicts(other, match)));
}
