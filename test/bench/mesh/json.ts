import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestsOf } from './manifests';
import { printPeak, servicesByNamespace } from './shape';

const outdir = process.env['CDK8S_OUTDIR'] ?? 'dist';
mkdirSync(outdir, { recursive: true });
for (const [namespace, services] of servicesByNamespace()) {
  const objects = services.flatMap((service) => manifestsOf(service, namespace));
  writeFileSync(join(outdir, `${namespace}.json`), JSON.stringify(objects));
}
printPeak();
