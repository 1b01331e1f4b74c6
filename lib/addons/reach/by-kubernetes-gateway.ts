import { Backend } from '../../gateway-api/backend';
import type { Gateway } from '../../gateway-api/gateway';
import { HTTPRoute } from '../../gateway-api/http-route';
import { covers, originAt, type Way } from './way';

/** At a Gateway of the Gateway API, by an HTTPRoute. */
export interface ByKubernetesGateway {
  /** It must take routes of the addon's namespace; links begin with https where it serves the host so. */
  readonly kubernetesGateway: Gateway;
}

interface Listening {
  readonly listeners: readonly {
    readonly hostname?: string;
    readonly port: number;
    readonly protocol: string;
    readonly allowedRoutes?: { readonly namespaces?: { readonly from?: string } };
  }[];
}

const NAME = 'gateway.networking.k8s.io/gateway-name';

/** The way at a Gateway of the Gateway API. */
export function wayByKubernetesGateway({ kubernetesGateway: gateway }: ByKubernetesGateway): Way {
  const { listeners } = (gateway.toJson() as { spec: Listening }).spec;
  return {
    origin: (host, namespace) => {
      const open = listeners.filter(({ hostname = '*', protocol, allowedRoutes }) => {
        const from = allowedRoutes?.namespaces?.from ?? 'Same';
        const letsIn = from !== 'None' && (from !== 'Same' || gateway.namespace === namespace); // labels of a Selector are the API server's
        return letsIn && (protocol === 'HTTP' || protocol === 'HTTPS') && covers(hostname, host);
      });
      return originAt(
        host,
        open.map(({ port, protocol }) => ({ port, encrypted: protocol === 'HTTPS' })),
      );
    },
    caller: { namespace: gateway.namespace, labels: { [NAME]: gateway.name } },
    addTo: (scope, { host, path, metadata, service, port }) => {
      new HTTPRoute(scope, 'route', {
        metadata,
        parentRefs: [gateway],
        hostnames: [host],
        rules: [{ matches: [{ path: { value: path } }], backendRefs: [{ backend: Backend.service(service, port) }] }],
      });
    },
  };
}
