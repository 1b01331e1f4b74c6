import { conflicts } from '../admission/delegation';
import type { Mesh } from './mesh';
import type { MeshObject } from './mesh-object';
import { type HttpMatch, type HttpRule, type HttpRuleSpec, Names, type PlacedMatch } from './virtual-service';
import { isVisible } from './visibility';

type Matches = readonly PlacedMatch<HttpMatch>[];

/** What a rule of a delegate takes whole from the rule that delegates, where it has none of its own. */
const TAKEN = [
  'rewrite',
  'directResponse',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrorPercent',
  'mirrorPercentage',
  'corsPolicy',
  'mirrors',
  'headers',
] as const satisfies readonly (keyof HttpRuleSpec)[];

const isSet = (list: readonly unknown[] | undefined) => list !== undefined && list.length > 0;

/** Both conditions in one: those of the delegate, and those of the other that it does not have. */
function joined(wider: HttpMatch, narrower: HttpMatch): HttpMatch {
  const maps = ['headers', 'withoutHeaders', 'queryParams', 'sourceLabels'] as const;
  const merged = maps
    .filter((name) => wider[name] !== undefined || narrower[name] !== undefined)
    .map((name) => [name, { ...wider[name], ...narrower[name] }]);
  return {
    ...wider,
    ...narrower,
    ...Object.fromEntries(merged),
    port: narrower.port || wider.port,
    sourceNamespace: narrower.sourceNamespace || wider.sourceNamespace,
    gateways: isSet(narrower.gateways) ? narrower.gateways : wider.gateways,
    ignoreUriCase: narrower.ignoreUriCase,
  };
}

/** Conditions of a rule and of its delegate together; undefined where one of the delegate's fits under none of the rule's. */
function joinedMatches(wider: Matches, narrower: Matches): Matches | undefined {
  if (wider.length === 0) return narrower;
  if (narrower.length === 0) return wider;
  const all: PlacedMatch<HttpMatch>[] = [];
  for (const inner of narrower) {
    const fitting = wider.filter((outer) => !conflicts(outer.match, inner.match));
    if (fitting.length === 0) return undefined;
    all.push(
      ...fitting.map((outer) => ({ match: joined(outer.match, inner.match), places: [...outer.places, ...inner.places] })),
    );
  }
  return all;
}

function joinedRule(root: HttpRule, leaf: HttpRule): HttpRule[] {
  const matches = joinedMatches(root.matches, leaf.matches);
  if (matches === undefined) return [];
  const taken = TAKEN.filter((name) => leaf.spec[name] === undefined && root.spec[name] !== undefined);
  const spec = { ...leaf.spec, ...Object.fromEntries(taken.map((name) => [name, root.spec[name]])) };
  return [{ spec, matches, places: [...root.places, ...leaf.places] }];
}

/** The VirtualService to which a rule delegates, as far as the namespace of the rule sees it. */
function delegateOf(mesh: Mesh, object: MeshObject, { name = '', namespace }: NonNullable<HttpRuleSpec['delegate']>) {
  const home = namespace || object.namespace;
  const delegate = mesh.inNamespace('networking.istio.io/VirtualService', home).find((one) => one.name === name);
  if (delegate === undefined || isSet(delegate.spec.hosts)) return undefined;
  const { exportTo = [] } = delegate.spec;
  const seenBy = exportTo.length > 0 ? exportTo : mesh.settings.defaultVirtualServiceExportTo;
  return isVisible(seenBy, home, object.namespace) ? delegate : undefined;
}

/** The rules of a VirtualService with those of its delegates in the place of the rules that delegate. */
export function rulesWithDelegates(mesh: Mesh, object: MeshObject, rules: readonly HttpRule[]): readonly HttpRule[] {
  if (rules.every(({ spec }) => spec.delegate === undefined)) return rules;
  return rules.flatMap((rule) => {
    if (rule.spec.delegate === undefined) return [rule];
    const delegate = delegateOf(mesh, object, rule.spec.delegate);
    if (delegate === undefined) return [];
    const names = new Names(delegate.namespace, mesh.settings.domain);
    return names.httpRules(delegate, delegate.spec.http).flatMap((leaf) => joinedRule(rule, leaf));
  });
}
