import { controlPlaneDashboard } from './control-plane';
import { meshDashboard } from './mesh';
import { performanceDashboard } from './performance';
import { serviceDashboard } from './service';
import { workloadDashboard } from './workload';

/** Every dashboard, in the order of the folder. */
export const DASHBOARDS = [
  meshDashboard,
  serviceDashboard,
  workloadDashboard,
  controlPlaneDashboard,
  performanceDashboard,
] as const;
