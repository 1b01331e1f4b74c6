import { equal } from 'node:assert/strict';
import { ApiObject } from 'cdk8s';
import { Destination, HttpsIngress, type SecretRef, VirtualService } from '../../../lib';
import type { Case } from '../case';
import { certificateOf } from '../certificates';
import type { Program } from '../program';
import { echo, type World } from '../world';

const HOSTS = ['one.example.com', 'two.example.com'] as const;
const [ONE, TWO] = HOSTS;
const PARTNER = 'partner.example.com';

const name = (host: string) => host.replaceAll('.', '-');

/** Secrets with the certificate of each host, and one with the authority of the partner. */
function secrets({ stages, istio }: Program): void {
  const metadata = (secret: string) => ({ name: secret, namespace: istio.namespace });
  for (const host of HOSTS) {
    const { certificate, key } = certificateOf(host);
    new ApiObject(stages.apps, name(host), {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/tls',
      metadata: metadata(name(host)),
      stringData: { 'tls.crt': certificate, 'tls.key': key },
    });
  }
  new ApiObject(stages.apps, 'partners', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata('partners'),
    stringData: { 'ca.crt': certificateOf(PARTNER).certificate },
  });
}

/** Lets requests for both hosts in, to the server. */
function open({ stages, ingress, server, istio }: Program, clients?: string): void {
  const metadata = { namespace: 'demo' };
  const secret = (of: string): SecretRef => ({ name: of, metadata: { namespace: istio.namespace } });
  const gateway = new HttpsIngress(stages.traffic, 'shop', {
    metadata,
    gateway: ingress,
    servers: [
      { hosts: [ONE], certificate: secret(name(ONE)), clients: clients === undefined ? undefined : secret(clients) },
      { hosts: [TWO], certificate: secret(name(TWO)) },
    ],
  });
  new VirtualService(stages.traffic, 'shop-routes', {
    metadata,
    hosts: HOSTS,
    gateways: [gateway],
    http: [{ route: [{ destination: Destination.service(server.service) }] }],
  });
}

const enter = (world: World, host: string, of = host) =>
  world.enter(`https://${host}/`, { authority: certificateOf(of).certificate });

export const recipesIngress: readonly Case[] = [
  {
    name: 'recipe HTTPS: each host with its certificate, and HTTP is sent there',
    apps: secrets,
    rule: { traffic: (program) => open(program) },
    check: async (world) => {
      for (const host of HOSTS) equal(echo(await enter(world, host)).app, 'server');
      equal((await enter(world, ONE, TWO)).status, 0);
      const { status, headers } = await world.enter(`http://${TWO}/page`);
      equal(`${status} ${headers['location']}`, `301 https://${TWO}/page`);
    },
  },
  {
    name: 'recipe mutual TLS: clients with a certificate of the authority, and no others',
    apps: secrets,
    rule: { traffic: (program) => open(program, 'partners') },
    mutant: { traffic: (program) => open(program) },
    check: async (world) => {
      const as = (identity: string) =>
        world.enter(`https://${ONE}/`, { authority: certificateOf(ONE).certificate, identity: certificateOf(identity) });
      equal(echo(await as(PARTNER)).app, 'server');
      equal((await as(TWO)).status, 0);
      equal((await enter(world, ONE)).status, 0);
      equal(echo(await enter(world, TWO)).app, 'server');
    },
  },
];
