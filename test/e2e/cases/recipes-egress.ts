import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { EgressThroughGateway, ExternalHost, Sidecar, TlsOrigination } from '../../../lib';
import type { Case } from '../case';
import { PORT } from '../test-app';
import { echo, type World } from '../world';

const CLIENT = 'demo/client';
const metadata = { namespace: 'demo' };
const REGISTRY_ONLY = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } as const;

/** The stand-in for the world has a certificate that signs itself. */
const UNVERIFIED = { mode: 'SIMPLE', insecureSkipVerify: true } as const;

const askOut = (world: World, url: string) => world.ask(CLIENT, url);

/** Who was reached, how, and by whom. */
async function reached(world: World, url: string) {
  const { app, secure, from } = echo(await askOut(world, url));
  return { app, secure, from };
}

const egressOf = (world: World) => world.pod('istio-system/istio-egressgateway').ip;

export const recipesEgress: readonly Case[] = [
  {
    name: 'recipe registry only, in one namespace: what the mesh does not know cannot be called from there',
    rule: {
      traffic: ({ stages }) => {
        new Sidecar(stages.traffic, 'default', { metadata, outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
        new ExternalHost(stages.traffic, 'known', { metadata, host: 'known.example.com' });
      },
    },
    check: async (world) => {
      equal((await askOut(world, 'http://unknown.example.com/')).status, 502);
      equal((await reached(world, 'https://known.example.com/')).secure, true);
      equal((await askOut(world, `http://server:${PORT}/`)).status, 200);
      equal((await world.ask('bookinfo/productpage', 'http://unknown.example.com/')).status, 200);
    },
  },
  {
    name: 'recipe external host: HTTP and HTTPS to it, and nothing else under registry-only',
    rule: {
      meshConfig: REGISTRY_ONLY,
      traffic: ({ stages }) => {
        new ExternalHost(stages.traffic, 'both', { metadata, host: 'both.example.com', protocols: ['HTTP', 'HTTPS'] });
        new ExternalHost(stages.traffic, 'secure', { metadata, host: 'secure.example.com' });
      },
    },
    mutant: { meshConfig: REGISTRY_ONLY },
    check: async (world) => {
      equal((await reached(world, 'http://both.example.com/')).secure, false);
      equal((await reached(world, 'https://both.example.com/')).secure, true);
      equal((await reached(world, 'https://secure.example.com/')).secure, true);
      notEqual((await askOut(world, 'http://secure.example.com/')).status, 200);
      equal((await askOut(world, 'http://other.example.com/')).status, 502);
    },
  },
  {
    name: 'recipe external host: all names below a domain, under registry-only',
    rule: {
      meshConfig: REGISTRY_ONLY,
      traffic: ({ stages }) =>
        new ExternalHost(stages.traffic, 'below', { metadata, host: '*.below.example.com', protocols: ['HTTP', 'HTTPS'] }),
    },
    mutant: { meshConfig: REGISTRY_ONLY },
    check: async (world) => {
      equal((await reached(world, 'http://a.below.example.com/')).app, 'internet');
      equal((await reached(world, 'https://b.below.example.com/')).secure, true);
      equal((await askOut(world, 'http://beside.example.com/')).status, 502);
    },
  },
  {
    name: 'recipe TLS origination: HTTP of the application is HTTPS at the host, whose certificate is checked',
    rule: {
      traffic: ({ stages }) => {
        new TlsOrigination(stages.traffic, 'taken', { namespace: 'demo', host: 'taken.example.com', tls: UNVERIFIED });
        new TlsOrigination(stages.traffic, 'checked', { namespace: 'demo', host: 'checked.example.com' });
      },
    },
    check: async (world) => {
      equal((await reached(world, 'http://taken.example.com/')).secure, true);
      equal((await askOut(world, 'http://checked.example.com/')).status, 503);
    },
  },
  {
    name: 'recipe egress gateway: HTTP leaves through it alone',
    rule: {
      meshConfig: REGISTRY_ONLY,
      traffic: ({ stages, egress }) =>
        new EgressThroughGateway(stages.traffic, 'one', { host: 'one.example.com', gateway: egress, protocol: 'HTTP' }),
    },
    mutant: {},
    check: async (world) => {
      const expected = { app: 'internet', secure: false, from: egressOf(world) };
      deepEqual(await reached(world, 'http://one.example.com/'), expected);
      notEqual((await askOut(world, 'https://one.example.com/')).status, 200);
    },
  },
  {
    name: 'recipe egress gateway: it makes HTTPS of HTTP, and is the only way, for two hosts on one port beside a third',
    rule: {
      meshConfig: REGISTRY_ONLY,
      traffic: ({ stages, egress }) => {
        for (const name of ['one', 'two']) {
          const host = `${name}.example.com`;
          new EgressThroughGateway(stages.traffic, name, { host, gateway: egress, protocol: 'HTTP', tls: UNVERIFIED });
        }
        new EgressThroughGateway(stages.traffic, 'three', { host: 'three.example.com', gateway: egress });
      },
    },
    mutant: {},
    check: async (world) => {
      const expected = { app: 'internet', secure: true, from: egressOf(world) };
      for (const url of ['http://one.example.com/', 'http://two.example.com/', 'https://three.example.com/']) {
        deepEqual(await reached(world, url), expected);
      }
      notEqual((await askOut(world, 'https://one.example.com/')).status, 200);
    },
  },
];
