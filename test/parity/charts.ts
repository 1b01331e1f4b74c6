import { ambientCases } from './ambient';
import { cniCases } from './cni';
import { controlPlaneCases } from './control-plane-cases';
import { countControlPlaneValues } from './control-plane-values';
import { countCoveredValues } from './covered-values';
import { gatewayCases } from './gateway';
import { INTENDED } from './intended';
import { INTENDED_OF_AGENTS } from './intended-agents';
import { INTENDED_OF_GATEWAY } from './intended-gateway';
import { printReport } from './report';
import { compareAll } from './run';
import { waypointCases } from './waypoint';
import { ztunnelCases } from './ztunnel';

/** Compares all charts. Returns how much is wrong. */
export function compareCharts(): number {
  const edges = [...gatewayCases(), ...cniCases(), ...ztunnelCases(), ...ambientCases(), ...waypointCases()];
  const unexplained = countControlPlaneValues() + countCoveredValues(edges);
  const intended = [...INTENDED, ...INTENDED_OF_GATEWAY, ...INTENDED_OF_AGENTS];
  return unexplained + printReport(compareAll([...controlPlaneCases(), ...edges], intended));
}
