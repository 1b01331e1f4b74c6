// A mesh of many services: node program.js <way> <charts> <services>. The services are spread over the charts, each with a namespace of
// its own. Writes to CDK8S_OUTDIR, and prints its peak memory in KiB.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { MeshApp } from '../../../lib';
import { addService } from './constructs';
import { manifestsOf } from './manifests';

const [way, charts, services] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const outdir = process.env['CDK8S_OUTDIR'] ?? 'dist';
const namespaces = Array.from({ length: charts }, (_, i) => `team-${String(i).padStart(3, '0')}`);
const servicesOf = (chart: number) =>
  Array.from({ length: services }, (_, i) => i)
    .filter((i) => i % charts === chart)
    .map((i) => `service-${i}`);

function synth(app: App, add: (chart: Chart, service: string) => void): void {
  namespaces.forEach((namespace, i) => {
    const chart = new Chart(app, namespace, { namespace, disableResourceNameHashes: true });
    for (const service of servicesOf(i)) add(chart, service);
  });
  app.synth();
}

function addPlain(chart: Chart, service: string): void {
  manifestsOf(service, chart.namespace!).forEach((manifest, i) => void new ApiObject(chart, `${service}-${i}`, manifest));
}

function writeJson(): void {
  mkdirSync(outdir, { recursive: true });
  namespaces.forEach((namespace, i) => {
    const objects = servicesOf(i).flatMap((service) => manifestsOf(service, namespace));
    writeFileSync(join(outdir, `${namespace}.json`), JSON.stringify(objects));
  });
}

const WAYS: Readonly<Record<string, () => void>> = {
  mesh: () => synth(new MeshApp(), addService),
  app: () => synth(new App(), addService),
  bare: () => synth(new App(), addPlain),
  json: writeJson,
};

WAYS[way!]!();
console.log(process.resourceUsage().maxRSS);
