import { createSign, generateKeyPairSync } from 'node:crypto';
import type { KubeObject } from '../../compare';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = { ...publicKey.export({ format: 'jwk' }), kid: 'sample', alg: 'RS256', use: 'sig' };

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with claims in JSON, that the issuer of all samples signed. */
export function signedToken(claims: string): string {
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT', kid: 'sample' })}.${encoded(JSON.parse(claims))}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

interface Spec {
  readonly jwtRules?: readonly object[];
}

/** With the key of the issuer in the rules for tokens, which would be fetched from its site. */
export function withKey(object: KubeObject): KubeObject {
  if (object.kind !== 'RequestAuthentication') return object;
  const spec = object['spec'] as Spec;
  const jwks = JSON.stringify({ keys: [KEY] });
  return { ...object, spec: { ...spec, jwtRules: (spec.jwtRules ?? []).map((rule) => ({ ...rule, jwks })) } };
}
