import type { Case } from '../case';
import { addonCases } from './addons';
import { analysis } from './analysis';
import { analysisOfGatewayApi } from './analysis-gateway-api';
import { analysisOfRoutes } from './analysis-routes';
import { bookinfo } from './bookinfo';
import { canaryUpgrade } from './canary-upgrade';
import { deliveries } from './deliveries';
import { diff } from './diff';
import { edges } from './edges';
import { gatewayApi } from './gateway-api';
import { injection } from './injection';
import { install } from './install';
import { mesh } from './mesh';
import { rateLimits } from './rate-limits';
import { recipesEgress } from './recipes-egress';
import { recipesIngress } from './recipes-ingress';
import { recipesPlaces } from './recipes-places';
import { recipesProtocols } from './recipes-protocols';
import { recipesTraffic } from './recipes-traffic';
import { rejections } from './rejections';
import { rules } from './rules';
import { scopes } from './scopes';
import { secondApply } from './second-apply';
import { security } from './security';
import { simulated } from './simulated';
import { teams } from './teams';
import { telemetry } from './telemetry';
import { uninstall } from './uninstall';
import { verify } from './verify';

/** All cases in their order: the first finds an empty cluster, the last leaves one. */
export const CASES: readonly Case[] = [
  install,
  ...bookinfo,
  ...rules,
  simulated,
  ...edges,
  ...teams,
  ...mesh,
  ...security,
  ...scopes,
  ...analysisOfRoutes,
  ...analysis,
  ...injection,
  ...gatewayApi,
  ...analysisOfGatewayApi,
  ...recipesTraffic,
  ...recipesPlaces,
  ...recipesProtocols,
  ...recipesEgress,
  ...recipesIngress,
  ...telemetry,
  ...rateLimits,
  ...addonCases,
  rejections,
  secondApply,
  diff,
  ...verify,
  canaryUpgrade,
  ...uninstall,
  ...deliveries,
];
