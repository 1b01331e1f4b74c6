import type { ProviderRef } from '../networking/provider-reference';
import type { ModeMatch } from './workload-mode';

/** Logs of requests. */
export interface AccessLogging {
  /** @default both sides of a call */
  readonly match?: ModeMatch;
  /** Where the logs go. @default those of a wider Telemetry, else `defaultProviders` of the mesh */
  readonly providers?: readonly ProviderRef<'accessLogging'>[];
  /** Whether these providers get no logs. @default false */
  readonly disabled?: boolean;
  /** Which requests are logged. @default all */
  readonly filter?: {
    /** Expression of CEL over the attributes of Envoy: `response.code >= 400`. */
    readonly expression: string;
  };
}
