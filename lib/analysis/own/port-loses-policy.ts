import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

/** Blocks whose loss is more than another choice among pods that all answer. */
const BLOCKS = ['tls', 'outlierDetection', 'connectionPool'] as const;

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    const { trafficPolicy } = on.spec;
    for (const [i, ofPort] of (trafficPolicy?.portLevelSettings ?? []).entries()) {
      const lost = BLOCKS.filter((name) => trafficPolicy?.[name] !== undefined && ofPort[name] === undefined);
      if (lost.length === 0) continue;
      yield {
        on,
        field: `spec.trafficPolicy.portLevelSettings[${i}]`,
        problem: `takes nothing over from trafficPolicy, so that port ${ofPort.port?.number} has no ${lost.join(', ')}`,
        level: lost.includes('tls') ? 'warning' : 'info',
      };
    }
  }
}

export const portLosesPolicy: Rule = {
  code: 'MESH0205',
  level: 'warning',
  title: 'Settings of a port that lose those of the host',
  explanation:
    'Settings for a port stand in the place of those for the host, and are not added to them: what the port does not repeat has its default there, TLS to the server included.',
  fix: 'repeat for the port what shall hold there',
  find,
};
