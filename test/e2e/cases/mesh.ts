import { deepEqual, equal } from 'node:assert/strict';
import { MeshNamespace, PeerAuthentication } from '../../../lib';
import type { Case } from '../case';
import { PORT, TestApp } from '../test-app';

const SERVER = `http://server.demo:${PORT}/`;

export const mesh: readonly Case[] = [
  {
    name: 'STRICT: plain text is refused, the mesh goes on',
    rule: {
      traffic: ({ stages }) =>
        new PeerAuthentication(stages.traffic, 'strict', { metadata: { namespace: 'demo' }, mtls: { mode: 'STRICT' } }),
    },
    check: async (world) => {
      equal((await world.ask('plain/client', SERVER)).error, 'ECONNRESET');
      equal((await world.ask('demo/client', SERVER)).status, 200);
    },
  },
  {
    name: 'PERMISSIVE: plain text is taken',
    rule: {},
    mutant: {
      traffic: ({ stages, istio }) =>
        new PeerAuthentication(stages.traffic, 'strict', { metadata: { namespace: istio.namespace }, mtls: { mode: 'STRICT' } }),
    },
    check: async (world) => {
      equal((await world.ask('plain/client', SERVER)).status, 200);
    },
  },
  {
    name: 'automatic injection: the label of the namespace brings the sidecar',
    rule: {
      apps: ({ stages, istio }) => {
        new MeshNamespace(stages.apps, 'injected', { injectedBy: istio });
        new TestApp(stages.apps, 'app', { namespace: 'injected' });
      },
    },
    mutant: {
      apps: ({ stages }) => {
        new MeshNamespace(stages.apps, 'injected');
        new TestApp(stages.apps, 'app', { namespace: 'injected' });
      },
    },
    check: async (world) => {
      const containers = (of: string) => world.pod(of).containers.map(({ name }) => name);
      deepEqual(containers('injected/app'), ['app', 'istio-proxy']);
      deepEqual(containers('plain/client'), ['app']);
      equal((await world.ask('injected/app', SERVER)).headers['server'], 'envoy');
    },
  },
];
