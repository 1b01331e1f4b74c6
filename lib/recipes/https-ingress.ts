import type { Construct } from 'constructs';
import { Certificate } from '../certificates/certificate';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, pathOf, propProblems, refuseProps } from '../core/prop-names';
import type { ResourceProps } from '../core/resource';
import type { GatewayWorkload } from '../install/gateway-workload';
import { Gateway } from '../networking/gateway';
import type { SecretRef } from '../networking/secret-reference';
import type { Server } from '../networking/server';

/** Hosts that share a certificate. */
export interface CertifiedHosts {
  /** DNS names, `*.` at the beginning allowed. */
  readonly hosts: NonEmpty<string>;
  /** Secret with the certificate and its key, or a `Certificate` that is for all of the hosts; in the namespace of the gateway's pods. */
  readonly certificate: SecretRef | Certificate;
  /** Secret with the authorities that clients' certificates must come from, in the same namespace. @default clients need none */
  readonly clients?: SecretRef;
}

/** Props of an HttpsIngress. */
export interface HttpsIngressProps extends ResourceProps {
  /** The pods that open the ports. */
  readonly gateway: GatewayWorkload;
  /** The hosts that are served on port 443, by certificate. Clients get the one that fits the name they ask for. */
  readonly servers: NonEmpty<CertifiedHosts>;
  /** What plain HTTP on port 80 is answered with: a redirect to HTTPS, or nothing. @default true */
  readonly redirect?: boolean;
}

const HTTP = { number: 80, name: 'http', protocol: 'HTTP' } as const;

const secretOf = (source: SecretRef | Certificate): SecretRef => (source instanceof Certificate ? source.secret : source);

function secretProblems(field: string, source: SecretRef | Certificate | undefined, { namespace }: GatewayWorkload): Problem[] {
  if (source === undefined) return [];
  const { name, metadata } = secretOf(source);
  const kind = !(source instanceof Certificate) && 'kind' in source ? source.kind : 'Secret';
  if (kind !== 'Secret') return [{ field, problem: `is a ${kind}`, got: name, fix: 'give a Secret or a Certificate' }];
  if (metadata.namespace === namespace) return [];
  const problem = `is not in ${namespace}, the only namespace in which the gateway looks`;
  return [{ field, problem, got: `${metadata.namespace ?? '<namespace of kubectl>'}/${name}`, fix: `make it in ${namespace}` }];
}

/** Hosts, without the namespaces that may stand before them, that clients would refuse. */
function uncoveredProblems(field: string, { hosts, certificate }: CertifiedHosts): Problem[] {
  if (!(certificate instanceof Certificate)) return [];
  return hosts.flatMap((host, i) => {
    const name = host.replace(/^[^/]*\//, '');
    if (name === '*' || certificate.covers(name)) return [];
    const fix = `add it to the dnsNames of ${certificate.node.path}`;
    return [{ field: `${field}.hosts[${i}]`, problem: 'is not a name of its certificate', got: host, fix }];
  });
}

function sharedProblems(servers: readonly CertifiedHosts[]): Problem[] {
  const hosts = servers.flatMap((server, i) => server.hosts.map((host, j) => ({ host, field: `servers[${i}].hosts[${j}]` })));
  return hosts.flatMap(({ host, field }, i) => {
    const first = hosts.findIndex((other) => other.host === host);
    if (first === i) return [];
    const fix = 'give each host one certificate';
    return [{ field, problem: `has a certificate by ${hosts[first]!.field} already`, got: host, fix }];
  });
}

function serverOf({ hosts, certificate, clients }: CertifiedHosts, index: number, all: readonly CertifiedHosts[]): Server {
  const { name: credentialName } = secretOf(certificate);
  const isFirst = all.findIndex((other) => secretOf(other.certificate).name === credentialName) === index;
  const name = isFirst ? `https-${credentialName}` : `https-${credentialName}-${index}`;
  const port = { number: 443, name, protocol: 'HTTPS' } as const;
  if (clients === undefined) return { port, hosts, tls: { mode: 'SIMPLE', credentialName } };
  return { port, hosts, tls: { mode: 'MUTUAL', credentialName, caCertCredentialName: clients } };
}

function serversOf({ servers, redirect = true }: HttpsIngressProps): NonEmpty<Server> {
  const [first, ...others] = servers;
  const hosts: NonEmpty<string> = [...first.hosts, ...others.flatMap((server) => server.hosts)] as [string, ...string[]];
  const http: Server[] = redirect ? [{ port: HTTP, hosts, tls: { httpsRedirect: true } }] : [];
  return [...servers.map(serverOf), ...http] as unknown as NonEmpty<Server>;
}

const SERVER: PropNames<CertifiedHosts> = { hosts: 'required list', certificate: 'required', clients: 'optional' };
const NAMES: PropNames<HttpsIngressProps> = {
  metadata: 'optional',
  gateway: 'required',
  servers: 'required list',
  redirect: 'optional',
};

/**
 * A Gateway that serves hosts by HTTPS, each with its certificate, and sends plain HTTP there. VirtualServices name it in `gateways`.
 */
export class HttpsIngress extends Gateway {
  /** @throws InvalidProps when a Secret is where the gateway does not look, or a host has two certificates or a wrong one */
  constructor(scope: Construct, id: string, props: HttpsIngressProps) {
    const path = pathOf(scope, id);
    refuseProps(path, NAMES, props);
    refuse(
      path,
      props.servers.flatMap((server, i) => propProblems(SERVER, server, `servers[${i}]`)),
    );
    const { gateway, servers, metadata } = props;
    super(scope, id, { metadata, selector: gateway, servers: serversOf(props) });
    refuse(this.node.path, [
      ...servers.flatMap((server, i) => [
        ...secretProblems(`servers[${i}].certificate`, server.certificate, gateway),
        ...secretProblems(`servers[${i}].clients`, server.clients, gateway),
        ...uncoveredProblems(`servers[${i}]`, server),
      ]),
      ...sharedProblems(servers),
    ]);
  }
}
