/**
 * Plain values as YAML that readers of YAML 1.1 and 1.2 take for the same: fields in the order in which they were written.
 *
 * Of the libraries, `yaml` leaves the text `0o7` without quotes, which is a number to readers of 1.2, and js-yaml the text `.`, which is one
 * to some readers of 1.1; and either takes as long for one Deployment as all the rest of the injection.
 */
export function yamlText(value: object): string {
  if (!hasFields(value)) return '{}\n';
  const lines: string[] = [];
  writeMap(value, '', lines);
  return `${lines.join('\n')}\n`;
}

function writeMap(map: object, pad: string, lines: string[]): void {
  for (const [key, value] of Object.entries(map)) writeEntry(`${pad}${oneLine(key)}:`, value, pad, lines);
}

function writeEntry(start: string, value: unknown, pad: string, lines: string[]): void {
  if (value === undefined) return;
  if (typeof value === 'string') lines.push(`${start} ${isBlock(value) ? block(value, `${pad}  `) : oneLine(value)}`);
  else if (typeof value !== 'object' || value === null) lines.push(`${start} ${plain(value)}`);
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
    if (typeof item !== 'object' || item === null || Array.isArray(item) || !hasFields(item)) {
      writeEntry(`${pad}-`, item === undefined ? null : item, Array.isArray(item) ? `${pad}  ` : pad, lines);
      continue;
    }
    const first = lines.length;
    writeMap(item, `${pad}  `, lines);
    lines[first] = `${pad}- ${lines[first]!.slice(pad.length + 2)}`;
  }
}

function hasFields(map: object): boolean {
  return Object.values(map).some((value) => value !== undefined);
}

/** A number with an exponent is one of YAML 1.1 only with a point. */
function plain(value: unknown): string {
  return typeof value === 'number' ? String(value).replace(/^(-?\d+)e/, '$1.0e') : JSON.stringify(value);
}

/** Words of YAML 1.1 that are no text there. */
const WORDS = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

// biome-ignore lint/suspicious/noControlCharactersInRegex: only escapes can say what it matches
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/;

function oneLine(text: string): string {
  if (/^-{0,2}[A-Za-z_/](?:[\w./@=-]|:(?=[^\s]))*$/.test(text) && !WORDS.test(text)) return text;
  return text === '' || /['\t\n]/.test(text) || UNPRINTABLE.test(text) ? JSON.stringify(text) : `'${text}'`;
}

/** Several lines that can stand as they are: the first begins with a word, and at most one line end comes last. */
function isBlock(text: string): boolean {
  return /^\S.*\n/.test(text) && /\S\n?$/.test(text) && !UNPRINTABLE.test(text);
}

function block(text: string, pad: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return `|${text.endsWith('\n') ? '' : '-'}\n${lines.map((line) => (line === '' ? '' : `${pad}${line}`)).join('\n')}`;
}
