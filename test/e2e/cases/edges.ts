import { equal, notEqual } from 'node:assert/strict';
import { ApiObject } from 'cdk8s';
import { Destination, EgressThroughGateway, Gateway, type GatewayProps, ServiceEntry, VirtualService } from '../../../lib';
import type { Case } from '../case';
import { certificateOf } from '../certificates';
import type { Change, Program } from '../program';
import { echo, type World } from '../world';

const HOST = 'demo.example.com';
const CLIENT = 'demo/client';

/** Lets requests for one host in, to the server. */
function open(server: Partial<GatewayProps['servers'][number]>): Change['traffic'] {
  return ({ stages, ingress, server: app }) => {
    const metadata = { namespace: 'demo' };
    const gateway = new Gateway(stages.traffic, 'demo-gateway', {
      metadata,
      selector: ingress,
      servers: [
        { hosts: [HOST], port: { number: 80, name: 'http', protocol: 'HTTP' }, ...server } as GatewayProps['servers'][number],
      ],
    });
    new VirtualService(stages.traffic, 'demo', {
      metadata,
      hosts: [HOST],
      gateways: [gateway],
      http: [{ route: [{ destination: Destination.service(app.service) }] }],
    });
  };
}

const HTTPS = { number: 443, name: 'https', protocol: 'HTTPS' } as const;

function certificate({ stages, istio }: Program): void {
  const { certificate: crt, key } = certificateOf(HOST);
  new ApiObject(stages.apps, 'certificate', {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name: 'demo-certificate', namespace: istio.namespace },
    stringData: { 'tls.crt': crt, 'tls.key': key },
  });
}

const REGISTRY_ONLY = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } as const;
/** Two hops: from every sidecar to the gateway, and from there to the host. */
function leaveByHttp({ stages, egress }: Program, host: string): void {
  const metadata = { namespace: egress.namespace };
  const entry = new ServiceEntry(stages.traffic, 'external', {
    metadata,
    hosts: [host],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    resolution: 'DNS',
  });
  const gateway = new Gateway(stages.traffic, 'exit', {
    metadata,
    selector: egress,
    servers: [{ hosts: [host], port: { number: 80, name: 'http', protocol: 'HTTP' } }],
  });
  new VirtualService(stages.traffic, 'leave', {
    metadata,
    hosts: [host],
    gateways: ['mesh', gateway],
    http: [
      { match: [{ gateways: ['mesh'] }], route: [{ destination: Destination.service(egress.service, 80) }] },
      { match: [{ gateways: [gateway] }], route: [{ destination: entry.destination(80) }] },
    ],
  });
}

const askOut = (world: World, host: string, protocol = 'http') => world.ask(CLIENT, `${protocol}://${host}/`);

export const edges: readonly Case[] = [
  {
    name: 'ingress gateway, HTTP: one host is let in, others are not',
    rule: { traffic: open({}) },
    check: async (world) => {
      equal(echo(await world.enter(`http://${HOST}/`)).app, 'server');
      equal((await world.enter('http://other.example.com/')).status, 404);
    },
  },
  {
    name: 'ingress gateway, HTTPS: with the certificate of a Secret',
    apps: certificate,
    rule: { traffic: open({ port: HTTPS, tls: { mode: 'SIMPLE', credentialName: 'demo-certificate' } }) },
    check: async (world) => {
      const answer = await world.enter(`https://${HOST}/`, { authority: certificateOf(HOST).certificate });
      equal(echo(answer).headers['x-forwarded-proto'], 'https');
    },
  },
  {
    name: 'ingress gateway: HTTP is sent on to HTTPS',
    rule: { traffic: open({ tls: { httpsRedirect: true } }) },
    check: async (world) => {
      const { status, headers } = await world.enter(`http://${HOST}/page`);
      equal(`${status} ${headers['location']}`, `301 https://${HOST}/page`);
    },
  },
  {
    name: 'registry only: what the mesh does not know cannot be called',
    rule: { meshConfig: REGISTRY_ONLY },
    check: async (world) => {
      equal((await askOut(world, 'one.example.com')).status, 502);
      notEqual((await askOut(world, 'one.example.com', 'https')).status, 200);
      equal((await world.ask(CLIENT, 'http://server:8080/')).status, 200);
    },
  },
  {
    name: 'registry only and a ServiceEntry: the host of the entry can be called, no other',
    rule: {
      meshConfig: REGISTRY_ONLY,
      traffic: ({ stages }) =>
        new ServiceEntry(stages.traffic, 'one', {
          metadata: { namespace: 'demo' },
          hosts: ['one.example.com'],
          ports: [
            { number: 80, name: 'http', protocol: 'HTTP' },
            { number: 443, name: 'tls', protocol: 'TLS' },
          ],
          resolution: 'DNS',
        }),
    },
    mutant: { meshConfig: REGISTRY_ONLY },
    check: async (world) => {
      equal(echo(await askOut(world, 'one.example.com')).app, 'internet');
      equal(echo(await askOut(world, 'one.example.com', 'https')).secure, true);
      equal((await askOut(world, 'two.example.com')).status, 502);
    },
  },
  {
    name: 'egress gateway: HTTP to an external host leaves the mesh through it',
    rule: { meshConfig: REGISTRY_ONLY, traffic: (program) => leaveByHttp(program, 'one.example.com') },
    mutant: {},
    check: async (world) => {
      const { app, from } = echo(await askOut(world, 'one.example.com'));
      equal(app, 'internet');
      equal(from, world.pod('istio-system/istio-egressgateway').ip);
    },
  },
  {
    name: 'egress gateway: HTTPS to an external host leaves the mesh through it',
    rule: {
      meshConfig: REGISTRY_ONLY,
      traffic: ({ stages, egress }) =>
        new EgressThroughGateway(stages.traffic, 'wikipedia', { host: 'en.wikipedia.org', gateway: egress }),
    },
    mutant: {},
    check: async (world) => {
      const { app, secure, from } = echo(await askOut(world, 'en.wikipedia.org', 'https'));
      equal(app, 'internet');
      equal(secure, true);
      equal(from, world.pod('istio-system/istio-egressgateway').ip);
    },
  },
];
