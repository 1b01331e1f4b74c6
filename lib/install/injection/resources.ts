import type { ResourceRequirements } from '../values';
import { given, named, or, withoutNulls } from './expression';
import { annotation, hasAnnotation, values } from './inputs';
import { type Node, type Optional, when } from './template';

const CPU = 'sidecar.istio.io/proxyCPU';
const MEMORY = 'sidecar.istio.io/proxyMemory';
const CPU_LIMIT = 'sidecar.istio.io/proxyCPULimit';
const MEMORY_LIMIT = 'sidecar.istio.io/proxyMemoryLimit';

const setsRequests = named('setsRequests', or(hasAnnotation(CPU), hasAnnotation(MEMORY)));
const setsLimits = named('setsLimits', or(hasAnnotation(CPU_LIMIT), hasAnnotation(MEMORY_LIMIT)));

/** One annotation of the pod is enough to set aside all that the mesh says. */
export const proxyResources: Optional<Node<ResourceRequirements>> = when(or(setsRequests, setsLimits), {
  requests: when(setsRequests, { cpu: ifAnnotated(CPU), memory: ifAnnotated(MEMORY) }),
  limits: when(setsLimits, { cpu: ifAnnotated(CPU_LIMIT), memory: ifAnnotated(MEMORY_LIMIT) }),
}).orWhen(given(values.passed('global.proxy.resources')), withoutNulls(values.passed('global.proxy.resources')));

function ifAnnotated(name: string) {
  return when(hasAnnotation(name), annotation(name));
}
