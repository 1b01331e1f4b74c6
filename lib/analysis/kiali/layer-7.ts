import type { MeshObject, Specs } from '../../model';

type Spec<Kind extends keyof Specs> = Specs[Kind];

const OPERATION = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'] as const;
const SOURCE = ['requestPrincipals', 'notRequestPrincipals'] as const;

/** Whether a policy looks at requests, and not at connections alone. */
export function isLayer7Policy({
  spec: { action, rules = [] },
}: MeshObject<Spec<'security.istio.io/AuthorizationPolicy'>>): boolean {
  return (
    action === 'CUSTOM' ||
    rules.some(
      ({ from = [], to = [], when = [] }) =>
        to.some(({ operation = {} }) => OPERATION.some((field) => (operation[field] ?? []).length > 0)) ||
        from.some(({ source = {} }) => SOURCE.some((field) => (source[field] ?? []).length > 0)) ||
        when.some(({ key }) => key?.startsWith('request.')),
    )
  );
}

/** Whether a Telemetry is about requests: their traces, metrics or logs. */
export function isLayer7Telemetry({ spec }: MeshObject<Spec<'telemetry.istio.io/Telemetry'>>): boolean {
  return [spec.tracing, spec.metrics, spec.accessLogging].some((list) => (list ?? []).length > 0);
}

/** Whether a DestinationRule says something that only a proxy can do that sees requests. */
export function isLayer7Rule({ spec }: MeshObject<Spec<'networking.istio.io/DestinationRule'>>): boolean {
  const policies = [spec.trafficPolicy, ...(spec.subsets ?? []).map(({ trafficPolicy }) => trafficPolicy)];
  const all = policies.flatMap((policy) => [policy, ...(policy?.portLevelSettings ?? [])]);
  const isSet = all.some(
    (policy) =>
      policy?.connectionPool?.http !== undefined || policy?.outlierDetection !== undefined || policy?.loadBalancer !== undefined,
  );
  return isSet || spec.trafficPolicy?.retryBudget !== undefined || (spec.subsets ?? []).length > 0;
}
