import { deepEqual, equal, match } from 'node:assert/strict';
import { ApiObject, Duration } from 'cdk8s';
import {
  Destination,
  DestinationRule,
  ExternalHost,
  Gateway,
  grpcCall,
  retryWithin,
  split,
  TlsPassthrough,
  VirtualService,
} from '../../../lib';
import type { Case } from '../case';
import { expectShare } from '../chance';
import type { Program } from '../program';
import { PORT, TestApp } from '../test-app';
import { echo, type World } from '../world';

const CLIENT = 'demo/client';
const metadata = { namespace: 'demo' };
const SUBSETS = { v1: { version: 'v1' }, v2: { version: 'v2' } };

/** An application of two versions behind a Service of one port. */
function serviceOf(app: string, port: { readonly name: string; readonly port: number; readonly appProtocol?: string }) {
  return ({ stages }: Program): void => {
    const container = { ports: [{ name: port.name, containerPort: port.port }] };
    const { node } = new TestApp(stages.apps, app, { namespace: 'demo', versions: ['v1', 'v2'], container });
    node.tryRemoveChild('service');
    new ApiObject(stages.apps, `${app}-service`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: app, namespace: 'demo' },
      spec: { selector: { app }, ports: [port] },
    });
  };
}

const call = (world: World, method: string, times: number) =>
  world.askMany(CLIENT, `http://cart:9000/shop.v1.Cart/${method}`, { method: 'POST', times, together: 1 });

const upgrade = (world: World) =>
  world.askMany(CLIENT, `http://server:${PORT}/socket/1`, {
    headers: { connection: 'Upgrade', upgrade: 'websocket' },
    times: 10,
  });

export const recipesProtocols: readonly Case[] = [
  {
    name: 'recipe gRPC: a method goes to its version by HTTP/2, the others to all',
    apps: serviceOf('cart', { name: 'grpc', port: 9000, appProtocol: 'grpc' }),
    rule: {
      traffic: ({ stages }) => {
        const rule = new DestinationRule(stages.traffic, 'cart', { metadata, host: 'cart', subsets: SUBSETS });
        const retries = retryWithin({ budget: Duration.seconds(1), attempts: 2, retryOn: 'unavailable,cancelled' });
        new VirtualService(stages.traffic, 'cart-routes', {
          metadata,
          hosts: [rule.host],
          http: [
            { match: [grpcCall('shop.v1.Cart', 'Checkout')], route: [{ destination: rule.subset('v2') }] },
            { route: [{ destination: rule.destination() }], ...retries },
          ],
        });
      },
    },
    check: async (world) => {
      const seen = async (method: string) =>
        (await call(world, method, 20)).map((answer) => {
          const { version, httpVersion } = echo(answer) as ReturnType<typeof echo> & { readonly httpVersion: string };
          return `${version} by HTTP/${httpVersion}`;
        });
      deepEqual([...new Set(await seen('Checkout'))], ['v2 by HTTP/2.0']);
      deepEqual([...new Set(await seen('AddItem'))].sort(), ['v1 by HTTP/2.0', 'v2 by HTTP/2.0']);
    },
  },
  {
    name: 'recipe WebSocket: the upgrade goes through, to the version of its path',
    rule: {
      traffic: ({ stages, server }) => {
        const rule = new DestinationRule(stages.traffic, 'server-versions', {
          metadata,
          host: server.service,
          subsets: { v2: { version: 'v2', trafficPolicy: { connectionPool: { http: { h2UpgradePolicy: 'DO_NOT_UPGRADE' } } } } },
        });
        new VirtualService(stages.traffic, 'server', {
          metadata,
          hosts: [rule.host],
          http: [
            { match: [{ uri: { prefix: '/socket' } }], retries: { attempts: 0 }, route: [{ destination: rule.subset('v2') }] },
            { route: [{ destination: Destination.service(server.service) }] },
          ],
        });
      },
    },
    check: async (world) => {
      const answers = (await upgrade(world)).map(({ status, body }) => `${status} ${body.trim()}`);
      deepEqual([...new Set(answers)], ['101 server v2']);
    },
  },
  {
    name: 'recipe TCP: connections are shared out by weight',
    apps: serviceOf('orders', { name: 'tcp-orders', port: 9100 }),
    rule: {
      traffic: ({ stages }) => {
        const rule = new DestinationRule(stages.traffic, 'orders', { metadata, host: 'orders', subsets: SUBSETS });
        new VirtualService(stages.traffic, 'orders-routes', {
          metadata,
          hosts: [rule.host],
          tcp: [{ match: [{ port: 9100 }], route: split(rule, { v1: 80, v2: 20 }) }],
        });
      },
    },
    check: async (world) => {
      const answers = await world.askMany(CLIENT, 'tcp://orders:9100', { times: 500 });
      const count = (version: string) => answers.filter(({ body }) => body === `orders ${version}\n`).length;
      equal(count('v1') + count('v2'), 500);
      expectShare('v2', count('v2'), 500, 20);
    },
  },
  {
    name: 'recipe TCP from outside: the gateway takes every connection on a port',
    apps: serviceOf('orders', { name: 'tcp-orders', port: 9100 }),
    rule: {
      traffic: ({ stages, ingress }) => {
        const gateway = new Gateway(stages.traffic, 'orders', {
          metadata,
          selector: ingress,
          servers: [{ port: { number: 443, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] }],
        });
        const orders = { name: 'orders', metadata };
        new VirtualService(stages.traffic, 'orders-outside', {
          metadata,
          hosts: ['*'],
          gateways: [gateway],
          tcp: [{ match: [{ port: 443 }], route: [{ destination: Destination.service(orders, 9100) }] }],
        });
      },
    },
    check: async (world) => {
      const at = { host: await world.addressOf('istio-ingressgateway'), port: 443 };
      const [answer] = await world.mesh.ask('outside', { at, url: 'tcp://orders.example.com:443' });
      match(`${answer?.body}`, /^orders v[12]$/m);
    },
  },
  {
    name: 'recipe TLS passthrough: each name leads to its service, unopened',
    rule: {
      traffic: ({ stages, ingress }) => {
        const host = 'vault.example.com';
        const vault = new ExternalHost(stages.traffic, 'vault', { metadata, host });
        new TlsPassthrough(stages.traffic, 'unopened', {
          namespace: 'demo',
          gateway: ingress,
          hosts: { [host]: vault.destination(443) },
        });
      },
    },
    check: async (world) => {
      const { app, secure, from } = echo(await world.enter('https://vault.example.com/'));
      deepEqual(
        { app, secure, from },
        { app: 'internet', secure: true, from: world.pod('istio-system/istio-ingressgateway').ip },
      );
      equal((await world.enter('https://other.example.com/')).status, 0);
    },
  },
];
