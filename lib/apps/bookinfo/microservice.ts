import { ApiObject, JsonPatch } from 'cdk8s';
import {
  Deployment,
  type EnvValue,
  ImagePullPolicy,
  LabelSelector,
  Service,
  ServiceAccount,
  type ServiceType,
  Volume,
} from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { restrict, withoutAddress } from '../../addons/pod-security';
import { BOOKINFO_HUB, BOOKINFO_TAG } from '../../versions';

/** Port of every microservice and of its Service. */
export const BOOKINFO_PORT = 9080;

/** The two address families of a Service, the preferred one first. */
export type IpFamilies = readonly ['IPv4', 'IPv6'] | readonly ['IPv6', 'IPv4'];

/** What all microservices of a bookshop have in common. */
export interface Surroundings {
  readonly namespace: string;
  /** @default the one family that the cluster prefers */
  readonly ipFamilies?: IpFamilies;
  /** `restricted`: the pods fulfil that Pod Security Standard. @default the less that the images need */
  readonly podSecurity?: 'restricted';
}

/** A version of a microservice: one pod. */
export interface VersionProps {
  /** Name of the image, without hub and tag. @default made of the names of microservice and version */
  readonly image?: string;
  /** @default none */
  readonly args?: readonly string[];
  /** @default none */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Folders that the program writes to, by name of their volume. @default none */
  readonly writable?: Readonly<Record<string, string>>;
  /** Name of its account, made beside it. @default the account of the microservice */
  readonly account?: string;
}

/** Props of a Microservice. */
export interface MicroserviceProps<Version extends string> extends Surroundings {
  /** Versions that run side by side, one pod of each. */
  readonly versions: Readonly<Partial<Record<Version, VersionProps>>>;
  /** Annotations of the pods. @default none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** @default 9080, for HTTP */
  readonly port?: { readonly number: number; readonly name: string };
  /** Name of the account of the pods. @default `bookinfo-` and the name of the microservice */
  readonly account?: string;
  /** @default ClusterIP */
  readonly type?: ServiceType;
}

/** One microservice of bookinfo: a Service, a ServiceAccount, and a Deployment for each version. */
export class Microservice<Version extends string> extends Construct {
  readonly service: Service;
  /** The versions that run. */
  readonly versions: readonly Version[];
  private readonly account: ServiceAccount;

  constructor(
    scope: Construct,
    id: string,
    private readonly given: MicroserviceProps<Version>,
  ) {
    super(scope, id);
    const { namespace, versions, port, type, ipFamilies, account = `bookinfo-${id}` } = given;
    this.service = new Service(this, 'service', {
      metadata: { name: id, namespace, labels: { app: id, service: id } },
      type,
      ports: [{ port: port?.number ?? BOOKINFO_PORT, name: port?.name ?? 'http' }],
    });
    this.service.selectLabel('app', id);
    withFamilies(this.service, ipFamilies);
    this.account = this.addAccount('account', account, { account: id });
    this.versions = Object.keys(versions) as Version[];
    for (const version of this.versions) this.addVersion(version, versions[version] ?? {});
  }

  /** A Service for each version, as Gateway API routes need in place of subsets. */
  addVersionServices(): Readonly<Record<Version, Service>> {
    const { namespace, ipFamilies } = this.given;
    const services = this.versions.map((version) => {
      const service = new Service(this, `${version}-service`, {
        metadata: { name: `${this.node.id}-${version}`, namespace },
        ports: [{ port: BOOKINFO_PORT, name: 'http' }],
      });
      service.selectLabel('app', this.node.id);
      service.selectLabel('version', version);
      withFamilies(service, ipFamilies);
      return [version, service] as const;
    });
    return Object.fromEntries(services) as Record<Version, Service>;
  }

  private addAccount(id: string, name: string, labels?: Readonly<Record<string, string>>): ServiceAccount {
    return new ServiceAccount(this, id, { metadata: { name, namespace: this.given.namespace, labels } });
  }

  private addVersion(version: Version, { image, args, env, writable = {}, account }: VersionProps): void {
    const { id } = this.node;
    const { namespace, podAnnotations, port, podSecurity } = this.given;
    const labels = { app: id, version };
    const deployment = new Deployment(this, version, {
      metadata: { name: `${id}-${version}`, namespace, labels },
      podMetadata: { labels, annotations: podAnnotations },
      replicas: 1,
      select: false,
      serviceAccount: account === undefined ? this.account : this.addAccount(`${version}-account`, account),
    });
    deployment.select(LabelSelector.of({ labels }));
    const container = deployment.addContainer({
      name: id,
      image: `${BOOKINFO_HUB}/${image ?? `examples-bookinfo-${id}-${version}`}:${BOOKINFO_TAG}`,
      imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
      args: args && [...args],
      ports: [{ number: port?.number ?? BOOKINFO_PORT }],
      envVariables: { ...env },
      resources: {},
      securityContext: { readOnlyRootFilesystem: false },
    });
    for (const [name, folder] of Object.entries(writable)) {
      container.mount(folder, Volume.fromEmptyDir(this, `${version}-${name}`, name));
    }
    withoutAddress(deployment);
    if (podSecurity !== undefined) restrict(deployment);
  }
}

function withFamilies(service: Service, families: IpFamilies | undefined): void {
  if (families === undefined) return;
  ApiObject.of(service).addJsonPatch(
    JsonPatch.add('/spec/ipFamilyPolicy', 'RequireDualStack'),
    JsonPatch.add('/spec/ipFamilies', families),
  );
}
