import { statusPort } from './derived';
import { and, type Expression, equals, not, toNumber } from './expression';
import { annotation, values } from './inputs';
import type { Probe } from './pod-shape';
import { type Node, type Optional, when } from './template';
import type { PathTo } from './value-path';

const ready = { path: '/healthz/ready', port: 15021 };

/** False for a status port of 0. */
export const isProbed = not(equals(statusPort, '0'));

/** Asks every second until the proxy is up; only then do the other probes begin. */
export const sidecarStartup: Optional<Node<Probe>> = when(and(isProbed, values.flag('global.proxy.startupProbe.enabled')), {
  httpGet: ready,
  periodSeconds: 1,
  timeoutSeconds: 3,
  failureThreshold: values.number('global.proxy.startupProbe.failureThreshold'),
});

export const sidecarReadiness = when(isProbed, readiness(15021));

/** Of an agent without Envoy, which has no port of its own for health. */
export const agentReadiness = when(isProbed, readiness(15020));

function readiness(port: number): Node<Probe> {
  return {
    httpGet: { path: '/healthz/ready', port },
    initialDelaySeconds: annotated('initialDelaySeconds', 'global.proxy.readinessInitialDelaySeconds'),
    periodSeconds: annotated('periodSeconds', 'global.proxy.readinessPeriodSeconds'),
    timeoutSeconds: 3,
    failureThreshold: annotated('failureThreshold', 'global.proxy.readinessFailureThreshold'),
  };
}

/** A gateway pod has no say: only the mesh's values count. */
export const gatewayReadiness: Node<Probe> = {
  httpGet: ready,
  initialDelaySeconds: values.number('global.proxy.readinessInitialDelaySeconds'),
  periodSeconds: values.number('global.proxy.readinessPeriodSeconds'),
  timeoutSeconds: 3,
  failureThreshold: values.number('global.proxy.readinessFailureThreshold'),
};

function annotated(name: string, path: PathTo<number>): Expression<number> {
  return toNumber(annotation(`readiness.status.sidecar.istio.io/${name}`, values.number(path)));
}
