import { appContainers, interceptionMode, usesCni } from './derived';
import { addNetwork, and, cut, type Expression, equals, first, firstGiven, given, not, trim } from './expression';
import { annotation, hasAnnotation, input, label, proxyMetadata, values } from './inputs';
import type { Marks } from './pod-shape';
import { type Node, type Optional, when } from './template';
import * as capture from './traffic-capture';

const ownName = firstGiven(
  label('service.istio.io/canonical-name'),
  label('app.kubernetes.io/name'),
  label('app'),
  input('ownerName'),
);

/** The service that the pod belongs to, in telemetry. */
export const canonicalLabels = {
  'service.istio.io/canonical-name': ownName,
  'service.istio.io/canonical-revision': firstGiven(
    label('service.istio.io/canonical-revision'),
    label('app.kubernetes.io/version'),
    label('version'),
    'latest',
  ),
} satisfies Node<Marks>;

export const sidecarLabels: Node<Marks> = {
  'security.istio.io/tlsMode': firstGiven(label('security.istio.io/tlsMode'), 'istio'),
  'networking.istio.io/tunnel': when(
    equals(proxyMetadata('ISTIO_META_ENABLE_HBONE'), 'true'),
    firstGiven(label('networking.istio.io/tunnel'), 'http'),
  ),
  ...canonicalLabels,
  'service.istio.io/canonical-name': trim(cut(ownName, 63), '-_.'),
};

/** The revision that injected, and the container that kubectl means when none is named. */
export const commonAnnotations = {
  'istio.io/rev': firstGiven(input('revision'), 'default'),
  'kubectl.kubernetes.io/default-logs-container': unlessSet('kubectl.kubernetes.io/default-logs-container'),
  'kubectl.kubernetes.io/default-container': unlessSet('kubectl.kubernetes.io/default-container'),
} satisfies Node<Marks>;

function unlessSet(name: string): Optional<Expression<string>> {
  return when(and(given(appContainers), not(hasAnnotation(name))), first(appContainers));
}

/** With the CNI plugin it is the node that redirects traffic, and these tell it how. */
export const sidecarAnnotations: Node<Marks> = {
  ...commonAnnotations,
  'k8s.v1.cni.cncf.io/networks': when(
    and(usesCni, equals(values.text('pilot.cni.provider'), 'multus')),
    addNetwork(annotation('k8s.v1.cni.cncf.io/networks'), 'default/istio-cni'),
  ),
  'sidecar.istio.io/interceptionMode': when(usesCni, interceptionMode),
  'traffic.sidecar.istio.io/includeOutboundIPRanges': ifUsedAndGiven(capture.includedOutboundRanges),
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': ifUsedAndGiven(capture.excludedOutboundRanges),
  'traffic.sidecar.istio.io/includeInboundPorts': when(usesCni, capture.includedInboundPorts),
  'traffic.sidecar.istio.io/excludeInboundPorts': when(usesCni, capture.excludedInboundPorts),
  'traffic.sidecar.istio.io/includeOutboundPorts': when(
    and(usesCni, capture.setsIncludedOutboundPorts),
    capture.includedOutboundPorts,
  ),
  'traffic.sidecar.istio.io/excludeOutboundPorts': when(
    and(usesCni, capture.setsExcludedOutboundPorts),
    capture.excludedOutboundPorts,
  ),
};

function ifUsedAndGiven(text: Expression<string>): Optional<Expression<string>> {
  return when(and(usesCni, given(text)), text);
}
