import { createHash } from 'node:crypto';
import { Duration } from 'cdk8s';
import {
  ConfigMap,
  Cpu,
  Deployment,
  DeploymentStrategy,
  type EnvValue,
  ImagePullPolicy,
  type ISecret,
  LabelSelector,
  PersistentVolumeClaim,
  Probe,
  Service,
  ServiceAccount,
  Volume,
} from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { emit } from '../core/emit';
import { refuse } from '../core/problem';
import type { AddonsNamespace } from './addons-namespace';
import { type Budget, budgetProblems } from './budget';
import { isolate } from './network-access';
import { restrict, withoutAddress } from './pod-security';
import { type PersistentStorage, quantityOf } from './storage';

/** A folder that the program writes to. */
export interface WritableFolder {
  readonly path: string;
  /** @default it is empty whenever the pod starts */
  readonly storage?: PersistentStorage;
}

/** Props of an AddonWorkload. */
export interface AddonWorkloadProps {
  readonly namespace: AddonsNamespace;
  /** One of lib/versions.ts. */
  readonly image: string;
  /** User and group that the program runs as. */
  readonly user: number;
  /** @default that of the image */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Ports of the pod and of its Service, by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Paths that answer while the program is well, on the first port or on one of its own. */
  readonly health: { readonly ready: string; readonly live: string; readonly port?: number };
  /** Files, by path of their folder and by name. */
  readonly files?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Entries of Secrets as files, by path of their folder: the Secret, and the name of the file by entry. */
  readonly secretFiles?: Readonly<
    Record<string, { readonly secret: ISecret; readonly entries: Readonly<Record<string, string>> }>
  >;
  /** Folders that it writes to, by name. */
  readonly writable?: Readonly<Record<string, WritableFolder>>;
  readonly budget: Budget;
  /**
   * Whether it can have a volume, which one pod at a time may write to: then the old pod goes before the new one comes. So too where it has
   * none now, since server-side apply cannot change that later.
   * @default false
   */
  readonly keepsData?: boolean;
  /** Whether it asks the API server. @default false */
  readonly asksApiServer?: boolean;
}

/** One pod with its Service, account, files and volumes, as the Pod Security Standard `restricted` wants them. */
export class AddonWorkload extends Construct {
  readonly service: Service;
  readonly account: ServiceAccount;
  readonly namespace: AddonsNamespace;
  /** Labels of the pod, by which policies find it. */
  readonly labels: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly given: AddonWorkloadProps,
  ) {
    super(scope, id);
    refuse(scope.node.path, budgetProblems('budget', given.budget));
    const { namespace, ports, asksApiServer = false } = given;
    this.namespace = namespace;
    this.labels = { app: id };
    const metadata = { name: id, namespace: namespace.name, labels: this.labels };
    this.account = new ServiceAccount(this, 'account', { metadata, automountToken: asksApiServer });
    this.service = new Service(this, 'service', {
      metadata,
      ports: Object.entries(ports).map(([name, port]) => ({ name, port })),
    });
    this.service.selectLabel('app', id);
    this.addPod(metadata);
    isolate(this, this);
  }

  /** Name of its objects. */
  get name(): string {
    return this.node.id;
  }

  /** Address of a port for other pods, without a path. */
  address(port: string): string {
    const { namespace, ports } = this.given;
    return `http://${this.node.id}.${namespace.name}:${ports[port]}`;
  }

  private addPod(metadata: { name: string; namespace: string; labels: Readonly<Record<string, string>> }): void {
    const { image, user, command, args, env, ports, health, budget, files = {}, asksApiServer = false } = this.given;
    const annotations = Object.keys(files).length === 0 ? undefined : { 'cdk8s-istio/files': fingerprint(files) };
    const deployment = new Deployment(this, 'deployment', {
      metadata,
      podMetadata: { labels: this.labels, annotations },
      replicas: 1,
      select: false,
      serviceAccount: this.account,
      automountServiceAccountToken: asksApiServer,
      strategy: this.given.keepsData ? DeploymentStrategy.recreate() : undefined,
      securityContext: { user, group: user, fsGroup: user, ensureNonRoot: true },
    });
    deployment.select(LabelSelector.of({ labels: { ...this.labels } }));
    const port = health.port ?? Object.values(ports)[0]!;
    const container = deployment.addContainer({
      name: this.node.id,
      image,
      imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
      command: command && [...command],
      args: args && [...args],
      envVariables: { ...env },
      ports: Object.entries(this.podPorts).map(([name, number]) => ({ name, number })),
      readiness: Probe.fromHttpGet(health.ready, { port }),
      liveness: Probe.fromHttpGet(health.live, { port, initialDelaySeconds: Duration.seconds(30), failureThreshold: 6 }),
      resources: {
        cpu: { request: Cpu.millis(budget.cpuMillis) },
        memory: { request: budget.memory, limit: budget.memoryLimit },
      },
      securityContext: { user, group: user, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
    });
    for (const [folder, { secret, entries }] of Object.entries(this.given.secretFiles ?? {})) {
      const items = Object.fromEntries(Object.entries(entries).map(([entry, path]) => [entry, { path }]));
      const volume = Volume.fromSecret(this, `${volumeName(folder)}-secret`, secret, { name: volumeName(folder), items });
      container.mount(folder, volume, { readOnly: true });
    }
    for (const [folder, texts] of Object.entries(files)) {
      const name = volumeName(folder);
      const data = new ConfigMap(this, name, { metadata: { ...metadata, name: `${this.node.id}-${name}` }, data: { ...texts } });
      container.mount(folder, Volume.fromConfigMap(this, `${name}-files`, data, { name }), { readOnly: true });
    }
    for (const [name, folder] of Object.entries(this.given.writable ?? {}))
      container.mount(folder.path, this.volume(name, folder));
    withoutAddress(deployment);
    restrict(deployment);
  }

  /** Those of the Service, and the one at which the program says whether it is well. */
  private get podPorts(): Readonly<Record<string, number>> {
    const { ports, health } = this.given;
    return health.port === undefined ? ports : { ...ports, health: health.port };
  }

  private volume(name: string, { storage }: WritableFolder): Volume {
    if (storage === undefined) return Volume.fromEmptyDir(this, `${name}-volume`, name);
    const metadata = { name: `${this.node.id}-${name}`, namespace: this.given.namespace.name, labels: this.labels };
    const { storageClassName, size } = storage;
    const resources = { requests: { storage: quantityOf(size) } }; // the claims of cdk8s-plus take whole gibibytes alone
    const spec = { accessModes: ['ReadWriteOnce'], resources, storageClassName };
    emit(this, [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec }]);
    const claim = PersistentVolumeClaim.fromClaimName(this, name, metadata.name);
    return Volume.fromPersistentVolumeClaim(this, `${name}-volume`, claim, { name });
  }
}

const volumeName = (folder: string) => folder.slice(1).replaceAll('/', '-').toLowerCase();

/** Changes with the files, so that a pod with old ones is replaced. */
function fingerprint(files: object): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}
