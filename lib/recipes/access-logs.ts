import { Construct } from 'constructs';
import type { AtMostOneOf } from '../core/one-of';
import { type PropNames, refuseProps } from '../core/prop-names';
import { type AccessLogBackend, type AccessLogBackends, AccessLogProvider } from '../install/extension-providers';
import type { IstioControlPlane } from '../install/istio-control-plane';
import type { ProviderRef } from '../networking/provider-reference';
import type { AccessLogging } from '../telemetry/access-logging';
import type { Telemetry } from '../telemetry/telemetry';
import { type ObservedPlace, telemetryOf } from './observed-place';

/** Props of AccessLogs: where they go, without which it is the log of the proxy's container; what they tell of; and which requests. */
export type AccessLogsProps = AtMostOneOf<AccessLogBackends> &
  ObservedPlace &
  Pick<AccessLogging, 'match'> & {
    /** The control plane whose mesh is logged. */
    readonly controlPlane: IstioControlPlane;
    /** Expression of CEL for the requests that are logged: `response.code >= 400`. @default all */
    readonly filter?: string;
  };

const NAMES: PropNames<AccessLogsProps> = {
  controlPlane: 'required',
  filter: 'optional',
  match: 'optional',
  telemetry: 'optional',
  workload: 'optional',
  namespace: 'optional',
  envoyFileAccessLog: 'optional',
  envoyHttpAls: 'optional',
  envoyTcpAls: 'optional',
  envoyOtelAls: 'optional',
};

/**
 * Logs of requests, wired at both ends: the provider in the mesh config, and the Telemetry that uses it. They take the place of those that
 * `meshConfig.accessLogFile` asks for.
 */
export class AccessLogs extends Construct {
  /** Where the logs go. */
  readonly provider: ProviderRef<'accessLogging'>;
  readonly telemetry: Telemetry;

  /** @throws InvalidProps as AccessLogProvider and Telemetry do */
  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { controlPlane, filter, match, telemetry, workload, namespace, ...backend } = props;
    const own = Object.values(backend).some((value) => value !== undefined);
    this.provider = own
      ? new AccessLogProvider(this, 'provider', { controlPlane, name: id, ...(backend as AccessLogBackend) })
      : controlPlane.provider('accessLogging', 'envoy');
    this.telemetry = telemetryOf(this, id, controlPlane, { telemetry, workload, namespace } as ObservedPlace);
    this.telemetry.addAccessLogging({
      match,
      providers: [this.provider],
      ...(filter !== undefined && { filter: { expression: filter } }),
    });
  }
}
