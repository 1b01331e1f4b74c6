import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readOperator } from '../../lib/values-files/operator/read-operator';
import { type RenderedComponent, renderOperator } from '../../lib/values-files/operator/render-operator';
import { parseYaml } from '../../lib/values-files/read-yaml';
import { ISTIO_HUB, ISTIO_VERSION } from '../../lib/versions';
import type { KubeObject } from './compare';
import { fileOf, OPERATORS, type OperatorCase } from './istioctl-cases';
import type { ParityCase } from './run';

/** The name that istioctl gives the release of every chart. */
const RELEASE = 'istio';

/** The parts that istioctl installs by charts that the others do not have; they are compared with the chart `gateway` instead. */
function isOfGateways({ metadata: { labels = {} } }: KubeObject): boolean {
  return (
    /^(In|E)gressGateways$/.test(labels['operator.istio.io/component'] ?? '') || /(in|e)gressgateway/.test(labels['app'] ?? '')
  );
}

/** What istioctl makes of the file, without gateways. */
function official(istioctl: string, folder: string, operator: OperatorCase): KubeObject[] {
  const file = join(folder, 'operator.yaml');
  writeFileSync(file, fileOf(operator));
  const release = /^hub:/m.test(operator.spec) ? ['tag'] : ['hub', 'tag'];
  const stamp = release.map((name) => `${name}=${name === 'hub' ? ISTIO_HUB : ISTIO_VERSION}`);
  const flags = [...stamp, ...(operator.set ?? [])].flatMap((flag) => ['--set', flag]);
  const text = execFileSync(istioctl, ['manifest', 'generate', '-f', file, ...flags], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The charts of the source tree have no version; those of a release have its own.
  const stamped = text.replaceAll('app.kubernetes.io/version: 1.0.0', `app.kubernetes.io/version: ${ISTIO_VERSION}`);
  const objects = [...parseAllDocuments(stamped)].map((document): unknown => document.toJS());
  return objects.filter((object): object is KubeObject => object !== null && !isOfGateways(object as KubeObject));
}

function ours(operator: OperatorCase): RenderedComponent[] {
  const read = readOperator([{ source: 'file', tree: parseYaml('file', fileOf(operator)) }], operator.set ?? [], false);
  return renderOperator(read, { release: RELEASE, ignoreUnknown: false });
}

const isGateway = ({ component }: RenderedComponent) => component.chart === 'gateway';

/** The gateways of an IstioOperator, as the chart `gateway` has them for the same values. */
function gatewayCases(operator: OperatorCase): ParityCase[] {
  const unpatched = ours(operator).filter((one) => isGateway(one) && one.spec.k8s === undefined);
  return unpatched.map(({ namespace, values, manifests }) => ({
    chart: 'IstioOperator, gateways',
    name: JSON.stringify(operator),
    official: { chart: 'gateway', release: RELEASE, namespace, values },
    ours: () => manifests,
  }));
}

/** Every IstioOperator, as the real istioctl and as our command reads it. */
export function istioctlCases(): ParityCase[] {
  const istioctl = execFileSync(process.execPath, [resolve('test/peers/build.mjs'), 'istioctl'], { encoding: 'utf8' }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-operator-'));
  try {
    return OPERATORS.flatMap((operator) => [
      {
        chart: 'IstioOperator',
        name: JSON.stringify(operator),
        official: official(istioctl, folder, operator),
        ours: () =>
          ours(operator)
            .filter((one) => !isGateway(one))
            .flatMap(({ manifests }) => manifests),
      },
      ...gatewayCases(operator),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
