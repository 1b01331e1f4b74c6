import type { VirtualServiceSpecHttpMatch } from '../../imports/networking.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { gatewayNamesProblems } from './gateway-names';
import { comparedLabelsProblems } from './labels';

type Source = Pick<Wire<VirtualServiceSpecHttpMatch>, 'port' | 'sourceLabels' | 'gateways'>;

/** Problems of a condition on who calls and where. Port 0 stands for every port. */
export function matchSourceProblems(field: string, { port, sourceLabels, gateways }: Source): Problem[] {
  return [
    ...(port === 0 ? [] : portProblems(`${field}.port`, port)),
    ...comparedLabelsProblems(`${field}.sourceLabels`, sourceLabels),
    ...gatewayNamesProblems(`${field}.gateways`, gateways),
  ];
}
