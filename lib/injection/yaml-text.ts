/** Plain values as YAML that every reader takes for the same: fields in the order in which they were written. */
export function yamlText(value: object): string {
  const lines: string[] = [];
  writeMap(value, '', lines);
  return `${lines.join('\n')}\n`;
}

function writeMap(map: object, pad: string, lines: string[]): void {
  for (const [key, value] of Object.entries(map)) writeEntry(`${pad}${scalar(key)}:`, value, pad, lines);
}

function writeEntry(start: string, value: unknown, pad: string, lines: string[]): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null) lines.push(`${start} ${scalar(value)}`);
  else if (Array.isArray(value)) writeList(start, value, pad, lines);
  else if (!hasFields(value)) lines.push(`${start} {}`);
  else {
    lines.push(start);
    writeMap(value, `${pad}  `, lines);
  }
}

function writeList(start: string, list: readonly unknown[], pad: string, lines: string[]): void {
  if (list.length === 0) {
    lines.push(`${start} []`);
    return;
  }
  lines.push(start);
  for (const item of list) {
    if (typeof item !== 'object' || item === null) lines.push(`${pad}- ${scalar(item)}`);
    else if (Array.isArray(item)) writeList(`${pad}-`, item, `${pad}  `, lines);
    else if (!hasFields(item)) lines.push(`${pad}- {}`);
    else {
      const first = lines.length;
      writeMap(item, `${pad}  `, lines);
      lines[first] = `${pad}- ${lines[first]!.slice(pad.length + 2)}`;
    }
  }
}

function hasFields(map: object): boolean {
  return Object.values(map).some((value) => value !== undefined);
}

/** Words of YAML 1.1 that are no text there. */
const WORDS = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^-{0,2}[A-Za-z_/](?:[\w./@=-]|:(?=[^\s]))*$/.test(value) && !WORDS.test(value)) return value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what single quotes cannot hold
  const isSimple = /^[^\u0000-\u001f'\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]+$/.test(value);
  return isSimple ? `'${value}'` : JSON.stringify(value);
}
