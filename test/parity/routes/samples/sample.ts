import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { MeshConfig } from '../../../../imports/mesh-config';
import { makeCertificate } from '../../../mesh/certificate';
import type { KubeObject } from '../../compare';
import { readSample as istioSample } from '../../oracle';
import { type Pod, podsOf } from '../pods';
import type { TestedMesh, TestedProxy, TestedRequest } from '../tested-mesh';
import { requestOf } from './request-line';
import { withKey } from './signed-token';

/** What stands in the first document of a sample. */
interface Head {
  /** What differs from Istio's defaults. */
  readonly meshConfig?: MeshConfig;
  /** Files of this folder whose objects are there too. */
  readonly with?: readonly string[];
  /** Files below Istio's own `samples/`, whose objects are there too. */
  readonly istio?: readonly string[];
  /** One request a line. */
  readonly requests: string;
}

/** A mesh as somebody wrote it, and as a cluster has it. */
export interface Sample {
  readonly written: TestedMesh;
  readonly running: TestedMesh;
}

const isObject = (value: unknown): value is KubeObject => typeof value === 'object' && value !== null && 'kind' in value;

const objectsIn = (text: string): unknown[] => parseAllDocuments(text).map((document): unknown => document.toJS());

/** What is left where an object is applied again. */
function applied(objects: readonly KubeObject[]): KubeObject[] {
  const byName = new Map(
    objects.map((object) => [
      `${object.apiVersion.split('/')[0]} ${object.kind} ${object.metadata.namespace ?? 'default'} ${object.metadata.name}`,
      object,
    ]),
  );
  return [...byName.values()];
}

interface Addressed {
  readonly type?: string;
  readonly clusterIP?: string;
}

const CLUSTER_SCOPED: readonly string[] = ['Namespace', 'GatewayClass', 'Node'];

const placed = (object: KubeObject): KubeObject =>
  CLUSTER_SCOPED.includes(object.kind)
    ? object
    : { ...object, metadata: { ...object.metadata, namespace: object.metadata.namespace ?? 'default' } };

/** With an address for each Service that asks for one, as an API server gives it. */
function withAddresses(manifests: readonly KubeObject[]): KubeObject[] {
  return manifests.map((object, i) => {
    const { type, clusterIP } = (object['spec'] ?? {}) as Addressed;
    if (object.kind !== 'Service' || type === 'ExternalName' || clusterIP !== undefined) return object;
    return { ...object, spec: { ...(object['spec'] as object), clusterIP: `10.97.${i >> 8}.${(i & 255) + 1}` } };
  });
}

/** With a certificate in the Secret, which no manifest of a repository has. */
function withCertificate(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret' || object['type'] !== 'kubernetes.io/tls') return object;
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  try {
    makeCertificate(join(folder, 'pair'), ['sample']);
    const encoded = (end: string) => readFileSync(join(folder, `pair.${end}`)).toString('base64');
    return { ...object, data: { 'tls.crt': encoded('crt'), 'tls.key': encoded('key') } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Kinds by which the proxies of servers let in or not. */
const POLICIES: readonly string[] = ['AuthorizationPolicy', 'RequestAuthentication'];

const isRouter = ({ template }: Pod) => JSON.stringify(template.spec.containers).includes('"istio-proxy"');

function proxyOf(pod: Pod): TestedProxy {
  const { name, namespace, labels, serviceAccount, ip } = pod;
  const madeFor = labels['gateway.networking.k8s.io/gateway-name'];
  const locality = labels['istio-locality']?.replaceAll('.', '/');
  return {
    ...{ type: isRouter(pod) ? 'router' : 'sidecar', name, namespace, labels, serviceAccount, ip },
    ...(locality !== undefined && { locality }),
    ...(madeFor !== undefined && { madeFor }),
  };
}

/** Reads a sample from its file. */
export function readSample(file: string): Sample {
  const [head, ...own] = objectsIn(readFileSync(file, 'utf8'));
  const { meshConfig = {}, istio = [], with: shared = [], requests } = head as Head;
  const texts = [...shared.map((name) => readFileSync(join(dirname(file), name), 'utf8')), ...istio.map(istioSample)];
  const manifests = applied([...texts.flatMap(objectsIn), ...own].filter(isObject));
  const running = withAddresses(manifests).map(placed).map(withCertificate).map(withKey);
  const pods = podsOf(running);
  const lines = requests.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const senders = [...new Set(lines.map((line) => line.trim().split(/\s+/)[0] ?? ''))];
  const nameOf = ({ name, namespace }: Pod) => `${name}.${namespace}`;
  const proxies = senders.map((sender) => {
    const pod = pods.find((one) => nameOf(one) === sender);
    if (pod === undefined) throw new Error(`${file}: no pod of ${sender}; use one of ${pods.map(nameOf).join(', ')}`);
    return proxyOf(pod);
  });
  const hasPolicies = manifests.some(({ kind }) => POLICIES.includes(kind));
  const servers = hasPolicies ? pods.filter((pod) => !senders.includes(nameOf(pod))).map(proxyOf) : [];
  const asked = lines.map((line): TestedRequest => requestOf(line.trim(), senders));
  const mesh = { name: basename(file), meshConfig, proxies, servers, requests: asked };
  return { written: { ...mesh, manifests }, running: { ...mesh, manifests: running } };
}
