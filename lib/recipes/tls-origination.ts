import { Construct } from 'constructs';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { ClientTls } from '../networking/client-tls';
import { DestinationRule, type DestinationRuleProps } from '../networking/destination-rule';
import { ServiceEntry } from '../networking/service-entry';

/** How TLS is opened to a host outside. Its name is asked for, and must be in its certificate. */
export type OriginatedTls = ClientTls & { readonly mode: 'SIMPLE' | 'MUTUAL' };

/** Props of a TlsOrigination. */
export interface TlsOriginationProps {
  /** DNS name of a host outside the mesh that answers HTTPS on port 443. Applications call it by plain HTTP on port 80. */
  readonly host: string;
  /** @default TLS in which the server alone shows a certificate, from an authority that the system of the proxy knows */
  readonly tls?: OriginatedTls;
  /** The clients, in the namespace of the rules, that open TLS: what a `credentialName` needs. @default all clients */
  readonly workloadSelector?: DestinationRuleProps['workloadSelector'];
  /** Namespace of the rules. @default that of the chart */
  readonly namespace?: string;
}

/** The TLS that is opened to a host. */
export function originated(host: string, tls: OriginatedTls = { mode: 'SIMPLE' }): ClientTls {
  return { ...tls, sni: tls.sni ?? host };
}

const NAMES: PropNames<TlsOriginationProps> = {
  host: 'required',
  tls: 'optional',
  workloadSelector: 'optional',
  namespace: 'optional',
};

/**
 * Makes HTTPS of the HTTP that applications speak with a host outside, in their own sidecars: so rules can match, retry and count what
 * would be hidden otherwise, and no application needs certificates.
 */
export class TlsOrigination extends Construct {
  /** The host, as destination of routes: `origination.external.destination(80)`. */
  readonly external: ServiceEntry;

  /** @throws InvalidProps when the host is no DNS name, or TLS could not be opened so */
  constructor(scope: Construct, id: string, props: TlsOriginationProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { host, tls, workloadSelector, namespace } = props;
    const metadata = { name: id, namespace };
    this.external = new ServiceEntry(this, 'host', {
      metadata,
      hosts: [host],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }],
      resolution: 'DNS',
      location: 'MESH_EXTERNAL',
    });
    new DestinationRule(this, 'tls', {
      metadata,
      host: this.external.host,
      trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: originated(host, tls) }] },
      workloadSelector,
      ...(workloadSelector !== undefined && { exportTo: ['.'] }),
    });
  }
}
