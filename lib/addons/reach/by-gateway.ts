import { Destination } from '../../networking/destination';
import type { Gateway } from '../../networking/gateway';
import { VirtualService } from '../../networking/virtual-service';
import { covers, type Way } from './way';

/** At a Gateway of the mesh, by a VirtualService. */
export interface ByGateway {
  /** It must serve the host; links begin with https where it does so by HTTPS. */
  readonly gateway: Gateway;
}

interface Served {
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly { readonly hosts: readonly string[]; readonly port: { readonly protocol: string } }[];
}

/** The way at a Gateway of Istio. */
export function wayByGateway({ gateway }: ByGateway): Way {
  const { selector, servers } = (gateway.toJson() as { spec: Served }).spec;
  const serves = (served: string, host: string) => covers(served.slice(served.indexOf('/') + 1), host);
  return {
    encrypted: (host) => servers.some(({ hosts, port }) => port.protocol === 'HTTPS' && hosts.some((each) => serves(each, host))),
    caller: { labels: selector },
    addTo: (scope, { host, path, metadata, service, port }) => {
      const below = [{ uri: { exact: path } }, { uri: { prefix: `${path}/` } }] as const;
      new VirtualService(scope, 'route', {
        metadata,
        hosts: [host],
        gateways: [gateway],
        http: [{ match: path === '/' ? undefined : below, route: [{ destination: Destination.service(service, port) }] }],
      });
    },
  };
}
