import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import type { MeshConfig } from '../../imports/mesh-config';
import {
  Bookinfo,
  type BookinfoChoice,
  EgressGateway,
  IngressGateway,
  IstioControlPlane,
  type IstioControlPlaneProps,
  MeshNamespace,
  Stages,
} from '../../lib';
import type { Stage } from '../mesh/apply';
import { INJECTION } from './injection-templates';
import { TestApp } from './test-app';

/** A difference on the program that all cases share. */
export interface Change {
  readonly bookinfo?: BookinfoChoice;
  readonly meshConfig?: MeshConfig;
  readonly webhooks?: IstioControlPlaneProps['webhooks'];
  /** Adds namespaces and workloads. */
  readonly apps?: (program: Program) => void;
  /** Adds rules. */
  readonly traffic?: (program: Program) => void;
  /** Objects that are left out, as `Kind/name`. */
  readonly without?: readonly string[];
}

/** What every control plane here has: with the three settings that an Envoy without Istio's own filters needs. */
export const CONTROL_PLANE = {
  profile: 'demo',
  webhooks: { delivery: 'server-side-apply' },
  pilot: { env: { PILOT_ENABLE_METADATA_EXCHANGE: 'false', PILOT_ENABLE_ALPN_FILTER: 'false' } },
  meshConfig: { defaultProviders: { metrics: [] } },
  sidecarInjectorWebhook: INJECTION,
} as const satisfies IstioControlPlaneProps;

/** What all cases share: a mesh with bookinfo, and two namespaces of test applications, one of them without sidecars. */
export class Program {
  readonly stages: Stages;
  readonly istio: IstioControlPlane;
  readonly ingress: IngressGateway;
  readonly egress: EgressGateway;
  readonly bookinfo: Bookinfo;
  /** In the mesh, of versions v1 and v2. */
  readonly server: TestApp;

  constructor(app: App, { bookinfo, meshConfig, webhooks, apps, traffic }: Change, crds: Chart | undefined) {
    this.stages = new Stages(app);
    this.istio = new IstioControlPlane(this.stages.controlPlane, 'istio', {
      ...CONTROL_PLANE,
      crds: crds ?? this.stages.crds,
      webhooks: webhooks ?? CONTROL_PLANE.webhooks,
      meshConfig: { ...meshConfig, ...CONTROL_PLANE.meshConfig },
    });
    this.ingress = new IngressGateway(this.stages.gateways, 'istio-ingressgateway', { controlPlane: this.istio });
    this.egress = new EgressGateway(this.stages.gateways, 'istio-egressgateway', { controlPlane: this.istio });
    const { istio: controlPlane, ingress } = this;
    this.bookinfo = new Bookinfo(this.stages.apps, 'bookinfo', {
      controlPlane,
      ingress,
      traffic: this.stages.traffic,
      ...bookinfo,
    });
    new MeshNamespace(this.stages.apps, 'demo', { injectedBy: this.istio });
    new TestApp(this.stages.apps, 'client', { namespace: 'demo' });
    this.server = new TestApp(this.stages.apps, 'server', { namespace: 'demo', versions: ['v1', 'v2'] });
    new MeshNamespace(this.stages.apps, 'plain');
    new TestApp(this.stages.apps, 'client', { namespace: 'plain' });
    apps?.(this);
    traffic?.(this);
  }
}

/** The files that the program writes, with the CRDs or without. */
export function synthesize(change: Change, { crds }: { crds: boolean }): Stage[] {
  const outdir = mkdtempSync(join(tmpdir(), 'e2e-'));
  try {
    const app = new App({ outdir });
    new Program(app, change, crds ? undefined : new Chart(new App({ outdir }), 'crds'));
    app.synth();
    return readdirSync(outdir)
      .sort()
      .map((name) => ({ name, text: readFileSync(join(outdir, name), 'utf8') }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** One object of a file, as it is written there. */
export interface Written {
  readonly stage: string;
  readonly kind: string;
  /** `Kind/name`. */
  readonly title: string;
  /** Tells it from all others. */
  readonly key: string;
  readonly text: string;
}

interface Head {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** All objects in the order of the files. */
export function objectsOf(stages: readonly Stage[], without: readonly string[] = []): Written[] {
  const all = stages.flatMap(({ name: stage, text }) =>
    text.split(/^---$/m).map((part): Written => {
      const { apiVersion, kind, metadata } = parse(part) as Head;
      const title = `${kind}/${metadata.name}`;
      return { stage, kind, title, key: `${apiVersion}/${metadata.namespace}/${title}`, text: part };
    }),
  );
  const unknown = without.filter((title) => !all.some((object) => object.title === title));
  if (unknown.length > 0) throw new Error(`the program has no ${unknown.join(', ')} to leave out`);
  return all.filter(({ title }) => !without.includes(title));
}
