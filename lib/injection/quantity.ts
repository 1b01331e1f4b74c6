const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The one form in which Kubernetes prints an amount: `0.5` is `500m`, `1024Mi` is `1Gi`. What is no amount stays as it is. */
export function canonicalQuantity(amount: unknown): unknown {
  const pattern = /^([+-]?)(\d*)\.?(\d*)(?:([numkMGTPE]|[KMGTPE]i)?|[eE]([+-]?\d{1,2}))$/;
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = pattern.exec(String(amount)) ?? [];
  if (sign === undefined || whole + fraction === '') return amount;
  const binary = BINARY.indexOf(suffix);
  const power = 9 - fraction.length + (exponent === undefined ? decimalPower(suffix) : Number(exponent));
  const digits = BigInt(whole + fraction) * (binary > 0 ? 1024n ** BigInt(binary) : 1n);
  const nano = power >= 0 ? digits * 10n ** BigInt(power) : ceiling(digits, 10n ** BigInt(-power));
  const minus = sign === '-' && nano > 0n ? '-' : '';
  return `${minus}${(binary > 0 && inBinary(nano)) || inDecimal(nano, exponent !== undefined)}`;
}

function decimalPower(suffix: string): number {
  const index = DECIMAL.indexOf(suffix);
  return index < 0 ? 0 : index * 3 - 9;
}

function ceiling(number: bigint, by: bigint): bigint {
  return (number + by - 1n) / by;
}

/** Undefined for small and for broken amounts, which are printed in decimal form. */
function inBinary(nano: bigint): string | undefined {
  let number = nano / 10n ** 9n;
  if (nano % 10n ** 9n !== 0n || number < 1024n) return undefined;
  let index = 0;
  for (; number % 1024n === 0n && index < BINARY.length - 1; index++) number /= 1024n;
  return `${number}${BINARY[index]}`;
}

function inDecimal(nano: bigint, isExponent: boolean): string {
  if (nano === 0n) return '0';
  let number = nano;
  let index = 0;
  for (; number % 1000n === 0n && index < DECIMAL.length - 1; index++) number /= 1000n;
  const power = index * 3 - 9;
  return `${number}${isExponent ? (power === 0 ? '' : `e${power}`) : DECIMAL[index]}`;
}
