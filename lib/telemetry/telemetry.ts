import type { Construct } from 'constructs';
import { Telemetry as Api, type TelemetrySpec } from '../../imports/telemetry.istio.io';
import { telemetryProblems } from '../admission/telemetry';
import { type Problem, refuse } from '../core/problem';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { type PolicyTargeting, policyTargetingProblems } from '../networking/policy-targeting';
import { type ProviderRef, type ProviderUse, providerUseProblems, useProviders } from '../networking/provider-reference';
import type { AccessLogging } from './access-logging';
import type { Metrics } from './metrics';
import { noteNamespaceWide, secondNamespaceWideProblems } from './namespace-wide';
import type { Tracing } from './tracing';

/** Props of a Telemetry. */
export type TelemetryProps = ResourceProps &
  PolicyTargeting & {
    /** Spans that proxies send. @default as a wider Telemetry says, else the mesh config */
    readonly tracing?: readonly Tracing[];
    /** Metrics that proxies have. @default as a wider Telemetry says, else the mesh config */
    readonly metrics?: readonly Metrics[];
    /** Logs of requests. @default as a wider Telemetry says, else the mesh config */
    readonly accessLogging?: readonly AccessLogging[];
  };

const USES = ['tracing', 'metrics', 'accessLogging'] as const;
type Part = { readonly providers?: readonly ProviderRef<ProviderUse>[] };

/**
 * What proxies tell of the traffic: spans, metrics and logs. Without `selector` or `targetRefs` it is for its whole namespace, and in the
 * mesh's root namespace for the whole mesh; Istio follows one such Telemetry of a namespace, so a second one is refused.
 *
 * Source: https://istio.io/latest/docs/reference/config/telemetry/
 */
export class Telemetry extends Resource {
  private readonly parts: { readonly [Use in (typeof USES)[number]]: NonNullable<TelemetryProps[Use]>[number][] };

  /** @throws InvalidProps when a field is one that Istio refuses, or a provider is for something else */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: TelemetryProps = {},
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    const { tracing = [], metrics = [], accessLogging = [], selector, targetRef, targetRefs } = definition;
    this.parts = { tracing: [...tracing], metrics: [...metrics], accessLogging: [...accessLogging] };
    const isWide = (selector ?? targetRef ?? targetRefs) === undefined;
    if (isWide) noteNamespaceWide(this, this.namespace);
    this.refuseAndUse();
  }

  /** Adds a rule for traces after those that are there. @throws InvalidProps as the constructor does */
  addTracing(tracing: Tracing): void {
    this.parts.tracing.push(tracing);
    this.refuseAndUse();
  }

  /** Adds a rule for metrics after those that are there. @throws InvalidProps as the constructor does */
  addMetrics(metrics: Metrics): void {
    this.parts.metrics.push(metrics);
    this.refuseAndUse();
  }

  /** Adds a rule for logs after those that are there. @throws InvalidProps as the constructor does */
  addAccessLogging(logging: AccessLogging): void {
    this.parts.accessLogging.push(logging);
    this.refuseAndUse();
  }

  private refuseAndUse(): void {
    const providers = USES.flatMap((use) =>
      (this.parts[use] as readonly Part[]).flatMap((part, i) =>
        providerUseProblems(`${use}[${i}].providers`, part.providers, use),
      ),
    );
    refuse(this.node.path, providers.length > 0 ? providers : telemetryProblems(this.toSpec()));
    for (const use of USES) for (const part of this.parts[use] as readonly Part[]) useProviders(this, part.providers);
  }

  protected override check(): Problem[] {
    return [
      ...policyTargetingProblems(this.definition, this.namespace),
      ...secondNamespaceWideProblems(this, this.namespace),
      ...telemetryProblems(this.toSpec()),
    ];
  }

  protected override toSpec(): Wire<TelemetrySpec> {
    const { metadata: _, ...props } = this.definition;
    const parts = USES.filter((use) => props[use] !== undefined || this.parts[use].length > 0);
    const rules = Object.fromEntries(parts.map((use) => [use, this.parts[use]]));
    return toWire({ ...props, ...rules }, this.namespace) as Wire<TelemetrySpec>;
  }
}
