import type { Labels } from '../../../../lib/core/labels';
import type { Values } from '../../../../lib/core/schema/values';
import { Random } from '../../admission/random';

/** A service that was made, for others to refer to. */
export interface MadeService {
  readonly name: string;
  readonly namespace: string;
  readonly ports: readonly number[];
  /** Subsets that a DestinationRule gives it. */
  readonly subsets: string[];
}

/** Pods that were made, for selectors to pick. */
export interface MadeWorkload {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
}

/** A Gateway that was made, for routes to bind to. */
export interface MadeGateway {
  readonly name: string;
  readonly namespace: string;
  readonly hosts: readonly string[];
}

/** Names that nothing has. */
const TYPOS = ['reviws', 'chekout', 'nobody', 'details-v9'];

/** Makes the objects of one mesh. Whatever is picked follows from the seed; how often it is wrong follows from `rate`. */
export class MeshMaker {
  readonly objects: Values[] = [];
  readonly namespaces: string[] = [];
  readonly services: MadeService[] = [];
  readonly workloads: MadeWorkload[] = [];
  readonly gateways: MadeGateway[] = [];
  /** Hosts of ServiceEntries. */
  readonly entries: string[] = [];
  readonly #random: Random;
  #count = 0;

  constructor(seed: number, rate: number) {
    this.#random = new Random(seed, { rate });
  }

  chance(share: number): boolean {
    return this.#random.chance(share);
  }

  pick<T>(...values: readonly T[]): T {
    return this.#random.pick(values);
  }

  /** From `least` to `most` of what is made. */
  several<T>(least: number, most: number, make: (at: number) => T): T[] {
    return Array.from({ length: least + this.#random.below(most - least + 1) }, (_, at) => make(at));
  }

  sometimes<T>(share: number, make: () => T): T | undefined {
    return this.chance(share) ? make() : undefined;
  }

  /** The right value, or at times one of the wrong ones. */
  slip<T>(right: T, ...wrong: readonly T[]): T {
    return this.#random.isTroubled() ? this.pick(...wrong) : right;
  }

  /** Whether to do something wrong here. */
  slips(): boolean {
    return this.#random.isTroubled();
  }

  typo(): string {
    return this.pick(...TYPOS);
  }

  namespace(): string {
    return this.pick(...this.namespaces);
  }

  /** A name that no other object has, or at times one that has been given already. */
  name(prefix: string): string {
    if (!this.slips() || this.chance(0.9)) this.#count++;
    return `${prefix}-${this.#count}`;
  }

  service(): MadeService | undefined {
    return this.services.length === 0 ? undefined : this.pick(...this.services);
  }

  /** Labels that pods of a namespace have, or at times those of none. */
  selector(namespace: string): Labels {
    const here = this.workloads.filter((workload) => workload.namespace === namespace);
    const labels: Labels = here.length === 0 ? { app: 'none' } : this.pick(...here).labels;
    const { app, version } = labels;
    const right = this.pick({ app: app ?? 'none' }, version === undefined ? labels : { app: app ?? 'none', version }, labels);
    return this.slip(right, { app: this.typo() }, { ...right, version: 'v9' }, { app: app ?? '', tier: 'gold' });
  }

  /** Adds an object. Fields that are undefined are left out. */
  add(apiVersion: string, kind: string, metadata: Values, body: Values): void {
    const suppressed = this.slips() && this.chance(0.15);
    const codes = this.pick('*', 'IST0101', 'IST0102,IST0118', 'IST0101, IST0106', 'IST0109,IST0173', 'IST9999');
    const annotations = suppressed
      ? { ...(metadata.annotations as Labels | undefined), 'galley.istio.io/analyze-suppress': codes }
      : metadata.annotations;
    this.objects.push(JSON.parse(JSON.stringify({ apiVersion, kind, metadata: { ...metadata, annotations }, ...body })));
  }

  /** Adds one of Istio's objects. */
  addIstio(group: string, kind: string, name: string, namespace: string, spec: Values, annotations?: Labels): void {
    const versions: Record<string, readonly string[]> = {
      networking: ['v1', 'v1', 'v1beta1', 'v1alpha3'],
      security: ['v1', 'v1beta1'],
      telemetry: ['v1', 'v1alpha1'],
      extensions: ['v1alpha1'],
    };
    const only: Record<string, string> = { EnvoyFilter: 'v1alpha3', ProxyConfig: 'v1beta1' };
    const version = only[kind] ?? this.pick(...(versions[group] ?? ['v1']));
    this.add(`${group}.istio.io/${version}`, kind, { name, namespace: this.#written(namespace), annotations }, { spec });
  }

  /** Objects of the default namespace often name none. */
  #written(namespace: string): string | undefined {
    return namespace === 'default' && this.chance(0.5) ? undefined : namespace;
  }
}
