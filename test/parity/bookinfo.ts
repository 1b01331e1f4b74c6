import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Bookinfo, type BookinfoProps } from '../../lib/apps/bookinfo/bookinfo';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import type { KubeObject } from './compare';
import { readSample } from './oracle';
import type { ParityCase } from './run';

const NAMESPACE = 'bookinfo';

type Choice = Pick<BookinfoProps, 'reviews' | 'fault'>;

/** Istio's samples, with the choice that gives the same, and the kinds and names that the sample is about. */
const SAMPLES: readonly {
  readonly file: string;
  readonly choice: Choice;
  readonly kinds: readonly string[];
  readonly only?: string;
}[] = [
  { file: 'platform/kube/bookinfo.yaml', choice: {}, kinds: ['Service', 'ServiceAccount', 'Deployment'] },
  { file: 'networking/bookinfo-gateway.yaml', choice: {}, kinds: ['Gateway', 'VirtualService'], only: '^bookinfo' },
  { file: 'networking/destination-rule-all.yaml', choice: {}, kinds: ['DestinationRule'] },
  { file: 'networking/virtual-service-all-v1.yaml', choice: {}, kinds: ['VirtualService'], only: '^(?!bookinfo)' },
  ...(['v3', '90-10', '80-20', '50-v3', 'v2-v3', 'test-v2', 'jason-v2-v3'] as const).map((reviews) => ({
    file: `networking/virtual-service-reviews-${reviews}.yaml`,
    choice: { reviews },
    kinds: ['VirtualService'],
    only: '^reviews$',
  })),
  ...(['ratings-delay', 'ratings-abort'] as const).map((fault) => ({
    file: `networking/virtual-service-ratings-test-${fault.replace('ratings-', '')}.yaml`,
    choice: { fault },
    kinds: ['VirtualService'],
    only: '^ratings$',
  })),
];

function sample(file: string): KubeObject[] {
  return parseAllDocuments(readSample(`bookinfo/${file}`))
    .map((document) => document.toJS() as KubeObject | null)
    .filter((object) => object !== null)
    .map((object) => ({ ...object, metadata: { ...object.metadata, namespace: NAMESPACE } }));
}

function bookinfo(choice: Choice): KubeObject[] {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio');
  const ingress = new IngressGateway(new Chart(app, 'gateways'), 'istio-ingressgateway', { controlPlane });
  const chart = new Chart(app, 'apps', { disableResourceNameHashes: true });
  new Bookinfo(chart, 'bookinfo', { controlPlane, ingress, ...choice });
  return chart.toJson();
}

/** Compares bookinfo with Istio's samples of it. */
export function bookinfoCases(): ParityCase[] {
  return SAMPLES.map(({ file, choice, kinds, only = '' }) => ({
    chart: 'bookinfo',
    name: file,
    official: sample(file),
    ours: () => bookinfo(choice).filter(({ kind, metadata }) => kinds.includes(kind) && new RegExp(only).test(metadata.name)),
  }));
}
