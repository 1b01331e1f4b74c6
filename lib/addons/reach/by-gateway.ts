import { Destination } from '../../networking/destination';
import type { Gateway } from '../../networking/gateway';
import { VirtualService } from '../../networking/virtual-service';
import { covers, originAt, type Way } from './way';

/** At a Gateway of the mesh, by a VirtualService. */
export interface ByGateway {
  /** It must serve the host; links begin with https where it does so by HTTPS. */
  readonly gateway: Gateway;
}

interface Server {
  readonly hosts: readonly string[];
  readonly port: { readonly number: number; readonly protocol: string };
  readonly tls?: { readonly mode?: string };
}

interface Served {
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly Server[];
}

const SPEAKS_HTTP = ['HTTP', 'HTTP2', 'GRPC', 'HTTPS'];

/** The way at a Gateway of Istio. */
export function wayByGateway({ gateway }: ByGateway): Way {
  const { selector, servers } = (gateway.toJson() as { spec: Served }).spec;
  const serves = (served: string, host: string, namespace: string) => {
    const [pattern = '', from = '*'] = served.split('/').reverse();
    return ['*', namespace].includes(from === '.' ? (gateway.namespace ?? namespace) : from) && covers(pattern, host);
  };
  return {
    origin: (host, namespace) => {
      const open = servers.filter(
        ({ hosts, port, tls }) =>
          SPEAKS_HTTP.includes(port.protocol) &&
          tls?.mode !== 'PASSTHROUGH' &&
          hosts.some((each) => serves(each, host, namespace)),
      );
      return originAt(
        host,
        open.map(({ port }) => ({ port: port.number, encrypted: port.protocol === 'HTTPS' })),
      );
    },
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
