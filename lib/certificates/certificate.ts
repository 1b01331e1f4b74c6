import type { Duration, GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { durationProblems } from '../core/format';
import { labelProblems } from '../core/labels';
import { nameProblems } from '../core/names';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, pathOf, propProblems, refuseProps } from '../core/prop-names';
import { Resource, type ResourceProps } from '../core/resource';
import { emptyListProblems, emptyTextProblems } from '../core/sizes';
import { toWire } from '../core/wire';
import type { SecretRef } from '../networking/secret-reference';
import type { Issuer } from './issuer';
import { OutsideIssuer } from './outside-issuer';

/** What a key is like. Not every algorithm has every size. */
type KeyForm = OneShapeOf<
  | { readonly algorithm?: 'RSA' /** Bits. @default 2048 */; readonly size?: 2048 | 3072 | 4096 | 8192 }
  | { readonly algorithm: 'ECDSA' /** Bits. @default 256 */; readonly size?: 256 | 384 | 521 }
  | { readonly algorithm: 'Ed25519' }
>;

/** What a key may be used for. */
export type KeyUsage =
  | 'digital signature'
  | 'key encipherment'
  | 'key agreement'
  | 'cert sign'
  | 'crl sign'
  | 'server auth'
  | 'client auth';

interface Certified extends ResourceProps {
  /** Who signs: an Issuer of the same namespace, or one that this program does not define. */
  readonly issuer: Issuer | OutsideIssuer;
  /** Name of the Secret that cert-manager makes. @default the name of the Certificate */
  readonly secretName?: string;
  /** How long it holds, at least an hour. @default 90 days */
  readonly duration?: Duration;
  /** How long before its end the next one is got, at least 5 minutes. @default a third of its duration */
  readonly renewBefore?: Duration;
  /** @default an RSA key of 2048 bits, a new one each time */
  readonly privateKey?: KeyForm & {
    /** @default Always */
    readonly rotationPolicy?: 'Always' | 'Never';
    /** @default PKCS1 */
    readonly encoding?: 'PKCS1' | 'PKCS8';
  };
  /** @default digital signature and key encipherment */
  readonly usages?: readonly KeyUsage[];
  /** Marks of the Secret. @default none */
  readonly secretTemplate?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

interface OfServer extends Certified {
  /** Names that the certificate is for, `*.` at the beginning allowed. */
  readonly dnsNames: NonEmpty<string>;
  /** Common name, which clients no longer look at. @default none */
  readonly commonName?: string;
  /** @default false */
  readonly isCA?: false;
}

interface OfAuthority extends Certified {
  /** It signs others: an Issuer takes its Secret as `ca`. */
  readonly isCA: true;
  /** Name of the authority. */
  readonly commonName: string;
}

/** Props of a Certificate: of a server, or of an authority. */
export type CertificateProps = OneShapeOf<OfServer | OfAuthority>;

const PRIVATE_KEY: PropNames<NonNullable<CertificateProps['privateKey']>> = {
  algorithm: 'optional',
  size: 'optional',
  rotationPolicy: 'optional',
  encoding: 'optional',
};
const TEMPLATE: PropNames<NonNullable<CertificateProps['secretTemplate']>> = { labels: 'optional', annotations: 'optional' };

const GVK: GroupVersionKind = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' };
const DNS_NAME = /^(\*\.)?[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/;
const SHORTEST = { duration: 60, renewBefore: 5 } as const;
const LONGEST_COMMON_NAME = 64;

function timeProblems(field: keyof typeof SHORTEST, time: Duration | undefined): Problem[] {
  const problems = durationProblems(field, time);
  if (time === undefined || problems.length > 0) return problems;
  const least = SHORTEST[field];
  const minutes = time.toMinutes({ integral: false });
  return minutes >= least ? [] : [{ field, problem: 'is too short', got: `${minutes}m`, fix: `use at least ${least} minutes` }];
}

function orderProblems({ duration, renewBefore }: CertificateProps): Problem[] {
  const [whole, before] = [duration, renewBefore].map((time) => time?.toMilliseconds({ integral: false }));
  if (before === undefined || before < (whole ?? 90 * 24 * 3600 * 1000)) return [];
  const fix = 'renew within the duration, which is 90 days unless it is set';
  return [{ field: 'renewBefore', problem: 'is not less than duration', got: `${before / 60_000}m`, fix }];
}

const NAMES: PropNames<CertificateProps> = {
  metadata: 'optional',
  issuer: 'required',
  secretName: 'optional',
  duration: 'optional',
  renewBefore: 'optional',
  privateKey: 'optional',
  usages: 'optional list',
  secretTemplate: 'optional',
  dnsNames: 'optional list',
  commonName: 'optional',
  isCA: 'optional',
};

/**
 * A certificate that cert-manager gets, keeps in a Secret, and renews. A gateway takes it by `certificate.secret`.
 *
 * Source: https://cert-manager.io/docs/usage/certificate/
 */
export class Certificate extends Resource {
  /** The Secret that cert-manager makes. */
  readonly secret: SecretRef;

  /** @throws InvalidProps when a field is one that cert-manager refuses, or the Issuer is in another namespace */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: CertificateProps,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, GVK, definition.metadata);
    this.secret = { name: definition.secretName ?? this.name, metadata: { namespace: this.namespace } };
    refuse(this.node.path, this.problems());
  }

