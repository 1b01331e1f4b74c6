import { HttpIngressPathType, Ingress, IngressBackend, type ISecret, type Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { OneShapeOf } from '../core/one-shape-of';
import { refuse } from '../core/problem';
import { Destination } from '../networking/destination';
import type { Gateway } from '../networking/gateway';
import { VirtualService } from '../networking/virtual-service';
import type { AddonWorkload } from './addon-workload';
import type { ContextPath } from './context-path';
import { allowFrom, type Peer } from './network-access';
import { placeProblems } from './places';

interface AnyReach {
  /** Host name under which people reach it: `istio-grafana.sample.com`. */
  readonly host: string;
  /** Path below which it is reached; the program, its probes and all links to it follow. @default / */
  readonly path?: ContextPath;
}

interface ByIngress extends AnyReach {
  /** By an Ingress of this class, `nginx` for example. */
  readonly ingressClassName: string;
  /** Secret with the certificate of the host, in the addon's namespace. @default plain HTTP */
  readonly tls?: ISecret;
  /** Namespace of the controller that serves the Ingress, which alone may call. @default ingress-nginx */
  readonly controllerNamespace?: string;
  /** Secret whose entry `auth` is an htpasswd file; the controller ingress-nginx asks for name and password. @default nobody is asked */
  readonly basicAuth?: ISecret;
}

interface ByGateway extends AnyReach {
  /** At a Gateway of the mesh, by a VirtualService. */
  readonly gateway: Gateway;
}

/** How people reach an addon from outside of the cluster. */
export type Reach = OneShapeOf<ByIngress | ByGateway>;

interface Served {
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly { readonly hosts: readonly string[]; readonly port: { readonly protocol: string } }[];
}

const served = (gateway: Gateway) => (gateway.toJson() as { spec: Served }).spec;

/** Whether a host, or a wildcard for it, is served by HTTPS. Hosts of a Gateway may have a namespace before a `/`. */
function servesHttps(gateway: Gateway, host: string): boolean {
  const matches = (pattern: string) => {
    const name = pattern.slice(pattern.indexOf('/') + 1);
    return name === '*' || name === host || (name.startsWith('*.') && host.endsWith(name.slice(1)));
  };
  return served(gateway).servers.some(({ hosts, port }) => port.protocol === 'HTTPS' && hosts.some(matches));
}

/** Where people reach it, for links from elsewhere: `https://istio-grafana.sample.com/grafana`; undefined where they do not. */
export function outsideUrl(reach: Reach | undefined): string | undefined {
  if (reach === undefined) return undefined;
  const { host, path = '/' } = reach;
  const encrypted = reach.gateway === undefined ? reach.tls !== undefined : servesHttps(reach.gateway, host);
  const scheme = encrypted ? 'https' : 'http';
  return `${scheme}://${host}${path === '/' ? '' : path}`;
}

/** Makes the way from a host and a path to a Service. */
export class Entrance extends Construct {
  /** @throws InvalidProps when host or path is none, or another addon has both */
  constructor(scope: Construct, id: string, reach: Reach, workload: AddonWorkload, port: number) {
    super(scope, id);
    refuse(scope.node.path, placeProblems('reach', { path: '/', ...reach }, scope));
    const { service } = workload;
    allowFrom(this, workload, 'outside', callerOf(reach), [port]);
    const metadata = { name: service.name, namespace: service.metadata.namespace };
    if (reach.gateway === undefined) addIngress(this, metadata, reach, service, port);
    else {
      const { host, path = '/' } = reach;
      const prefixes = path === '/' ? undefined : ([{ uri: { exact: path } }, { uri: { prefix: `${path}/` } }] as const);
      new VirtualService(this, 'route', {
        metadata,
        hosts: [host],
        gateways: [reach.gateway],
        http: [{ match: prefixes, route: [{ destination: Destination.service(service, port) }] }],
      });
    }
  }
}

/** The pods through which people come. A Gateway's may be in any namespace, and are found by its selector. */
function callerOf(reach: Reach): Peer {
  if (reach.gateway !== undefined) return { labels: served(reach.gateway).selector };
  return { namespace: reach.controllerNamespace ?? 'ingress-nginx' };
}

interface Named {
  readonly name: string;
  readonly namespace: string | undefined;
}

function addIngress(scope: Construct, metadata: Named, reach: ByIngress, service: Service, port: number): void {
  const { host, path = '/', ingressClassName, tls, basicAuth } = reach;
  const annotations = basicAuth && {
    'nginx.ingress.kubernetes.io/auth-type': 'basic',
    'nginx.ingress.kubernetes.io/auth-secret': basicAuth.name,
  };
  new Ingress(scope, 'ingress', {
    metadata: { ...metadata, annotations },
    className: ingressClassName,
    rules: [{ host, path, pathType: HttpIngressPathType.PREFIX, backend: IngressBackend.fromService(service, { port }) }],
    tls: tls && [{ hosts: [host], secret: tls }],
  });
}
