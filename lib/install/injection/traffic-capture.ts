import { statusPort } from './derived';
import { addPort, given, named, or } from './expression';
import { annotation, hasAnnotation, values } from './inputs';

/** Which traffic of the pod goes through its proxy. */
const prefix = 'traffic.sidecar.istio.io/';

export const includedOutboundRanges = named(
  'includedOutboundRanges',
  annotation(`${prefix}includeOutboundIPRanges`, values.text('global.proxy.includeIPRanges')),
);

export const excludedOutboundRanges = named(
  'excludedOutboundRanges',
  annotation(`${prefix}excludeOutboundIPRanges`, values.text('global.proxy.excludeIPRanges')),
);

export const includedInboundPorts = named(
  'includedInboundPorts',
  annotation(`${prefix}includeInboundPorts`, values.text('global.proxy.includeInboundPorts')),
);

/** The status port is never captured: the kubelet asks there. */
export const excludedInboundPorts = named(
  'excludedInboundPorts',
  addPort(annotation(`${prefix}excludeInboundPorts`, values.text('global.proxy.excludeInboundPorts')), statusPort),
);

/** An annotation counts even when it is empty. */
export const setsIncludedOutboundPorts = named(
  'setsIncludedOutboundPorts',
  or(hasAnnotation(`${prefix}includeOutboundPorts`), given(values.text('global.proxy.includeOutboundPorts'))),
);
export const includedOutboundPorts = named(
  'includedOutboundPorts',
  annotation(`${prefix}includeOutboundPorts`, values.text('global.proxy.includeOutboundPorts')),
);

export const setsExcludedOutboundPorts = named(
  'setsExcludedOutboundPorts',
  or(hasAnnotation(`${prefix}excludeOutboundPorts`), given(values.text('global.proxy.excludeOutboundPorts'))),
);
export const excludedOutboundPorts = named(
  'excludedOutboundPorts',
  annotation(`${prefix}excludeOutboundPorts`, values.text('global.proxy.excludeOutboundPorts')),
);

export const KUBEVIRT_INTERFACES = `${prefix}kubevirtInterfaces`;
export const REROUTED_INTERFACES = 'istio.io/reroute-virtual-interfaces';
export const EXCLUDED_INTERFACES = `${prefix}excludeInterfaces`;
