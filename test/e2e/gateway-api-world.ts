import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { GatewayApi, ServiceEntry, type ServiceRef } from '../../lib';
import type { Answer } from '../mesh/app/question';
import { until } from '../mesh/inside/until';
import { stateFolder } from '../mesh/state';
import { certificateOf } from './certificates';
import type { Program } from './program';
import { PORT } from './test-app';
import type { Details, World } from './world';

/** The host that the gateway has a certificate for. */
export const HOST = 'shop.example.com';
const NAMESPACE = 'demo';
const PORTS = { http: 80, https: 443, tls: 8443, tcp: 9000 } as const;

/** What the cases for the Gateway API share, with and without their rules. */
export interface GatewayApiProgram {
  readonly gateway: GatewayApi.Gateway<keyof typeof PORTS>;
  /** One Service for each version of the server. */
  readonly v1: ServiceRef;
  readonly v2: ServiceRef;
  /** A host outside that speaks TLS. */
  readonly outside: ServiceEntry;
}

const programs = new WeakMap<Program, GatewayApiProgram>();

/** What was made for a program. */
export function gatewayApiOf(program: Program): GatewayApiProgram {
  const made = programs.get(program);
  if (made === undefined) throw new Error('the case has no gatewayApiApps');
  return made;
}

/** The certificate that every host of the internet has here; it signs itself. */
export function internetCertificate(): string {
  return readFileSync(join(stateFolder('e2e'), 'internet.crt'), 'utf8');
}

function versionService({ stages }: Program, version: string): ServiceRef {
  const name = `server-${version}`;
  new ApiObject(stages.apps, name, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: NAMESPACE },
    spec: { selector: { app: 'server', version }, ports: [{ name: 'http', port: PORT }] },
  });
  return { name, metadata: { namespace: NAMESPACE } };
}

/** The kinds, a gateway that istiod deploys, its certificate, and Services for the versions of the server. */
export function gatewayApiApps(program: Program): void {
  const { stages } = program;
  const metadata = { namespace: NAMESPACE };
  new GatewayApi.GatewayApiCrds(stages.gatewayApi, 'gateway-api');
  const { certificate, key } = certificateOf(HOST);
  const secret = new ApiObject(stages.apps, 'shop-certificate', {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name: 'shop-certificate', namespace: NAMESPACE },
    stringData: { 'tls.crt': certificate, 'tls.key': key },
  });
  const gateway = new GatewayApi.Gateway(stages.apps, 'shop', {
    metadata,
    listeners: [
      { name: 'http', port: PORTS.http, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
      { name: 'https', port: PORTS.https, protocol: 'HTTPS', tls: { certificateRefs: [secret] } },
      { name: 'tls', port: PORTS.tls, protocol: 'TLS', tls: { mode: 'Passthrough' } },
      { name: 'tcp', port: PORTS.tcp, protocol: 'TCP' },
    ],
  });
  const outside = new ServiceEntry(stages.apps, 'outside', {
    metadata,
    hosts: ['outside.example.com'],
    ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
    resolution: 'DNS',
  });
  programs.set(program, { gateway, v1: versionService(program, 'v1'), v2: versionService(program, 'v2'), outside });
}

/** Where the gateway is reached, once it is deployed; it stays for all cases that have it. */
async function findGateway({ mesh }: World): Promise<string> {
  const ip = '-o=jsonpath={.status.loadBalancer.ingress[0].ip}';
  const service = ['get', 'service', '--ignore-not-found', '-n', NAMESPACE, 'shop-istio', ip];
  const host = await until('the gateway is deployed', async () => (await mesh.kubectlOutput(service)) || undefined);
  await mesh.kubectlOutput(['wait', '--for=condition=Available', '--timeout=300s', '-n', NAMESPACE, 'deployment/shop-istio']);
  return host;
}

const addresses = new WeakMap<World, string>();

/** Requests from outside of the cluster through the load balancer that istiod made for the gateway. */
export async function enterMany(world: World, listener: keyof typeof PORTS, url: string, details: Details): Promise<Answer[]> {
  const host = addresses.get(world) ?? (await findGateway(world));
  addresses.set(world, host);
  return world.mesh.ask('outside', { url, ...details, at: { host, port: PORTS[listener] } });
}

/** The only answer to one request. */
export async function enter(world: World, listener: keyof typeof PORTS, url: string, details: Details = {}): Promise<Answer> {
  const [answer] = await enterMany(world, listener, url, { ...details, times: 1 });
  if (answer === undefined) throw new Error('no answer came back');
  return answer;
}
