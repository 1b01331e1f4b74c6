import { equal } from 'node:assert/strict';
import { type DecidingHttpRoute, DelegateVirtualService, Destination, VirtualService } from '../../../lib';
import type { Case } from '../case';
import { PORT } from '../test-app';
import type { World } from '../world';

const metadata = { namespace: 'demo' };

/** Answers for a path, so that the status says which rule took the request. */
function answer(status: number, prefix?: string): DecidingHttpRoute {
  return { ...(prefix !== undefined && { match: [{ uri: { prefix } }] }), directResponse: { status } };
}

async function statuses(world: World, ...paths: string[]): Promise<string> {
  const answers = [];
  for (const path of paths) answers.push((await world.ask('demo/client', `http://server:${PORT}${path}`)).status);
  return answers.join(' ');
}

export const teams: readonly Case[] = [
  {
    name: 'sections: requests go through them in the order in which they are named, whoever comes first',
    rule: {
      traffic: ({ stages, server }) => {
        const virtualService = new VirtualService(stages.traffic, 'server', {
          metadata,
          hosts: ['server'],
          sections: ['pay', 'checkout'],
          http: [{ route: [{ destination: Destination.service(server.service) }] }],
        });
        virtualService.addRoutes('checkout', [answer(411, '/checkout')]);
        virtualService.addRoutes('pay', [answer(412, '/checkout/pay')]);
      },
    },
    check: async (world) => equal(await statuses(world, '/checkout/pay', '/checkout', '/'), '412 411 200'),
  },
  {
    name: 'delegates: a VirtualService without hosts, of another namespace, has the rules for a path',
    rule: {
      traffic: ({ stages, server }) => {
        const delegate = new DelegateVirtualService(stages.traffic, 'checkout', {
          metadata: { namespace: 'bookinfo' },
          exportTo: ['demo'],
          http: [answer(412, '/checkout/pay'), answer(411)],
        });
        new VirtualService(stages.traffic, 'server', {
          metadata,
          hosts: ['server'],
          http: [
            { match: [{ uri: { prefix: '/checkout' } }], delegate },
            { route: [{ destination: Destination.service(server.service) }] },
          ],
        });
      },
    },
    check: async (world) => equal(await statuses(world, '/checkout/pay', '/checkout', '/'), '412 411 200'),
  },
];
