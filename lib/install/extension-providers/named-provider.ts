import type { IConstruct } from 'constructs';
import type { MeshConfigExtensionProvider } from '../../../imports/mesh-config';
import { refuse } from '../../core/problem';
import type { ProviderRef, ProviderUse } from '../../networking/provider-reference';
import type { IstiodValues } from '../values';
import { BUILT_IN_PROVIDERS, providersOf, useOf } from './mesh-providers';

/** The providers that a control plane has: those of its values, what constructs added, and what every istiod has. */
function providersIn(controlPlane: IConstruct, { meshConfig }: IstiodValues): MeshConfigExtensionProvider[] {
  const own = [
    ...(meshConfig.extensionProviders ?? []),
    ...(providersOf(controlPlane) ?? []).map(({ definition }) => definition),
  ];
  return [...own, ...BUILT_IN_PROVIDERS.filter(({ name }) => own.every((provider) => provider.name !== name))];
}

/**
 * A provider that a control plane has, by its name.
 * @throws InvalidProps when it has none of that name, or one for something else
 */
export function providerNamed<Use extends ProviderUse>(
  controlPlane: IConstruct,
  values: IstiodValues,
  use: Use,
  name: string,
): ProviderRef<Use> {
  const providers = providersIn(controlPlane, values);
  const found = providers.find((provider) => provider.name === name);
  const actual = found && useOf(found);
  if (actual !== use) {
    const fitting = providers.filter((provider) => useOf(provider) === use).map((provider) => provider.name);
    const problem =
      found === undefined
        ? 'is none of this control plane'
        : `is for ${actual ?? 'nothing that Istio 1.31 does'}, not for ${use}`;
    const fix = fitting.length === 0 ? 'define one first' : `use one of ${fitting.join(', ')}`;
    refuse(controlPlane.node.path, [{ field: 'provider', problem, got: name, fix }]);
  }
  return { providerUse: use, toWire: () => ({ name }) };
}
