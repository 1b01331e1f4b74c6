import { MESSAGES } from '../../../lib/admission/envoy-filter';
import { envoyTypes, jsonName } from '../../../lib/admission/envoy-types';
import type { Random } from './random';

/** Values that few fields take. */
const STRANGE = [
  ...[null, true, 0, -1, 1.5, 5e9, 1e30, 2147483648, 4294967295],
  ...['', 'a', '1', ' 1', '1.0', '1e3', 'true', 'null', '5m', '1s', '-1s', 'NaN', 'AQ==', 'AQ', '2030-01-31T12:00:00Z', 'STATIC'],
  ...[
    '01',
    '1.s',
    '.5s',
    '1e3s',
    '+1s',
    ' 1s',
    '315576000001s',
    '1.0000000001s',
    '2030-01-31',
    '2030-02-30T00:00:00Z',
    '2030-01-31T24:00:00Z',
  ],
  ...[[], [1], ['a'], [null], {}, { a: 1 }, { value: 1 }, { '@type': 'type.googleapis.com/envoy.api.v2.Cluster' }],
];

const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  string: ['a', ''],
  bool: [true, false],
  bytes: ['AQ=='],
  float: [1.5, '2', 'NaN'],
  double: [0, -1.5, '1e3'],
};
const WHOLE = [0, 1, '2'];

const OWN_FORM: Readonly<Record<string, readonly unknown[]>> = {
  BoolValue: [true],
  BytesValue: ['AQ=='],
  DoubleValue: [1.5],
  Duration: ['1s', '1m30s', '0.5s'],
  Empty: [{}],
  FloatValue: [1],
  Int32Value: WHOLE,
  Int64Value: WHOLE,
  ListValue: [[1, null]],
  StringValue: ['a'],
  Struct: [{ a: [1, null, { b: 'c' }] }],
  Timestamp: ['2030-01-31T12:00:00Z'],
  UInt32Value: WHOLE,
  UInt64Value: WHOLE,
  Value: [null, 1, 'a', [], {}],
};
const GOOGLE = 'google.protobuf.';
const DEEPEST = 4;

/** Random values of Envoy's messages, most of which istiod takes. */
class EnvoyValues {
  private readonly types = envoyTypes();
  private readonly names = Object.keys(this.types.messages);

  constructor(private readonly random: Random) {}

  message(type: string, depth: number): unknown {
    const form = type.startsWith(GOOGLE) ? OWN_FORM[type.slice(GOOGLE.length)] : undefined;
    if (form !== undefined) return this.random.pick(form);
    if (type === `${GOOGLE}Any`) return this.typed(depth);
    const fields = Object.entries(this.types.messages[type] ?? {});
    const count = depth > DEEPEST ? 0 : Math.min(fields.length, 1 + this.random.below(4));
    const chosen = Array.from({ length: count }, () => this.random.pick(fields));
    return Object.fromEntries(
      chosen.map(([name, field]) => [this.random.chance(0.3) ? jsonName(name) : name, this.field(field, depth)]),
    );
  }

  typed(depth: number): unknown {
    if (this.random.isTroubled()) return this.random.pick(STRANGE);
    const name = this.random.pick(this.names);
    const content = this.message(name, depth + 1);
    const isPlain = name.startsWith(GOOGLE) && name.slice(GOOGLE.length) in OWN_FORM;
    return { '@type': `type.googleapis.com/${name}`, ...(isPlain ? { value: content } : (content as object)) };
  }

  private field(type: string, depth: number): unknown {
    if (this.random.isTroubled()) return this.random.pick(STRANGE);
    if (type.startsWith('[]')) return [this.single(type.slice(2), depth), this.single(type.slice(2), depth)];
    const [, key, item] = /^\{(.+)\}(.+)$/.exec(type) ?? [];
    if (item === undefined) return this.single(type, depth);
    return { [key === 'string' ? 'a' : this.random.isTroubled() ? 'b' : '1']: this.single(item, depth) };
  }

  private single(type: string, depth: number): unknown {
    if (this.random.isTroubled()) return this.random.pick(STRANGE);
    if (type.startsWith('#')) return this.random.pick((this.types.enums[type.slice(1)] ?? '').split(' '));
    return type.includes('.') ? this.message(type, depth + 1) : this.random.pick(SCALARS[type] ?? WHOLE);
  }
}

/** A random value for what a patch is applied to. */
export function envoyValue(random: Random, applyTo: string): unknown {
  const values = new EnvoyValues(random);
  const isFilter = /_FILTER$|^EXTENSION_CONFIG$/.test(applyTo) && random.chance(0.7);
  const type = MESSAGES[applyTo as keyof typeof MESSAGES] ?? '';
  return isFilter ? { name: 'a', typed_config: values.typed(0) } : values.message(type, 0);
}
