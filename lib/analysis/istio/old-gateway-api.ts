import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

const VERSION = 'gateway.networking.k8s.io/bundle-version';

/** The lowest release of the Gateway API, as minor and patch of 1, from which istiod reads a kind. */
const LOWEST: Readonly<Record<string, readonly [number, number, number]>> = {
  'grpcroutes.gateway.networking.k8s.io': [1, 1, 0],
  'backendtlspolicies.gateway.networking.k8s.io': [1, 4, 0],
  'tlsroutes.gateway.networking.k8s.io': [1, 5, 0],
  'tcproutes.gateway.networking.k8s.io': [1, 6, 0],
};

const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const SEMANTIC = new RegExp(`^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?$`);

function isBelow(version: string, lowest: readonly number[]): boolean {
  const match = SEMANTIC.exec(version);
  if (match === null) return false;
  const numbers = [1, 2, 3].map((i) => Number(match[i] ?? 0));
  const differing = numbers.findIndex((number, i) => number !== lowest[i]);
  return differing >= 0 && numbers[differing]! < lowest[differing]!;
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.objectsOf('apiextensions.k8s.io/CustomResourceDefinition')) {
    const lowest = LOWEST[on.name];
    const got = on.annotations[VERSION];
    if (lowest === undefined || got === undefined || !isBelow(got, lowest)) continue;
    const fix = `install the CRDs of Gateway API ${lowest.join('.')} or later`;
    yield {
      on,
      field: `metadata.annotations["${VERSION}"]`,
      problem: `is a release of which istiod does not read the kind`,
      got,
      fix,
    };
  }
}

export const oldGatewayApi: Rule = {
  code: 'IST0176',
  level: 'warning',
  title: 'CRD of a Gateway API that is too old',
  explanation:
    'istiod leaves a kind of the Gateway API alone when its CRD is of a release before the one that it knows. Its objects do nothing.',
  fix: 'install CRDs of a later release of the Gateway API',
  find,
};
