import { Construct } from 'constructs';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import { DestinationRule, type DestinationRuleProps } from '../networking/destination-rule';
import type { GatewayReference } from '../networking/gateway-reference';
import type { HttpMatch } from '../networking/http-match';
import type { HttpRoute } from '../networking/http-route';
import { VirtualService, type VirtualServiceProps } from '../networking/virtual-service';
import { split } from './split';

/**
 * Where a canary stands: its share in percent, or how it ended. `finished` and `abandoned` remove the subset of the other version,
 * one step after the last request went there.
 */
export type CanaryStep<Share extends number> = Share | 0 | 100 | 'finished' | 'abandoned';

/** Props of a Canary. */
export interface CanaryProps<Version extends string, Share extends number> {
  /** The service whose traffic moves. */
  readonly service: DestinationRuleProps['host'];
  /** The version that all requests go to before: the label `version` of its pods, and the name of its subset. */
  readonly stable: Version;
  /** The version that they shall go to. */
  readonly canary: Version;
  /** Shares in percent that the canary gets one after the other, each greater than the one before. It begins with 0 and ends with 100. */
  readonly steps: NonEmpty<Share>;
  /** The step that it is at. */
  readonly step: CanaryStep<NoInfer<Share>>;
  /** Requests that go to the canary from 0 on; one of the conditions must hold. @default none */
  readonly testers?: NonEmpty<HttpMatch>;
  /** Namespace of the rules. @default that of the chart */
  readonly namespace?: string;
  /** The hosts whose requests are spread. @default the service */
  readonly hosts?: VirtualServiceProps['hosts'];
  /** Where the rules apply. @default in every sidecar of the mesh */
  readonly gateways?: readonly GatewayReference[];
  /** How long a request may take. @default the default of a route */
  readonly timeout?: HttpRoute['timeout'];
  /** What is tried again. @default the default of a route */
  readonly retries?: HttpRoute['retries'];
  /** Settings of the traffic to both versions. @default the settings of the mesh */
  readonly trafficPolicy?: DestinationRuleProps['trafficPolicy'];
}

const ENDS: readonly unknown[] = ['finished', 'abandoned'];

function stepsProblems({ steps, step, stable, canary }: CanaryProps<string, number>): Problem[] {
  const isShare = (share: number) => Number.isInteger(share) && share >= 0 && share <= 100;
  const known: readonly unknown[] = [...new Set([0, ...steps, 100]), ...ENDS];
  return [
    ...steps.flatMap((share, i) =>
      isShare(share)
        ? []
        : [{ field: `steps[${i}]`, problem: 'is not a whole percentage', got: share, fix: 'use a whole number from 0 to 100' }],
    ),
    ...steps.flatMap((share, i) =>
      i > 0 && share <= steps[i - 1]!
        ? [{ field: `steps[${i}]`, problem: 'is not more than the step before', got: share, fix: 'go from less to more' }]
        : [],
    ),
    ...(known.includes(step)
      ? []
      : [{ field: 'step', problem: 'is not a step', got: step, fix: `use one of ${known.join(', ')}` }]),
    ...(stable === canary
      ? [{ field: 'canary', problem: 'is the stable version itself', got: canary, fix: 'name the version that is new' }]
      : []),
  ];
}

const NAMES: PropNames<CanaryProps<string, number>> = {
  service: 'required',
  stable: 'required',
  canary: 'required',
  steps: 'required list',
  step: 'required',
  testers: 'optional list',
  namespace: 'optional',
  hosts: 'optional list',
  gateways: 'optional list',
  timeout: 'optional',
  retries: 'optional',
  trafficPolicy: 'optional',
};

/**
 * Moves the traffic of a service from one version to another, step by step: its subsets, and the rule that spreads requests over them.
 * Each step is an edit of `step`, and taking it back takes the step back.
 */
export class Canary<const Version extends string, const Share extends number> extends Construct {
  /** Defines the subsets. */
  readonly subsets: DestinationRule<Version>;
  /** Spreads the requests; faults can be injected into it. */
  readonly routes: VirtualService;

  /** @throws InvalidProps when a step is not a percentage above the one before, or the step it is at is not one of them */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: CanaryProps<Version, Share>,
  ) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, definition);
    refuse(this.node.path, stepsProblems(definition));
    const { service, namespace, trafficPolicy, gateways, stable, canary, step } = definition;
    const metadata = { name: id, namespace };
    const versions = step === 'finished' ? [canary] : step === 'abandoned' ? [stable] : [stable, canary];
    this.subsets = new DestinationRule<Version>(this, 'subsets', {
      metadata,
      host: service,
      trafficPolicy,
      subsets: Object.fromEntries(versions.map((version) => [version, { version }])) as Record<Version, { version: Version }>,
    });
    this.routes = new VirtualService(this, 'routes', {
      metadata,
      hosts: definition.hosts ?? [this.subsets.host],
      gateways,
      http: this.rules(),
    });
  }

  private rules(): HttpRoute[] {
    const { stable, canary, step, testers, timeout, retries } = this.definition;
    const share = typeof step === 'number' ? step : step === 'finished' ? 100 : 0;
    const settings = { timeout, retries };
    const rest: HttpRoute = {
      ...settings,
      route: split(this.subsets, {
        ...(share < 100 && { [stable]: 100 - share }),
        ...(share > 0 && { [canary]: share }),
      } as Record<Version, number>),
    };
    if (testers === undefined || step === 'finished' || step === 'abandoned' || share === 100) return [rest];
    return [{ ...settings, match: testers, route: [{ destination: this.subsets.subset(canary) }] }, rest];
  }
}