  /** Whether clients take it for a host: it has the name, or one with `*` in place of the first part. `*.` hosts need the same name. */
  covers(host: string): boolean {
    const { dnsNames = [] } = this.definition;
    const names = dnsNames.map((name) => name.toLowerCase());
    const wanted = host.toLowerCase();
    return names.includes(wanted) || names.includes(wanted.replace(/^[^*.]+\./, '*.'));
  }

  private problems(): Problem[] {
    const { issuer, isCA, dnsNames = [], commonName = '', duration, renewBefore, secretTemplate } = this.definition;
    const elsewhere = !(issuer instanceof OutsideIssuer) && issuer.namespace !== this.namespace;
    const times = [...timeProblems('duration', duration), ...timeProblems('renewBefore', renewBefore)];
    return [
      ...propProblems(PRIVATE_KEY, this.definition.privateKey, 'privateKey'),
      ...propProblems(TEMPLATE, secretTemplate, 'secretTemplate'),
      ...(elsewhere
        ? [
            {
              field: 'issuer',
              problem: `is in another namespace than ${this.namespace ?? 'that of kubectl'}`,
              got: issuer.namespace,
              fix: 'put both in one, or use OutsideIssuer for a ClusterIssuer',
            },
          ]
        : []),
      ...(isCA ? [] : emptyListProblems('dnsNames', dnsNames, 'name the hosts that it is for')),
      ...(isCA ? emptyTextProblems('commonName', commonName, 'name the authority') : []),
      ...dnsNames.flatMap((name, i) =>
        DNS_NAME.test(name) && name.length <= 253
          ? []
          : [{ field: `dnsNames[${i}]`, problem: 'is not a DNS name', got: name, fix: 'use for example shop.example.com' }],
      ),
      ...nameProblems('secretName', this.secret.name),
      ...(commonName.length > LONGEST_COMMON_NAME
        ? [{ field: 'commonName', problem: 'is too long', got: commonName, fix: `use at most ${LONGEST_COMMON_NAME} characters` }]
        : []),
      ...(times.length > 0 ? times : orderProblems(this.definition)),
      ...labelProblems('secretTemplate.labels', secretTemplate?.labels),
    ];
  }

  protected override toSpec(): object {
    const { metadata: _, issuer, secretName: __, ...props } = this.definition;
    const issuerRef = issuer instanceof OutsideIssuer ? issuer : { name: issuer.name, kind: issuer.kind, group: issuer.apiGroup };
    return toWire({ secretName: this.secret.name, issuerRef, ...props }, this.namespace) as object;
  }
}
