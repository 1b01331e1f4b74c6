import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { ApiObject, Duration } from 'cdk8s';
import { GatewayApi, ServiceHost } from '../../../lib';
import type { Case, RuleCase } from '../case';
import { certificateOf } from '../certificates';
import { expectShare } from '../chance';
import { enter, enterMany, gatewayApiApps, gatewayApiOf, HOST, internetCertificate } from '../gateway-api-world';
import type { Program } from '../program';
import { PORT } from '../test-app';
import { echo } from '../world';
import { routes } from './routes';

const { Backend, BackendTLSPolicy, GRPCRoute, HTTPRoute, TCPRoute, TLSRoute } = GatewayApi;
const metadata = { namespace: 'demo' };
const URL = `http://${HOST}`;
const CLIENT = 'demo/client';

function gatewayApiCase(name: string, traffic: (program: Program) => void, check: RuleCase['check']): RuleCase {
  return { name: `gateway api: ${name}`, apps: gatewayApiApps, rule: { traffic }, check };
}

export const gatewayApi: readonly Case[] = [
  gatewayApiCase(
    'istiod deploys a Gateway, and a route lets one host in',
    (program) => {
      const { gateway } = gatewayApiOf(program);
      new HTTPRoute(program.stages.traffic, 'shop', {
        metadata,
        parentRefs: [gateway.listener('http')],
        hostnames: [HOST],
        rules: [{ backendRefs: [{ backend: Backend.service(program.server.service, PORT) }] }],
      });
    },
    async (world) => {
      equal(echo(await enter(world, 'http', URL)).app, 'server');
      equal((await enter(world, 'http', 'http://other.example.com')).status, 404);
    },
  ),
  gatewayApiCase(
    'one request in ten goes to the new version',
    (program) => {
      const { gateway, v1, v2 } = gatewayApiOf(program);
      new HTTPRoute(program.stages.traffic, 'shop', {
        metadata,
        parentRefs: [gateway.listener('http')],
        rules: [
          {
            backendRefs: [
              { backend: Backend.service(v1, PORT), weight: 90 },
              { backend: Backend.service(v2, PORT), weight: 10 },
            ],
          },
        ],
      });
    },
    async (world) => {
      const answers = await enterMany(world, 'http', URL, { times: 1000 });
      expectShare('version v2', answers.filter((answer) => echo(answer).version === 'v2').length, 1000, 10);
    },
  ),
  gatewayApiCase(
    'in the mesh, jason gets the new version of a Service, and all others the old one',
    (program) => {
      const { v1, v2 } = gatewayApiOf(program);
      new HTTPRoute(program.stages.traffic, 'server', {
        metadata,
        parentRefs: [program.server.service],
        rules: [
          {
            matches: [{ headers: [{ name: 'end-user', value: 'jason' }] }],
            backendRefs: [{ backend: Backend.service(v2, PORT) }],
            timeouts: { request: Duration.millis(1500) },
          },
          { backendRefs: [{ backend: Backend.service(v1, PORT) }] },
        ],
      });
    },
    async (world) => {
      const url = `http://server:${PORT}/`;
      const jason = await world.askMany(CLIENT, url, { times: 20, headers: { 'end-user': 'jason' } });
      const others = await world.askMany(CLIENT, url, { times: 20 });
      deepEqual([...new Set(jason.map((answer) => echo(answer).version))], ['v2']);
      deepEqual([...new Set(others.map((answer) => echo(answer).version))], ['v1']);
      equal((await world.ask(CLIENT, `${url}?sleep=3`, { headers: { 'end-user': 'jason' } })).status, 504);
    },
  ),
  {
    name: 'gateway api: a Service of another namespace is reached where a ReferenceGrant allows it, else the answer is 500',
    apps: gatewayApiApps,
    rule: {
      traffic: (program) => {
        const route = new HTTPRoute(program.stages.traffic, 'shop', {
          metadata,
          parentRefs: [gatewayApiOf(program).gateway.listener('http')],
          rules: [{ backendRefs: [{ backend: Backend.service({ name: 'client', metadata: { namespace: 'plain' } }, PORT) }] }],
        });
        route.grant(program.stages.traffic);
      },
    },
    mutant: {
      traffic: (program) => {
        new HTTPRoute(program.stages.traffic, 'shop', {
          metadata,
          parentRefs: [GatewayApi.Parent.unchecked({ name: 'shop', sectionName: 'http' })],
          rules: [{ backendRefs: [{ backend: Backend.unchecked({ name: 'client', namespace: 'plain', port: PORT }) }] }],
        });
      },
    },
    check: async (world) => {
      const answer = await enter(world, 'http', URL);
      notEqual(answer.status, 500, 'the reference is refused: status 500');
      equal(echo(answer).app, 'client');
    },
  },
  gatewayApiCase(
    'HTTPS with the certificate of a Secret',
    (program) => {
      new HTTPRoute(program.stages.traffic, 'shop', {
        metadata,
        parentRefs: [gatewayApiOf(program).gateway.listener('https')],
        hostnames: [HOST],
        rules: [{ backendRefs: [{ backend: Backend.service(program.server.service, PORT) }] }],
      });
    },
    async (world) => {
      const answer = await enter(world, 'https', `https://${HOST}/`, { authority: certificateOf(HOST).certificate });
      equal(echo(answer).headers['x-forwarded-proto'], 'https');
    },
  ),
  gatewayApiCase(
    'gRPC calls of one method go to the new version',
    (program) => {
      const { gateway, v1, v2 } = gatewayApiOf(program);
      new GRPCRoute(program.stages.traffic, 'shop', {
        metadata,
        parentRefs: [gateway.listener('http')],
        rules: [
          {
            matches: [{ method: { service: 'shop.Cart', method: 'Add' } }],
            backendRefs: [{ backend: Backend.service(v2, PORT) }],
          },
          { matches: [{ method: { service: 'shop.Cart' } }], backendRefs: [{ backend: Backend.service(v1, PORT) }] },
        ],
      });
    },
    async (world) => {
      equal(echo(await enter(world, 'http', `${URL}/shop.Cart/Add`)).version, 'v2');
      equal(echo(await enter(world, 'http', `${URL}/shop.Cart/List`)).version, 'v1');
      equal((await enter(world, 'http', `${URL}/shop.Stock/List`)).status, 404);
    },
  ),
  gatewayApiCase(
    'TLS is passed through to the host that is asked for',
    (program) => {
      const { gateway, outside } = gatewayApiOf(program);
      new TLSRoute(program.stages.traffic, 'outside', {
        metadata,
        parentRefs: [gateway.listener('tls')],
        hostnames: ['outside.example.com'],
        rules: [{ backendRefs: [{ backend: Backend.serviceEntry(outside, 443) }] }],
      });
    },
    async (world) => {
      const { app, secure } = echo(await enter(world, 'tls', 'https://outside.example.com/'));
      deepEqual([app, secure], ['internet', true]);
      equal((await enter(world, 'tls', `https://${HOST}/`)).status, 0);
    },
  ),
  gatewayApiCase(
    'connections of a TCP port go to a Service',
    (program) => {
      const { gateway, v2 } = gatewayApiOf(program);
      new TCPRoute(program.stages.traffic, 'shop', {
        metadata,
        parentRefs: [gateway.listener('tcp')],
        rules: [{ backendRefs: [{ backend: Backend.service(v2, PORT) }] }],
      });
    },
    async (world) => {
      equal(echo(await enter(world, 'tcp', URL)).version, 'v2');
    },
  ),
  gatewayApiCase(
    'TLS is opened to a host outside, whose certificate is checked against the authorities of a ConfigMap',
    (program) => {
      const { stages } = program;
      const { gateway, outside } = gatewayApiOf(program);
      new HTTPRoute(stages.traffic, 'outside', {
        metadata,
        parentRefs: [gateway.listener('http')],
        rules: [{ backendRefs: [{ backend: Backend.serviceEntry(outside, 443) }] }],
      });
      const authority = new ApiObject(stages.traffic, 'internet-authority', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'internet-authority', ...metadata },
        data: { 'ca.crt': internetCertificate() },
      });
      new BackendTLSPolicy(stages.traffic, 'outside-tls', {
        metadata,
        targetRefs: [{ serviceEntry: outside }],
        validation: {
          hostname: 'internet.example.com',
          caCertificateRefs: [GatewayApi.CertificateAuthority.configMap(authority)],
        },
      });
    },
    async (world) => {
      const { app, secure } = echo(await enter(world, 'http', 'http://outside.example.com/'));
      deepEqual([app, secure], ['internet', true]);
    },
  ),
  {
    name: 'gateway api: the pods of an IngressGateway serve a Gateway that names their Service',
    apps: gatewayApiApps,
    rule: {
      traffic: ({ stages, ingress, server }) => {
        const gateway = new GatewayApi.Gateway(stages.traffic, 'by-ingress', {
          metadata: { namespace: ingress.namespace },
          addresses: [{ type: 'Hostname', value: ServiceHost.of(ingress.service) }],
          listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
        });
        new HTTPRoute(stages.traffic, 'by-ingress-route', {
          metadata,
          parentRefs: [gateway],
          hostnames: [HOST],
          rules: [{ backendRefs: [{ backend: Backend.service(server.service, PORT) }] }],
        });
      },
    },
    check: async (world) => equal(echo(await world.enter(URL)).app, 'server'),
  },
  ...routes,
];
