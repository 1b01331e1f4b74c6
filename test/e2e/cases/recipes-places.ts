import { equal } from 'node:assert/strict';
import { Duration } from 'cdk8s';
import { DestinationRule, type DestinationRuleProps, distribute, failOver } from '../../../lib';
import type { Case } from '../case';
import { expectShare } from '../chance';
import type { Change, Program } from '../program';
import { PORT, TestApp } from '../test-app';
import { echo, type World } from '../world';

const CLIENT = 'demo/west-client';
const STOCK = `http://stock:${PORT}`;
const metadata = { namespace: 'demo' };

/** A label of pods that counts more than the place of their node, of which there is only one here. */
const at = (region: string) => ({ 'istio-locality': `${region}.zone` });

function deployment(app: string, version: string, region: string) {
  const labels = { app, version };
  const ports = [{ name: 'http', containerPort: PORT }];
  const container = { name: 'app', image: 'example.com/app:1', ports };
  return {
    selector: { matchLabels: labels },
    template: { metadata: { labels: { ...labels, ...at(region) } }, spec: { containers: [container] } },
  };
}

/** A client in the west, and a service with one pod there and one in the east. */
function apps({ stages }: Program): void {
  const inWest = { namespace: 'demo', deployment: deployment('west-client', 'v1', 'west') };
  new TestApp(stages.apps, 'west-client', inWest);
  const west = { namespace: 'demo', versions: ['west'], deployment: deployment('stock', 'west', 'west') };
  new TestApp(stages.apps, 'stock', west);
  const east = new TestApp(stages.apps, 'stock-east', {
    namespace: 'demo',
    versions: ['east'],
    deployment: deployment('stock', 'east', 'east'),
  });
  east.node.tryRemoveChild('service');
}

function policy(trafficPolicy: DestinationRuleProps['trafficPolicy']): Change {
  return { traffic: ({ stages }) => new DestinationRule(stages.traffic, 'stock', { metadata, host: 'stock', trafficPolicy }) };
}

async function inEast(world: World, times: number): Promise<number> {
  const answers = await world.askMany(CLIENT, STOCK, { times });
  return answers.filter((answer) => echo(answer).version === 'east').length;
}

export const recipesPlaces: readonly Case[] = [
  {
    name: 'recipe fail over: the near pod, and when it fails the far one',
    apps,
    rule: policy({
      ...failOver({
        regions: [{ from: 'west', to: 'east' }],
        outliers: { failures: 3, interval: Duration.seconds(1), baseEjectionTime: Duration.seconds(3) },
      }),
    }),
    check: async (world) => {
      equal(await inEast(world, 20), 0);
      await world.askMany(CLIENT, `${STOCK}/?status=503`, { times: 3, together: 1 });
      equal(await inEast(world, 20), 20);
    },
  },
  {
    name: 'recipe distribute: fixed shares of places',
    apps,
    rule: policy({ ...distribute({ 'west/*': { 'west/*': 70, 'east/*': 30 } }) }),
    check: async (world) => expectShare('east', await inEast(world, 1000), 1000, 30),
  },
];
