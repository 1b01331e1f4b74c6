import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { Waypoint, type WaypointProps } from '../../lib/install/waypoint';
import type { KubeObject } from './compare';
import type { ParityCase } from './run';

const TRAFFIC = [undefined, 'service', 'workload', 'all', 'none'] as const;

function official(istioctl: string, traffic: WaypointProps['for'], revision: string, name: string): KubeObject {
  const flags = [...(traffic === undefined ? [] : ['--for', traffic]), ...(revision === '' ? [] : ['--revision', revision])];
  const text = execFileSync(istioctl, ['waypoint', 'generate', '--namespace', 'shop', '--name', name, ...flags], {
    encoding: 'utf8',
  });
  return parse(text);
}

function ours(traffic: WaypointProps['for'], revision: string, name: string): object[] {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', { profile: 'ambient', revision });
  const chart = new Chart(app, 'traffic', { namespace: 'shop', disableResourceNameHashes: true });
  new Waypoint(chart, name, { controlPlane, for: traffic });
  return chart.toJson();
}

/** Every waypoint that istioctl generates. */
export function waypointCases(): ParityCase[] {
  const script = resolve('test/peers/build.mjs');
  const built = execFileSync(process.execPath, [script, 'istioctl'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const istioctl = built.trim();
  return TRAFFIC.flatMap((traffic) =>
    ['', 'canary'].flatMap((revision) =>
      ['waypoint', 'proxy'].map((name) => ({
        chart: 'waypoint',
        name: `${name} for ${traffic}, revision '${revision}'`,
        official: [official(istioctl, traffic, revision, name)],
        ours: () => ours(traffic, revision, name),
      })),
    ),
  );
}
