import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import {
  BOOKINFO_CATALOGUE,
  Bookinfo,
  type BookinfoChoice,
  type BookinfoSample,
  IngressGateway,
  IstioControlPlane,
} from '../../lib';
import { identify, type KubeObject } from './compare';
import { INTENDED_OF_BOOKINFO } from './intended-bookinfo';
import { listSamples, readSample } from './oracle';
import { printReport } from './report';
import { compareAll, type ParityCase } from './run';

const FOLDER = 'bookinfo';
const NAMESPACE = 'bookinfo';

/** Files of Istio's folder that are no rules and no workloads of the bookshop, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  swagger: 'it describes the HTTP interface of productpage, and nothing of it goes to a cluster',
  'demo-profile-no-gateways': 'it is a file for `istioctl install`; `npm run parity -- render` reads such files',
};

function sample(name: string): KubeObject[] {
  return parseAllDocuments(readSample(`${FOLDER}/${name}.yaml`))
    .map((document) => document.toJS() as KubeObject | null)
    .filter((object) => object !== null)
    .map((object) => ({ ...object, metadata: { ...object.metadata, namespace: object.metadata.namespace ?? NAMESPACE } }));
}

function bookinfo(choice: BookinfoChoice): KubeObject[] {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio');
  const ingress = new IngressGateway(new Chart(app, 'gateways'), 'istio-ingressgateway', { controlPlane });
  const chart = new Chart(app, 'apps', { disableResourceNameHashes: true });
  new Bookinfo(chart, 'bookinfo', { controlPlane, ingress, ...choice });
  return chart.toJson();
}

function caseOf(name: BookinfoSample): ParityCase {
  const official = sample(name);
  const wanted = new Set(official.map(asToday).map(identify));
  return {
    chart: name,
    name,
    official: official.map(asToday),
    ours: () => bookinfo(BOOKINFO_CATALOGUE[name]).filter((object) => wanted.has(identify(object))),
  };
}

/** cert-manager was certmanager.k8s.io/v1alpha1 when the sample was written; a gateway's own namespace has an Issuer of its own today. */
function asToday(object: KubeObject): KubeObject {
  if (object.apiVersion !== 'certmanager.k8s.io/v1alpha1') return object;
  return { ...object, apiVersion: 'cert-manager.io/v1', kind: object.kind.replace('ClusterIssuer', 'Issuer') };
}

const isInCatalogue = (name: string): name is BookinfoSample => name in BOOKINFO_CATALOGUE;

/** Compares each file of Istio's samples of bookinfo with its entry of the catalogue. Returns how much is wrong. */
export function compareBookinfo(): number {
  const files = listSamples(FOLDER)
    .filter((file) => file.endsWith('.yaml') && !file.startsWith(`${FOLDER}/src/`))
    .map((file) => file.slice(FOLDER.length + 1, -'.yaml'.length));
  const missing = files.filter((file) => !isInCatalogue(file) && LEFT_OUT[file] === undefined);
  const gone = Object.keys(BOOKINFO_CATALOGUE).filter((name) => !files.includes(name));
  for (const file of missing) console.log(`${file}: no entry of the catalogue`);
  for (const name of gone) console.log(`${name}: an entry of the catalogue, and no such file`);
  for (const [file, reason] of Object.entries(LEFT_OUT)) console.log(`${file}: left out, since ${reason}`);
  return missing.length + gone.length + printReport(compareAll(files.filter(isInCatalogue).map(caseOf), INTENDED_OF_BOOKINFO));
}
