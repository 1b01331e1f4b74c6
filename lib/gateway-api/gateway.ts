import type { Construct } from 'constructs';
import { Gateway as Api, type GatewaySpec } from '../../imports/gateway.networking.k8s.io';
import { kubernetesGatewayProblems } from '../admission/gateway-api/gateway';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import { Resource } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { ServiceHost, type ServiceRef } from '../networking/service-host';
import { refusalOf } from './attachment';
import type { GatewayProps } from './gateway-props';
import { type Reference, referenceProblems } from './grants';
import type { Listener } from './listener';
import { nameSeenFrom, type ObjectRef, OutsideObject } from './object-ref';
import { type AttachableGateway, Parent, type RouteSeen } from './parent';
import { grantReferences } from './reference-grant';

export type { GatewayProps };

/** What istiod reads beside the spec, by prop. */
const ANNOTATIONS = {
  serviceType: 'networking.istio.io/service-type',
  deploymentName: 'gateway.istio.io/name-override',
  serviceAccountName: 'gateway.istio.io/service-account',
} as const satisfies Partial<Record<keyof GatewayProps, string>>;

function annotationsOf(props: GatewayProps): Record<string, string> | undefined {
  const own = Object.entries(ANNOTATIONS).flatMap(([prop, annotation]) => {
    const value = props[prop as keyof typeof ANNOTATIONS];
    return value === undefined ? [] : [[annotation, value] as const];
  });
  const { annotations } = props.metadata ?? {};
  return own.length === 0 && annotations === undefined ? undefined : { ...Object.fromEntries(own), ...annotations };
}

function labelsOf({ controlPlane, metadata }: GatewayProps): Record<string, string> | undefined {
  const revision = controlPlane?.revision ?? '';
  return revision === '' ? metadata?.labels : { 'istio.io/rev': revision, ...metadata?.labels };
}

function secretReference(field: string, secret: ObjectRef): Reference[] {
  if (secret instanceof OutsideObject) return [];
  return [{ field, kind: 'Secret', name: secret.name, namespace: secret.metadata.namespace }];
}

const NAMES: PropNames<GatewayProps> = {
  metadata: 'optional',
  gatewayClassName: 'optional',
  listeners: 'required list',
  addresses: 'optional list',
  infrastructure: 'optional',
  allowedListeners: 'optional',
  tls: 'optional',
  controlPlane: 'optional',
  serviceType: 'optional',
  deploymentName: 'optional',
  serviceAccountName: 'optional',
};

/**
 * A gateway of the Gateway API. istiod deploys its pods and its Service, and tells in its status where it is reached.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/gateway/
 */
export class Gateway<Name extends string = string> extends Resource implements AttachableGateway {
  /** All listeners, as the parent of a route. */
  readonly parent: Parent;

  /** @throws InvalidProps when a field is one that the cluster refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: GatewayProps<Name>,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, Api.GVK, { ...definition.metadata, labels: labelsOf(definition), annotations: annotationsOf(definition) });
    this.parent = Parent.gateway(this);
    refuse(this.node.path, [...this.addressProblems(), ...kubernetesGatewayProblems(this.toSpec())]);
  }

  private addressProblems(): Problem[] {
    return (this.definition.addresses ?? []).flatMap(({ value }, i) => {
      if (!(value instanceof ServiceHost) || value.namespace === undefined || this.namespace === undefined) return [];
      if (value.namespace === this.namespace) return [];
      const fix = `put the gateway into ${value.namespace}, and let routes of other namespaces in by allowedRoutes`;
      const problem = 'is a Service of another namespace, whose pods do not serve the gateway';
      return [{ field: `addresses[${i}].value`, problem, got: value.qualified, fix }];
    });
  }

  private get className(): string {
    return this.definition.gatewayClassName ?? 'istio';
  }

  /** The Service that istiod makes for the gateway, where no address says that there is one. */
  get service(): ServiceRef {
    const name = this.definition.deploymentName ?? (this.className === 'istio' ? `${this.name}-istio` : this.name);
    return { name, metadata: { namespace: this.namespace } };
  }

  /**
   * One listener, as the parent of a route.
   * @throws InvalidProps when the gateway has no such listener
   */
  listener(name: Name): Parent {
    const names = this.definition.listeners.map((listener) => listener.name);
    if (!names.includes(name)) {
      const fix = `use one of ${names.join(', ')}, or define it in listeners`;
      refuse(this.node.path, [{ field: 'listener', problem: 'is not defined by this gateway', got: name, fix }]);
    }
    return Parent.gateway(this, name);
  }

  /**
   * Allows the references of this gateway to Secrets and ConfigMaps of other namespaces, by one ReferenceGrant in each.
   * @param scope in which the grants are made
   */
  grant(scope: Construct): void {
    grantReferences(scope, this, this.references);
  }

  /** Used by routes. */
  attachmentProblems(field: string, route: RouteSeen, sectionName: string | undefined): Problem[] {
    const all: readonly Listener[] = this.definition.listeners;
    const listeners = all.filter(({ name }) => sectionName === undefined || name === sectionName);
    const refusals = listeners.map((listener) => ({ listener, refusal: refusalOf(listener, this.namespace, route) }));
    if (refusals.some(({ refusal }) => refusal === undefined)) return [];
    const reasons = refusals.map(({ listener, refusal }) => `${listener.name} ${refusal?.reason}`);
    const place = [this.namespace, this.name].filter((part) => part !== undefined).join('/');
    return [
      {
        field,
        problem: `is a gateway that does not take the route: ${reasons.join(', ')}`,
        got: sectionName === undefined ? place : `${place} ${sectionName}`,
        fix: refusals[0]?.refusal?.fix ?? 'use another gateway',
      },
    ];
  }

  private get references(): Reference[] {
    const { listeners, tls } = this.definition;
    const client = tls?.backend?.clientCertificateRef;
    const perPort = tls?.frontend?.perPort ?? [];
    const authorities = [
      { field: 'tls.frontend.default', refs: tls?.frontend?.default.validation?.caCertificateRefs },
      ...perPort.map((port, i) => ({ field: `tls.frontend.perPort[${i}].tls`, refs: port.tls.validation?.caCertificateRefs })),
    ];
    return [
      ...listeners.flatMap((listener: Listener, i) =>
        (listener.tls?.certificateRefs ?? []).flatMap((ref, j) =>
          secretReference(`listeners[${i}].tls.certificateRefs[${j}]`, ref),
        ),
      ),
      ...(client === undefined ? [] : secretReference('tls.backend.clientCertificateRef', client)),
      ...authorities.flatMap(({ field, refs = [] }) =>
        refs.flatMap((authority, i) => authority.reference(`${field}.validation.caCertificateRefs[${i}]`) ?? []),
      ),
    ];
  }

  protected override check(): Problem[] {
    return referenceProblems(this, this.references);
  }

  protected override toSpec(): Wire<GatewaySpec> {
    const { addresses, allowedListeners, infrastructure, listeners, tls } = this.definition;
    const client = tls?.backend?.clientCertificateRef;
    const fields = {
      gatewayClassName: this.className,
      addresses,
      infrastructure,
      listeners: listeners.map((listener: Listener) => ({
        ...listener,
        tls: listener.tls && {
          ...listener.tls,
          certificateRefs: listener.tls.certificateRefs?.map((ref) => nameSeenFrom(ref, this.namespace)),
        },
      })),
      allowedListeners,
      tls: tls && { ...tls, backend: tls.backend && { clientCertificateRef: client && nameSeenFrom(client, this.namespace) } },
    };
    return toWire(fields, this.namespace) as Wire<GatewaySpec>;
  }
}
