import { interceptionMode, isTproxy, usesCni } from './derived';
import { concat, given, toText } from './expression';
import { proxyImage, pullPolicy } from './image';
import { annotation, hasAnnotation, input, values } from './inputs';
import type { Container } from './pod-shape';
import { metadataEnv } from './proxy-env';
import { proxyResources } from './resources';
import { checkSecurity, redirectSecurity } from './security-context';
import { type Item, type Node, when } from './template';
import * as capture from './traffic-capture';

/** Redirects the pod's traffic to the proxy, or, where the CNI plugin has done so, checks that it did. */
export const initContainer: Node<Container> = {
  name: when(usesCni, 'istio-validation').otherwise('istio-init'),
  image: proxyImage('global.proxy_init.image', input('initImage')),
  imagePullPolicy: pullPolicy,
  args: initArguments(),
  env: when(given(input('proxyMetadata')), [metadataEnv]),
  resources: proxyResources,
  securityContext: when(usesCni, checkSecurity).otherwise(redirectSecurity),
};

function initArguments(): readonly Item<string>[] {
  return [
    'istio-iptables',
    '-p',
    toText(input('outboundListenPort')),
    '-z',
    toText(input('inboundListenPort')),
    '-u',
    when(isTproxy, '1337').otherwise(toText(input('proxyUser'))),
    '-m',
    interceptionMode,
    '-i',
    capture.includedOutboundRanges,
    '-x',
    capture.excludedOutboundRanges,
    '-b',
    capture.includedInboundPorts,
    '-d',
    when(given(capture.excludedInboundPorts), concat('15090,15021,', capture.excludedInboundPorts)).otherwise('15090,15021'),
    when(capture.setsIncludedOutboundPorts, ['-q', capture.includedOutboundPorts]),
    when(capture.setsExcludedOutboundPorts, ['-o', capture.excludedOutboundPorts]),
    when(hasAnnotation(capture.REROUTED_INTERFACES), ['-k', annotation(capture.REROUTED_INTERFACES)]).orWhen(
      hasAnnotation(capture.KUBEVIRT_INTERFACES),
      ['-k', annotation(capture.KUBEVIRT_INTERFACES)],
    ),
    when(hasAnnotation(capture.EXCLUDED_INTERFACES), ['-c', annotation(capture.EXCLUDED_INTERFACES)]),
    concat('--log_output_level=', annotation('sidecar.istio.io/agentLogLevel', values.text('global.logging.level'))),
    when(values.flag('global.logAsJson'), '--log_as_json'),
    when(usesCni, ['--run-validation', '--skip-rule-apply']).orWhen(
      values.flag('global.proxy_init.forceApplyIptables'),
      '--force-apply',
    ),
    when(values.flag('global.nativeNftables'), '--native-nftables'),
  ];
}
