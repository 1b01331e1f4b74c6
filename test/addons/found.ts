import type { Chart } from 'cdk8s';
import { parse } from 'yaml';

interface Found {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, string>>;
  readonly rules?: unknown;
}

interface Pod {
  readonly containers: readonly [
    {
      readonly args?: readonly string[];
      readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
      readonly [field: string]: unknown;
    },
  ];
  readonly volumes?: readonly object[];
  readonly [field: string]: unknown;
}

/** What a chart makes, by kind and name. */
export class FoundObjects {
  readonly all: readonly Found[];

  constructor(chart: Chart) {
    this.all = chart.toJson() as readonly Found[];
  }

  names(kind: string): string[] {
    return this.all.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);
  }

  object(kind: string, name: string): Found {
    const found = this.all.filter((object) => object.kind === kind && object.metadata.name === name);
    expect(found.map(({ metadata }) => metadata.name)).toEqual([name]);
    return found[0] as Found;
  }

  spec(kind: string, name: string): Readonly<Record<string, unknown>> {
    return this.object(kind, name).spec as Readonly<Record<string, unknown>>;
  }

  pod(name: string): Pod {
    return (this.spec('Deployment', name)['template'] as { spec: Pod }).spec;
  }

  container(name: string): Pod['containers'][0] {
    return this.pod(name).containers[0];
  }

  /** Variables of a container, by name: their value, or where it comes from. */
  env(name: string): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      (this.container(name).env ?? []).map(({ name: key, value, valueFrom }) => [key, value ?? valueFrom]),
    );
  }

  file(map: string, name: string): Readonly<Record<string, unknown>> {
    return parse(this.object('ConfigMap', map).data?.[name] ?? '') as Readonly<Record<string, unknown>>;
  }
}
