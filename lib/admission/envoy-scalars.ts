/** Ends of the whole numbers of each type. */
const WHOLE: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  sint32: [-(2n ** 31n), 2n ** 31n - 1n],
  sfixed32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  fixed32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  sint64: [-(2n ** 63n), 2n ** 63n - 1n],
  sfixed64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  fixed64: [0n, 2n ** 64n - 1n],
};

const INTEGER = /^[ \t\r\n]*(-?(?:0|[1-9][0-9]*))[ \t\r\n]*$/;
/** A text that istiod takes for no number, and so for 0. */
const NO_NUMBER = 'null';
const NUMBER = /^[ \t\r\n]*-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?[ \t\r\n]*$/;
const NOT_DIGITS = ['NaN', 'Infinity', '-Infinity', NO_NUMBER];
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const LARGEST_FLOAT = 3.4028235677973366e38;

/** Whole number of a value, or of a text as a value may be written too. */
function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value) : undefined;
  if (value === NO_NUMBER) return 0n;
  const digits = typeof value === 'string' ? INTEGER.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : BigInt(digits);
}

function isFraction(value: unknown, largest: number): boolean {
  if (typeof value === 'string' && NOT_DIGITS.includes(value)) return true;
  const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) < largest;
}

function areBytes(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((byte) => byte === null || (Number.isInteger(byte) && byte >= 0 && byte <= 255));
  return typeof value === 'string' && BASE64.test(value.replace(/[\r\n]/g, ''));
}

/** Whether a value is one of a scalar type of Envoy's. */
export function isScalar(value: unknown, type: string): boolean {
  const range = WHOLE[type];
  if (range !== undefined) {
    const integer = integerOf(value);
    return integer !== undefined && integer >= range[0] && integer <= range[1];
  }
  if (type === 'bool') return typeof value === 'boolean';
  if (type === 'string') return typeof value === 'string';
  if (type === 'bytes') return areBytes(value);
  return isFraction(value, type === 'float' ? LARGEST_FLOAT : Number.POSITIVE_INFINITY);
}

/** What a value of a scalar type is. */
export function scalarName(type: string): string {
  if (type === 'bool') return 'true or false';
  if (type === 'string') return 'a text';
  if (type === 'bytes') return 'bytes in base64';
  const [least, most] = WHOLE[type] ?? [];
  return least === undefined ? 'a number' : `a whole number between ${least} and ${most}`;
}
