import { Document, type ToStringOptions } from 'yaml';
import type { Values } from '../../../../lib/core/schema/values';
import { makeDestinationRules } from './destination-rules';
import { makeEnvoyFilters } from './envoy-filters';
import { makeGatewayApi } from './gateway-api';
import { makeGateways } from './gateways';
import { makeInjector, makeLeftovers, makeMeshConfig } from './installation';
import { MeshMaker } from './mesh-maker';
import { makeNamespaces } from './namespaces';
import { makePlots } from './plots';
import { makePolicies } from './policies';
import { makeServiceEntries } from './service-entries';
import { makeVirtualServices } from './virtual-services';
import { makeApps } from './workloads';

/** The manifests of a mesh, and what its installation says beside them. */
export interface MadeMesh {
  readonly objects: readonly Values[];
  /** @default Istio's defaults */
  readonly meshConfig: Values | undefined;
}

/** How often something is wrong: in some meshes never, in some nearly everywhere. */
const RATES = [0, 0.02, 0.05, 0.05, 0.1, 0.1, 0.2, 0.4];

/** The mesh that follows from a seed. */
export function makeMesh(seed: number): MadeMesh {
  const m = new MeshMaker(seed, RATES[seed % RATES.length]!);
  makeNamespaces(m);
  makeApps(m);
  makeGateways(m);
  makeServiceEntries(m);
  makeDestinationRules(m);
  makeVirtualServices(m);
  makePolicies(m);
  makeEnvoyFilters(m);
  makeGatewayApi(m);
  makePlots(m);
  makeLeftovers(m);
  makeInjector(m);
  return { objects: m.objects, meshConfig: makeMeshConfig(m) };
}

const PRINTED: ToStringOptions = { lineWidth: 0 };

/** The manifests as a file has them: every value on a line of its own. */
export function meshText(objects: readonly Values[]): string {
  return objects.map((object) => new Document(object, { version: '1.1' }).toString(PRINTED)).join('---\n');
}
