/**
 * A number as the charts print it: numbers of files are floats there, which from a million on have an exponent; those of `--set` are whole.
 */
export function goText(value: number | bigint): string {
  if (typeof value === 'bigint') return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
