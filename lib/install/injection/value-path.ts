import type { IstiodValues } from '../values';

/** The part of the chart's values that templates can read. */
export interface TemplateValues extends Pick<IstiodValues, 'gateways' | 'revision'> {
  readonly global: IstiodValues['global'] & { readonly platform?: string };
  readonly pilot: Pick<IstiodValues['pilot'], 'cni'>;
}

/** Every dotted path in `T` to a `Leaf`, such as `global.proxy.logLevel`. */
export type PathTo<Leaf, T = TemplateValues> = {
  [K in keyof T & string]: string extends K ? never : PathFrom<K, Leaf, NonNullable<T[K]>>;
}[keyof T & string];

type PathFrom<K extends string, Leaf, V> = (V extends Leaf ? K : never) | (V extends Scalar ? never : `${K}.${PathTo<Leaf, V>}`);

type Scalar = string | number | boolean | readonly unknown[];
