import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problem';
import type { Rendered } from '../core/wire';

/** What proxies do with a provider. */
export type ProviderUse = 'tracing' | 'metrics' | 'accessLogging' | 'authorization';

/**
 * A provider of the mesh config: where proxies send traces, metrics and logs, or whom they ask for permission. It is got from what
 * defines it, so its name cannot be misspelled: `new TracingProvider(...)`, `istio.provider('metrics', 'prometheus')`.
 */
export interface ProviderRef<Use extends ProviderUse> extends Rendered {
  /** What it is for. */
  readonly providerUse: Use;
  toWire(): { readonly name: string };
}

/** A provider that this program does not define, since the control plane that has it is another program's. */
export class OutsideProvider<Use extends ProviderUse> implements ProviderRef<Use> {
  private constructor(
    readonly providerUse: Use,
    private readonly name: string,
  ) {}

  /**
   * @param use what it is for, which is not checked
   * @param name in `extensionProviders` of the mesh config
   */
  static unchecked<Use extends ProviderUse>(use: Use, name: string): OutsideProvider<Use> {
    return new OutsideProvider(use, name);
  }

  toWire(): { readonly name: string } {
    return { name: this.name };
  }
}

const used = new PerApp(() => new Set<ProviderRef<ProviderUse>>());

/** Notes that a resource of this app refers to providers. */
export function useProviders(resource: IConstruct, providers: readonly ProviderRef<ProviderUse>[] = []): void {
  for (const provider of providers) used.of(resource).add(provider);
}

/** Whether a resource of the app refers to the provider. */
export function isProviderUsed(provider: ProviderRef<ProviderUse> & IConstruct): boolean {
  return used.of(provider).has(provider);
}

/** Problems of providers that were forced past the compiler. */
export function providerUseProblems(
  field: string,
  providers: readonly ProviderRef<ProviderUse>[] = [],
  use: ProviderUse,
): Problem[] {
  return providers.flatMap((provider, i): Problem[] => {
    const actual: unknown = (provider as Partial<typeof provider> | undefined)?.providerUse;
    if (actual === use) return [];
    const place = `${field}[${i}]`;
    if (actual === undefined) {
      const fix = `pass what defines it, or OutsideProvider.unchecked('${use}', ...) for one that is outside of this program`;
      return [{ field: place, problem: 'is not a provider', got: provider, fix }];
    }
    const fix = `use one for ${use}`;
    return [{ field: place, problem: `is a provider for ${actual}`, got: provider.toWire().name, fix }];
  });
}
