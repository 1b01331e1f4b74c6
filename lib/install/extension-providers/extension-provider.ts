import { Construct } from 'constructs';
import type { MeshConfigDefaultProviders, MeshConfigExtensionProvider } from '../../../imports/mesh-config';
import type { NonEmpty } from '../../core/one-of';
import { describeProblem, type Problem, refuse } from '../../core/problem';
import { missingProblems, oneOfProblems, type PropNames, propProblems } from '../../core/prop-names';
import { toWire } from '../../core/wire';
import { isProviderUsed, type ProviderRef, type ProviderUse } from '../../networking/provider-reference';
import type { IstioControlPlane } from '../istio-control-plane';
import { fields } from '../kinds/kind';
import { MESSAGES } from '../kinds/messages';
import { unknownNames } from '../kinds/unknown-names';
import { addProvider, BUILT_IN_PROVIDERS, providersOf, withProviders } from './mesh-providers';
import { type ProviderService, unknownPortProblems } from './provider-service';

/** What every provider takes beside what it is. */
export interface ExtensionProviderProps {
  /** The control plane to whose mesh config the provider is added, or several where revisions run side by side. */
  readonly controlPlane: IstioControlPlane | NonEmpty<IstioControlPlane>;
  /**
   * Name of the provider; no other of the control plane has it, in small or capital letters.
   * @default the construct id
   */
  readonly name?: string;
  /**
   * Whether something outside of this program refers to the provider. One that nothing refers to is refused.
   * @default false
   */
  readonly usedElsewhere?: boolean;
}

/** What providers take that proxies can use without being told by a resource. */
export interface DefaultProviderProps extends ExtensionProviderProps {
  /**
   * Whether proxies use it wherever no Telemetry names another one: it is added to `defaultProviders`.
   * @default false
   */
  readonly meshDefault?: boolean;
}

const NAMES: PropNames<ExtensionProviderProps> = { controlPlane: 'required', name: 'optional', usedElsewhere: 'optional' };
const DEFAULT_NAMES: PropNames<DefaultProviderProps> = { ...NAMES, meshDefault: 'optional' };

/** Kinds of providers, each with the names without which nothing can be made of it. */
export type NeedsOfKinds<Kind extends string> = Readonly<Record<Kind, readonly string[]>>;

/**
 * Refuses props of a provider before anything is made of them.
 * @param kinds of which one has to be there
 * @throws InvalidProps when a name is unknown or missing
 */
export function refuseProvider(path: string, kinds: NeedsOfKinds<string>, props: object, canBeDefault = true): void {
  const given = (props ?? {}) as Readonly<Record<string, unknown>>;
  const others = Object.keys(kinds).map((kind) => [kind, 'optional'] as const);
  const names = { ...(canBeDefault ? DEFAULT_NAMES : NAMES), ...Object.fromEntries(others) };
  refuse(path, [...propProblems(names, props), ...oneOfProblems(Object.keys(kinds), props)]);
  const values = Object.entries(kinds).filter(([kind]) => given[kind] !== undefined);
  refuse(
    path,
    values.flatMap(([kind, needs]) => missingProblems(needs, given[kind] as object, kind)),
  );
}

/** Problems of names in a definition that stand for nothing, at any depth. */
function definitionProblems(kind: string, value: unknown): Problem[] {
  return unknownNames(fields(MESSAGES['MeshConfigExtensionProvider'] ?? {}), { [kind]: value });
}

/** A provider as it is defined, and what it is for. */
export interface ProviderDefinition<Use extends ProviderUse> {
  readonly use: Use;
  /** By its name in the mesh config. */
  readonly kind: Exclude<keyof MeshConfigExtensionProvider, 'name'>;
  readonly value: object;
  /** Who answers for it. @default nobody, it is in the proxy */
  readonly service?: ProviderService;
  /** What is wrong with the value. */
  readonly problems: readonly Problem[];
}

function listOf(controlPlane: ExtensionProviderProps['controlPlane']): readonly IstioControlPlane[] {
  return Array.isArray(controlPlane) ? controlPlane : [controlPlane as IstioControlPlane];
}

/** Problems of a name in the mesh config of a control plane. Istio finds providers whatever the case of their letters. */
function nameProblems(name: string, controlPlane: IstioControlPlane): Problem[] {
  if (name === '') return [{ field: 'name', problem: 'must not be empty', got: name, fix: 'name it, or leave it out' }];
  const added = providersOf(controlPlane);
  const path = controlPlane.node.path;
  if (added === undefined) {
    const fix = 'add it to one that does, or use OutsideProvider.unchecked(...) in its place';
    return [{ field: 'controlPlane', problem: 'emits no mesh config', got: path, fix }];
  }
  const { extensionProviders = [] } = withProviders(controlPlane.values.meshConfig, added);
  const isSame = (other: string | undefined) => other?.toLowerCase() === name.toLowerCase();
  const others = extensionProviders.filter((other) => isSame(other.name));
  const builtIn = BUILT_IN_PROVIDERS.filter((other) => isSame(other.name) && other.name !== name);
  return [...others, ...builtIn].map((other) => ({
    field: 'name',
    problem: `is that of a provider of ${path} as well${other.name === name ? '' : `, which is ${other.name}`}`,
    got: name,
    fix: 'use another one, or refer to that provider by its controlPlane.provider(...)',
  }));
}

/** A provider of the mesh config. To create it is to add it there; resources refer to the construct itself. */
export abstract class ExtensionProvider<Use extends ProviderUse> extends Construct implements ProviderRef<Use> {
  /** Name of the provider. */
  readonly name: string;
  readonly providerUse: Use;

  /** @throws InvalidProps when the name is taken, or the definition is one that Istio refuses */
  protected constructor(
    scope: Construct,
    id: string,
    { controlPlane, name = id, usedElsewhere = false, meshDefault = false }: DefaultProviderProps,
    { use, kind, value, service, problems }: ProviderDefinition<Use>,
  ) {
    super(scope, id);
    this.name = name;
    this.providerUse = use;
    const controlPlanes = listOf(controlPlane);
    refuse(this.node.path, [...controlPlanes.flatMap((each) => nameProblems(name, each)), ...problems]);
    const definition = { name, [kind]: toWire(value, undefined) };
    refuse(this.node.path, definitionProblems(kind, definition[kind]));
    const byDefault = meshDefault ? (use as keyof MeshConfigDefaultProviders) : undefined;
    for (const each of controlPlanes) addProvider(each, { definition, byDefault });
    const mayBeUnused = usedElsewhere || meshDefault;
    const late = () => [
      ...(service === undefined ? [] : unknownPortProblems(kind, service, this)),
      ...(mayBeUnused ? [] : this.unusedProblems()),
    ];
    this.node.addValidation({ validate: () => late().map(describeProblem) });
  }

  /** The reference as it stands in a resource. */
  toWire(): { readonly name: string } {
    return { name: this.name };
  }

  private unusedProblems(): Problem[] {
    if (isProviderUsed(this)) return [];
    const kind = this.providerUse === 'authorization' ? 'AuthorizationPolicy' : 'Telemetry';
    const fix = `pass it to the providers of a ${kind}, or set usedElsewhere: true`;
    return [{ field: 'name', problem: `is referred to by no ${kind}, so proxies would not use it`, got: this.name, fix }];
  }
}
