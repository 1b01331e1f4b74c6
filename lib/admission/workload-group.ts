import type { WorkloadGroupSpec, WorkloadGroupSpecProbe } from '../../imports/networking.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { comparedLabelsProblems } from './labels';
import { addressAndPortsProblems } from './service-endpoint';

type Probe = Wire<WorkloadGroupSpecProbe>;
type HttpGet = NonNullable<Probe['httpGet']>;

const HEADER = /^[-A-Za-z0-9]+$/;

function httpGetProblems(field: string, { httpHeaders = [], port, scheme = '' }: HttpGet): Problem[] {
  return [
    ...portProblems(`${field}.port`, port),
    ...(['', 'HTTP', 'HTTPS'].includes(scheme)
      ? []
      : [{ field: `${field}.scheme`, problem: 'is unknown', got: scheme, fix: 'use HTTP or HTTPS' }]),
    ...httpHeaders
      .map(({ name = '' }, i) => ({ name, place: `${field}.httpHeaders[${i}].name` }))
      .filter(({ name }) => !HEADER.test(name))
      .map(({ name, place }) => ({
        field: place,
        problem: 'is not the name of a header',
        got: name,
        fix: 'use letters, digits and - alone',
      })),
  ];
}

function methodProblems({ exec, grpc, httpGet, tcpSocket }: Probe): Problem[] {
  if (grpc !== undefined) {
    const fix = 'use httpGet, tcpSocket or exec; the schema has grpc, istiod does not';
    return [{ field: 'probe.grpc', problem: 'is not taken', got: grpc, fix }];
  }
  if (httpGet === undefined && tcpSocket === undefined && exec === undefined) {
    return [{ field: 'probe', problem: 'does not say what is asked', fix: 'set httpGet, tcpSocket or exec, or leave it out' }];
  }
  return [
    ...(httpGet === undefined ? [] : httpGetProblems('probe.httpGet', httpGet)),
    ...portProblems('probe.tcpSocket.port', tcpSocket?.port),
    ...(exec === undefined || exec.command.length > 0
      ? []
      : [{ field: 'probe.exec.command', problem: 'must have at least one entry', got: [], fix: 'give the program that is run' }]),
  ];
}

/** What Istio refuses in the spec of a WorkloadGroup, beyond its schema. */
export function workloadGroupProblems({ metadata, probe, template }: Wire<WorkloadGroupSpec>): Problem[] {
  // A template has no address until an entry is made from it.
  const addressed = {
    ...template,
    network: template.network === undefined || template.network === '' ? 'any' : template.network,
  };
  return [
    ...comparedLabelsProblems('metadata.labels', metadata?.labels),
    ...addressAndPortsProblems('template', addressed),
    ...(probe === undefined ? [] : methodProblems(probe)),
  ];
}
