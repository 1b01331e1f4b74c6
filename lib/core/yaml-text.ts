import { Pair, Scalar, stringify, YAMLMap } from 'yaml';

const OPTIONS = { version: '1.1', lineWidth: 0 } as const;

/** A text that is itself to every reader, unless it is a word of YAML. */
const PLAIN = /^[A-Za-z_/](?:[!-9;-~]|:(?! |$)| (?! |#|$))*$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** What Go takes for a number once it has dropped the underscores; the library leaves some of it, as `0o7`, without quotes. */
const NUMBER_OF_GO = /^[-+]?(?:0x[0-9a-f]+|0o[0-7]+|0b[01]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?)$/i;

/** Characters that readers of YAML 1.1 take for line ends, or for no text; to the library they are like others. */
const SPECIAL = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** What is lost or refused without quotes: spaces alone, and a tab where the indentation of several lines is looked for. */
const NEEDS_QUOTES = /^\s+$|^\n*\t/;

/** The longest key that needs no mark before it. */
const LONGEST_KEY = 1024;

const MOST_KNOWN = 1000;

/**
 * Objects as YAML documents, byte for byte as cdk8s prints them, but for texts that Kubernetes would not read as they are meant: those
 * get quotes. Fields are in the order in which they were written; those that are undefined are left out.
 *
 * The layout is printed here, in a tenth of the time, and what is hard about a text is left to the library.
 */
export function yamlText(...documents: readonly object[]): string {
  return documents.map(document).join('---\n');
}

function document(content: object): string {
  if (isEmpty(content)) return `${Array.isArray(content) ? '[]' : '{}'}\n`;
  const lines: string[] = [];
  writeAll(content, '', '', lines);
  return `${lines.join('\n')}\n`;
}

/** @param first what is before the first entry in its line, where the others have the indentation */
function writeAll(content: object, first: string, indentation: string, lines: string[]): void {
  let start = first;
  if (Array.isArray(content)) {
    for (const item of content) {
      write(`${start}-`, item, true, indentation, lines);
      start = indentation;
    }
    return;
  }
  for (const [name, value] of Object.entries(content)) {
    if (value === undefined) continue;
    write(`${start}${key(name, indentation)}`, value, false, indentation, lines);
    start = indentation;
  }
}

/** @param start the key with its colon, or the dash of an item, after which a collection goes on in the same line */
function write(start: string, value: unknown, isItem: boolean, indentation: string, lines: string[]): void {
  if (typeof value === 'string') {
    lines.push(`${start} ${isPlain(value) ? value : indented(hardText(value), indentation)}`);
  } else if (typeof value !== 'object' || value === null) {
    lines.push(`${start} ${value ?? null}`);
  } else if (isEmpty(value)) {
    lines.push(`${start} ${Array.isArray(value) ? '[]' : '{}'}`);
  } else {
    const deeper = `${indentation}  `;
    if (!isItem) lines.push(start);
    writeAll(value, isItem ? `${start} ` : deeper, deeper, lines);
  }
}

function isEmpty(content: object): boolean {
  if (Array.isArray(content)) return content.length === 0;
  for (const value of Object.values(content)) if (value !== undefined) return false;
  return true;
}

function key(name: string, indentation: string): string {
  if (isPlain(name) && name.length <= LONGEST_KEY) return `${name}:`;
  if (name === '<<') return '"<<":'; // without quotes it would merge two maps
  return indented(pairText(name, 'k').slice(0, -' k'.length), indentation);
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !WORD.test(text);
}

/** What the library made of texts that were met already: most are met again and again. */
const known = new Map<string, string>();

function hardText(text: string): string {
  const printed = known.get(text) ?? pairText('k', text).slice('k: '.length);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, printed);
  return printed;
}

function pairText(name: string, text: string): string {
  const map = new YAMLMap();
  map.add(new Pair(scalar(name), scalar(text)));
  return stringify(map, OPTIONS)
    .slice(0, -1)
    .replace(SPECIAL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text for the library, which is told where it would not find out that there must be quotes. */
function scalar(text: string): Scalar<string> {
  const content = new Scalar(text);
  const isNumber = !text.startsWith('_') && NUMBER_OF_GO.test(text.replaceAll('_', ''));
  const isHard = NEEDS_QUOTES.test(text) || text.search(SPECIAL) >= 0 || isNumber;
  if (isHard) content.type = Scalar.QUOTE_DOUBLE;
  return content;
}

function indented(text: string, indentation: string): string {
  return indentation === '' ? text : text.replace(/\n(?!\n|$)/g, `\n${indentation}`);
}
