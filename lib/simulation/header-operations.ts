import { compareText } from '../model/mesh-object';
import type { HttpRuleSpec } from '../model/virtual-service';
import { filledValue, type Message, unknownVariable, type Value } from './header-variables';
import type { HeaderValues, HttpRequest } from './http-request';
import type { Headers, ResponseHeaders } from './outcome';

/** What a rule or a destination does to headers, as it is written. */
export type HeadersSpec = NonNullable<HttpRuleSpec['headers']>;

interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/** Changes of headers that are made together: what is taken out goes first, then what is set, then what is added. */
export interface HeaderOperations {
  readonly remove: readonly string[];
  readonly set: readonly NamedValue[];
  readonly add: readonly NamedValue[];
}

/** What is done to the headers of requests and of answers, and the host that is set. */
export interface MessageOperations {
  readonly request: HeaderOperations;
  readonly response: HeaderOperations;
  /** Undefined where it stays. */
  readonly authority: string | undefined;
}

type Operations = NonNullable<HeadersSpec['request']>;
type Texts = Readonly<Record<string, string>>;

export const NO_OPERATIONS: HeaderOperations = { remove: [], set: [], add: [] };

const isHost = (name: string) => /^(:authority|host)$/i.test(name);
const isKept = (name: string) => name.startsWith(':') || isHost(name);
function named(texts: Texts | undefined, message: Message): NamedValue[] {
  return Object.entries(texts ?? {})
    .filter(([name]) => !isKept(name))
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, text]) => ({ name: name.toLowerCase(), value: filledValue(text, message) }));
}

function operations({ set, add, remove = [] }: Operations = {}, message: Message): HeaderOperations {
  return {
    remove: remove.filter((name) => !isKept(name)).map((name) => name.toLowerCase()),
    set: named(set, message),
    add: named(add, message),
  };
}

const hostIn = (texts: Texts | undefined) => Object.entries(texts ?? {}).findLast(([name]) => isHost(name))?.[1];

/** An answer of which nothing is known, but that there is one. */
const ANSWER: Message = { status: 200, details: 'via_upstream' };

/** @param answer the one that the proxy itself gives. @default one of the upstream, with status 200 */
export function messageOperations(spec: HeadersSpec | undefined, answer: Message = ANSWER): MessageOperations {
  return {
    request: operations(spec?.request, 'request'),
    response: operations(spec?.response, answer),
    authority: hostIn(spec?.request?.set) || hostIn(spec?.request?.add) || undefined,
  };
}

/** What in the values of headers is no variable of Envoy; undefined where all are. */
export function unknownVariableIn({ request, response }: HeadersSpec = {}): string | undefined {
  const texts = [request, response].flatMap((one) => [one?.set, one?.add]).flatMap((map) => Object.values(map ?? {}));
  return texts.map(unknownVariable).find((unknown) => unknown !== undefined);
}

/** Both changes as one, in which those of the second come after those of the first. */
export function joinedOperations(first: HeaderOperations, second: HeaderOperations): HeaderOperations {
  return {
    remove: [...first.remove, ...second.remove],
    set: [...first.set, ...second.set],
    add: [...first.add, ...second.add],
  };
}

const isIdle = ({ remove, set, add }: HeaderOperations) => remove.length + set.length + add.length === 0;

/** @param seen the request, from which values are filled when the headers to remove are gone */
function change(headers: Map<string, readonly string[]>, { remove, set, add }: HeaderOperations, seen: () => HttpRequest): void {
  for (const name of remove) headers.delete(name);
  if (set.length + add.length === 0) return;
  const request = seen();
  // All values are there before the first header changes.
  const texts = [...set, ...add].map(({ value }) => value(request));
  for (const [i, { name }] of [...set, ...add].entries()) {
    const text = texts[i] as string;
    if (text !== '') headers.set(name, i < set.length ? [text] : [...(headers.get(name) ?? []), text]);
  }
}

/** Headers with one text each. */
export function joinedHeaders(headers: HeaderValues): Headers {
  const texts: Record<string, string> = {};
  for (const [name, values] of headers) texts[name] = values.length === 1 ? (values[0] as string) : values.join(',');
  return texts;
}

/** Headers of a request after changes, which are made one after the other. */
export function changedHeaders(request: HttpRequest, changes: readonly HeaderOperations[]): HeaderValues {
  if (changes.every(isIdle)) return request.headers;
  const headers = new Map(request.headers);
  for (const one of changes) change(headers, one, () => ({ ...request, headers }));
  return headers;
}

/**
 * What changes do to an answer of which nothing is known.
 * @param request as it was sent on
 */
export function responseHeaders(request: () => HttpRequest, changes: readonly HeaderOperations[]): ResponseHeaders | undefined {
  if (changes.every(isIdle)) return undefined;
  const headers = new Map<string, readonly string[]>();
  const removed = new Set<string>();
  for (const one of changes) {
    change(headers, one, request);
    for (const name of one.remove) removed.add(name);
  }
  return { ...Object.fromEntries([...removed].map((name) => [name, null])), ...joinedHeaders(headers) };
}
