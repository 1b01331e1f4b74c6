import type { Construct } from 'constructs';
import { BackendTlsPolicy as Api, type BackendTlsPolicySpec } from '../../imports/gateway.networking.k8s.io';
import { backendTlsPolicyProblems } from '../admission/gateway-api/backend-tls-policy';
import type { NonEmpty, OneOf } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import type { ServiceEntry } from '../networking/service-entry';
import type { ServiceRef } from '../networking/service-host';
import type { CertificateAuthority } from './certificate-authority';

/** What TLS is opened to. */
export type TLSTarget = OneOf<{
  service: ServiceRef;
  serviceEntry: ServiceEntry;
}> & {
  /** Name of one port. @default every port */
  readonly sectionName?: string;
};

/** A name that the certificate of a backend may be for. */
export type SubjectAltName =
  | { readonly type: 'Hostname'; readonly hostname: string; readonly uri?: undefined }
  | { readonly type: 'URI'; readonly uri: string; readonly hostname?: undefined };

/** Props of a BackendTLSPolicy. */
export interface BackendTLSPolicyProps extends ResourceProps {
  /** Services of this namespace to which TLS is opened. */
  readonly targetRefs: NonEmpty<TLSTarget>;
  /** How the backend proves who it is. */
  readonly validation: {
    /** Server name that is asked for, and for which the certificate must be unless `subjectAltNames` are given. */
    readonly hostname: string;
    /** Names of which the certificate must have one; at most 5. @default that of hostname */
    readonly subjectAltNames?: readonly SubjectAltName[];
  } & OneOf<{
    /** Authorities, of this namespace, that the certificate must come from; at most 8. */
    caCertificateRefs: NonEmpty<CertificateAuthority>;
    /** Authorities of the proxy's system. */
    wellKnownCACertificates: 'System';
  }>;
  /** Settings of implementations. @default none */
  readonly options?: Readonly<Record<string, string>>;
}

/** An object by the field that names it. */
function targetOf({ service, serviceEntry }: TLSTarget): { group: string; kind: string; object: ServiceRef } {
  if (serviceEntry !== undefined) return { group: 'networking.istio.io', kind: 'ServiceEntry', object: serviceEntry };
  return { group: '', kind: 'Service', object: service };
}

const NAMES: PropNames<BackendTLSPolicyProps> = {
  metadata: 'optional',
  targetRefs: 'required list',
  validation: 'required',
  options: 'optional',
};

/**
 * TLS between the proxies and backends that are outside of the mesh.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 */
export class BackendTLSPolicy extends Resource {
  /** @throws InvalidProps when a field is one that the cluster refuses, or refers to another namespace */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: BackendTLSPolicyProps,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, Api.GVK, definition.metadata);
    refuse(this.node.path, [...this.placeProblems(), ...backendTlsPolicyProblems(this.toSpec())]);
  }

  private placeProblems(): Problem[] {
    const { targetRefs, validation } = this.definition;
    const authorities = validation.caCertificateRefs ?? [];
    return [
      ...targetRefs.flatMap((target, i) => {
        const { kind, object } = targetOf(target);
        const { namespace } = object.metadata;
        if (namespace === undefined || this.namespace === undefined || namespace === this.namespace) return [];
        const fix = `put the policy into ${namespace}`;
        return [
          { field: `targetRefs[${i}]`, problem: 'is in another namespace', got: `${kind} ${namespace}/${object.name}`, fix },
        ];
      }),
      ...authorities.flatMap((authority, i) => authority.localProblems(`validation.caCertificateRefs[${i}]`, this.namespace)),
    ];
  }

  protected override toSpec(): Wire<BackendTlsPolicySpec> {
    const targetRefs = this.definition.targetRefs.map((target) => {
      const { group, kind, object } = targetOf(target);
      return { group, kind, name: object.name, sectionName: target.sectionName };
    });
    return toWire({ ...this.definition, metadata: undefined, targetRefs }, this.namespace) as Wire<BackendTlsPolicySpec>;
  }
}
