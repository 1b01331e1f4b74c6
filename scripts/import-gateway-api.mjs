// The CRDs of the Gateway API, standard channel, from the module that test/oracle/go.mod pins. Used by scripts/import.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The Go module that holds them. */
export const GATEWAY_API_MODULE = 'sigs.k8s.io/gateway-api';

/**
 * The CRDs of the module in a folder, as they are. What else is there, a policy that keeps older CRDs out of the cluster, is left out.
 * @param {string} dir of the module
 */
export function readGatewayApiCrds(dir) {
  const folder = join(dir, 'config', 'crd', 'standard');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document) => document.toJS())
    .filter((object) => object?.kind === 'CustomResourceDefinition');
}
