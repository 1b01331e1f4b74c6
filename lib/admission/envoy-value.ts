import { closest } from 'fastest-levenshtein';
import type { Problem } from '../core/problem';
import { isMap } from '../core/schema/values';
import { anyDurationProblems } from './duration';
import { isScalar, scalarName } from './envoy-scalars';
import { envoyTypes, jsonName } from './envoy-types';

const GOOGLE = 'google.protobuf.';
/** Types that stand for one value in JSON, with the type of that value. */
const WRAPPERS: Readonly<Record<string, string>> = {
  BoolValue: 'bool',
  BytesValue: 'bytes',
  DoubleValue: 'double',
  FloatValue: 'float',
  Int32Value: 'int32',
  Int64Value: 'int64',
  StringValue: 'string',
  UInt32Value: 'uint32',
  UInt64Value: 'uint64',
};
/** Other types that JSON writes in a form of their own. */
const OWN_FORM = ['Any', 'Duration', 'Empty', 'ListValue', 'Struct', 'Timestamp', 'Value'];
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/;

function wrong(field: string, got: unknown, form: string): Problem[] {
  return [{ field, problem: `must be ${form}`, got, fix: `write ${form}, or leave it out` }];
}

/** Name without its package, where it is one of those with a form of their own. */
export function ownForm(type: string): string | undefined {
  const name = type.startsWith(GOOGLE) ? type.slice(GOOGLE.length) : '';
  return name in WRAPPERS || OWN_FORM.includes(name) ? name : undefined;
}

/** The type that was meant: of one with the same last part, or of all, the nearest. */
function nearestType(type: string): string {
  const known = Object.keys(envoyTypes().messages);
  const namesakes = known.filter((name) => name.endsWith(type.slice(type.lastIndexOf('.'))));
  return closest(type, namesakes.length > 0 ? namesakes : known);
}

function unknownType(field: string, url: string, type: string): Problem[] {
  const version = /\.v2(alpha)?\./.test(type) ? 'Envoy has v3 alone; ' : '';
  const fix = `${version}did you mean ${url.slice(0, -type.length || undefined)}${nearestType(type)}?`;
  return [{ field, problem: 'is no type that istiod knows', got: url, fix }];
}

function typedProblems(field: string, value: unknown): Problem[] {
  if (!isMap(value)) return wrong(field, value, 'a map');
  const { '@type': url, ...content } = value;
  const place = `${field}.@type`;
  if (url === undefined) {
    return [{ field: place, problem: 'is missing', fix: 'say of which type it is: type.googleapis.com/<message of Envoy>' }];
  }
  if (typeof url !== 'string') return wrong(place, url, 'a text');
  const { messages } = envoyTypes();
  const type = url.slice(url.lastIndexOf('/') + 1);
  if (messages[type] === undefined) return unknownType(place, url, type);
  if (ownForm(type) === undefined) return messageProblems(field, content, type);
  if ('value' in content) return messageProblems(`${field}.value`, content['value'], type);
  return [{ field: `${field}.value`, problem: `is missing, which ${type} needs`, fix: 'give the value' }];
}

function ownFormProblems(field: string, value: unknown, form: string): Problem[] {
  const scalar = WRAPPERS[form];
  if (scalar !== undefined) return singleProblems(field, value, scalar);
  if (form === 'Any') return typedProblems(field, value);
  if (form === 'Duration') {
    return typeof value === 'string' ? anyDurationProblems(field, value) : wrong(field, value, 'a duration such as 1m30s');
  }
  if (form === 'Timestamp') {
    return typeof value === 'string' && TIMESTAMP.test(value) ? [] : wrong(field, value, 'a time such as 2030-01-31T12:00:00Z');
  }
  if (form === 'ListValue') return Array.isArray(value) ? [] : wrong(field, value, 'a list');
  return form !== 'Value' && !isMap(value) ? wrong(field, value, 'a map') : [];
}

function messageProblems(field: string, value: unknown, type: string): Problem[] {
  if (value === null) return [];
  const form = ownForm(type);
  if (form !== undefined) return ownFormProblems(field, value, form);
  if (!isMap(value)) return wrong(field, value, 'a map');
  return Object.entries(envoyTypes().messages[type] ?? {}).flatMap(([name, fieldType]) => {
    const json = jsonName(name);
    const written = value[json] === undefined ? name : json;
    const content = value[written];
    return content === undefined || content === null ? [] : fieldProblems(`${field}.${written}`, content, fieldType);
  });
}

function singleProblems(field: string, value: unknown, type: string): Problem[] {
  if (value === null) return [];
  if (type.startsWith('#')) {
    const choices = (envoyTypes().enums[type.slice(1)] ?? '').split(' ');
    if (typeof value === 'string' ? choices.includes(value) : isScalar(value, 'int32')) return [];
    return [{ field, problem: 'is unknown', got: value, fix: `use one of ${choices.join(', ')}` }];
  }
  if (type.includes('.')) return messageProblems(field, value, type);
  return isScalar(value, type) ? [] : wrong(field, value, scalarName(type));
}

function fieldProblems(field: string, value: unknown, type: string): Problem[] {
  if (type.startsWith('[]')) {
    if (!Array.isArray(value)) return wrong(field, value, 'a list');
    return value.flatMap((item, i) => singleProblems(`${field}[${i}]`, item, type.slice(2)));
  }
  const [, keyType, itemType] = /^\{(.+)\}(.+)$/.exec(type) ?? [];
  if (keyType === undefined || itemType === undefined) return singleProblems(field, value, type);
  if (!isMap(value)) return wrong(field, value, 'a map');
  return Object.entries(value).flatMap(([key, item]) => [
    ...(keyType === 'string' || isScalar(key, keyType) ? [] : wrong(`${field}.${key}`, key, scalarName(keyType))),
    ...singleProblems(`${field}.${key}`, item, itemType),
  ]);
}

/**
 * Problems of a value as one of Envoy's messages, as istiod reads it: what it does not know it leaves out without a word.
 * @param type full name of the message
 */
export function envoyValueProblems(field: string, value: unknown, type: string): Problem[] {
  return messageProblems(field, value, type);
}
