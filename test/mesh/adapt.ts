import { type Document, isMap, isSeq, parseAllDocuments, parseDocument, stringify } from 'yaml';
import type { Stage } from './apply';

/** What a plain Envoy lacks: three filters that only Istio's own build has. istiod is told to do without them. */
const WITHOUT_ISTIO_FILTERS = { PILOT_ENABLE_METADATA_EXCHANGE: 'false', PILOT_ENABLE_ALPN_FILTER: 'false' };

/** A stage that a plain Envoy understands, and what was changed for it. */
export function adaptToEnvoy({ name, text }: Stage): { stage: Stage; changes: string[] } {
  const changes: string[] = [];
  const documents = parseAllDocuments(text) as Document[];
  for (const document of documents) {
    const change = adaptIstiod(document) ?? adaptMeshConfig(document);
    if (change !== undefined) changes.push(change);
  }
  if (changes.length === 0) return { stage: { name, text }, changes };
  return { stage: { name, text: documents.map((document) => document.toString()).join('---\n') }, changes };
}

function adaptIstiod(document: Document): string | undefined {
  const environment = document.getIn(['spec', 'template', 'spec', 'containers', 0, 'env']);
  const isIstiod = document.get('kind') === 'Deployment' && document.getIn(['metadata', 'labels', 'app']) === 'istiod';
  if (!isIstiod || !isSeq(environment)) return undefined;
  const missing = Object.entries(WITHOUT_ISTIO_FILTERS).filter(
    ([name]) => !environment.items.some((item) => isMap(item) && item.get('name') === name),
  );
  for (const [name, value] of missing) environment.add(document.createNode({ name, value }));
  const settings = missing.map(([name, value]) => `${name}=${value}`).join(' ');
  return missing.length === 0 ? undefined : `Deployment ${document.getIn(['metadata', 'name'])}: env ${settings}`;
}

function adaptMeshConfig(document: Document): string | undefined {
  const text = document.getIn(['data', 'mesh']);
  if (document.get('kind') !== 'ConfigMap' || typeof text !== 'string') return undefined;
  const config = parseDocument(text).toJS() as { defaultProviders?: object };
  const adapted = { ...config, defaultProviders: { ...config.defaultProviders, metrics: [] } };
  document.setIn(['data', 'mesh'], stringify(adapted));
  return `ConfigMap ${document.getIn(['metadata', 'name'])}: mesh.defaultProviders.metrics=[]`;
}
