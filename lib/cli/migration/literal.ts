const WIDTH = 100;

/** Text that is a program already, such as the name of a variable. */
export class Code {
  constructor(readonly text: string) {}
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

const asKey = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

function joined(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open + close;
  const space = open === '{' ? ' ' : '';
  const line = `${open}${space}${parts.join(', ')}${space}${close}`;
  if (line.length + indent.length <= WIDTH && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`;
}

/** A value as TypeScript writes it. */
export function literal(value: unknown, indent = ''): string {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return quoted(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const entries = value.map((entry) => literal(entry, deeper));
    return joined('[', entries, ']', indent);
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return joined(
    '{',
    fields.map(([name, field]) =>
      field instanceof Code && field.text === name ? name : `${asKey(name)}: ${literal(field, deeper)}`,
    ),
    '}',
    indent,
  );
}
