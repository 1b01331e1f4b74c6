import { equal } from 'node:assert/strict';
import type { Case } from '../case';
import { enter, gatewayApiApps } from '../gateway-api-world';
import { type Mistake, mistakeCase } from '../mistake';
import type { World } from '../world';
import { front, httpRoute, referenceGrant } from './analysis-manifests';

const route = (backend: object) => httpRoute('shop', { parentRefs: [{ name: 'shop' }], rules: [{ backendRefs: [backend] }] });
const inPlain = { name: 'client', namespace: 'plain', port: 8080 };

/** The gateway answers for what it cannot send anywhere. */
const isRefused = async (world: World) => equal((await enter(world, 'http', 'http://shop.example.com/')).status, 500);

const MISTAKES: readonly Mistake[] = [
  {
    code: 'MESH0305',
    apps: gatewayApiApps,
    effect: 'a route to the port of the container is answered with an error',
    mistaken: [front('http'), route({ name: 'front', port: 8080 })],
    mended: [front('http'), route({ name: 'front', port: 8090 })],
    check: isRefused,
  },
  {
    code: 'MESH0306',
    apps: gatewayApiApps,
    effect: 'a route to a namespace that grants nothing is answered with an error',
    mistaken: [route(inPlain)],
    mended: [
      route(inPlain),
      referenceGrant(
        'shop',
        {
          from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'demo' }],
          to: [{ group: '', kind: 'Service' }],
        },
        'plain',
      ),
    ],
    check: isRefused,
  },
];

/** Mistakes in routes of the Gateway API that requests can show. */
export const analysisOfGatewayApi: readonly Case[] = MISTAKES.map(mistakeCase);
