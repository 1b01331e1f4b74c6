import { Chart, Duration, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { millisecondsOf } from '../../../lib/admission/gateway-api/duration';
import { specAsRead } from '../../../lib/core/schema/as-read';
import { isMap, type Values } from '../../../lib/core/schema/values';
import {
  Backend,
  BackendTLSPolicy,
  CertificateAuthority,
  Gateway,
  GRPCRoute,
  HTTPRoute,
  OutsideObject,
  Parent,
  ReferenceGrant,
  TCPRoute,
  TLSRoute,
} from '../../../lib/gateway-api';
import type { Made } from './constructs';

/** The constructs of the Gateway API by kind. */
const CLASSES: Readonly<Record<string, new (scope: Construct, id: string, props: never) => unknown>> = {
  BackendTLSPolicy,
  Gateway,
  GRPCRoute,
  HTTPRoute,
  ReferenceGrant,
  TCPRoute,
  TLSRoute,
};

type Turn = (value: Values) => unknown;

const object: Turn = ({ name, namespace }) => OutsideObject.unchecked({ name, namespace } as never);

function authority(reference: Values): unknown {
  const { kind } = reference;
  const make = kind === 'Secret' ? CertificateAuthority.secret : CertificateAuthority.configMap;
  return make(object(reference) as OutsideObject);
}

function duration(text: unknown): unknown {
  return typeof text === 'string' && /^([0-9]{1,5}(h|m|s|ms)){1,4}$/.test(text) ? Duration.millis(millisecondsOf(text)) : text;
}

/** Where props differ from YAML, by the name of the field. */
const TURNS: Readonly<Record<string, Turn>> = {
  parentRefs: (value) => Parent.unchecked(value as never),
  backendRef: (value) => Backend.unchecked(value as never),
  backendRefs: ({ weight, filters, ...reference }) => ({
    backend: Backend.unchecked(reference as never),
    weight,
    filters: turned(filters),
  }),
  certificateRefs: object,
  clientCertificateRef: object,
  caCertificateRefs: authority,
  targetRefs: ({ kind, sectionName, ...reference }) => ({
    [kind === 'ServiceEntry' ? 'serviceEntry' : 'service']: object(reference),
    sectionName,
  }),
  timeouts: ({ request, backendRequest }) => ({ request: duration(request), backendRequest: duration(backendRequest) }),
};

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const turn = TURNS[name];
      if (turn === undefined) return [name, turned(field)];
      const each = (item: unknown) => (isMap(item) ? turn(item) : item);
      return [name, Array.isArray(field) ? field.map(each) : each(field)];
    }),
  );
}

/** Kinds of targets that are there as objects. */
const TARGETS: readonly string[] = ['/Service', 'networking.istio.io/ServiceEntry'];

const listOf = (value: unknown): readonly Values[] => (Array.isArray(value) ? value.filter(isMap) : []);

/** Whether the types of the props take an object: a route that applies somewhere and goes somewhere, a policy for Services. */
function hasProps(kind: unknown, spec: Values): boolean {
  if (kind === 'BackendTLSPolicy')
    return listOf(spec['targetRefs']).every((target) => TARGETS.includes(`${target['group']}/${target['kind']}`));
  return !String(kind).endsWith('Route') || (listOf(spec['parentRefs']).length > 0 && Array.isArray(spec['rules']));
}

/** An object of the Gateway API, made by the construct of its kind and synthesized; undefined where no props can be like it. */
export function constructGatewayApi(object: Values): Made | undefined {
  const { kind, metadata } = object;
  const Kind = CLASSES[String(kind)];
  const spec = specAsRead(object);
  if (Kind === undefined || !isMap(object.spec) || !isMap(metadata) || !hasProps(kind, spec)) return undefined;
  try {
    const chart = new Chart(Testing.app({ outdir: '/nonexistent' }), 'test');
    new Kind(chart, 'x', { ...(turned(spec) as Values), metadata } as never);
    const [manifest] = Testing.synth(chart) as Values[];
    return { manifest: manifest as Values };
  } catch (error) {
    return { refusal: String(error) };
  }
}
