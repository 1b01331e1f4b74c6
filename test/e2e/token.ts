import { generateKeyPairSync, sign } from 'node:crypto';
import type { JsonWebKey } from '../../lib';

/** Who signs tokens here. */
export const ISSUER = 'https://issuer.example.com';

/** Signs tokens with a key of its own. */
export class TokenSigner {
  private readonly pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

  /** The public half of the key. */
  get key(): JsonWebKey {
    return { ...this.pair.publicKey.export({ format: 'jwk' }), kty: 'RSA', kid: 'test', alg: 'RS256' };
  }

  /** A token that is valid for a day, with some claims. */
  token(claims: object): string {
    const text = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const until = Math.floor(Date.now() / 1000) + 86_400;
    const head = text({ alg: 'RS256', typ: 'JWT', kid: 'test' });
    const signed = `${head}.${text({ iss: ISSUER, sub: 'jason', exp: until, ...claims })}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), this.pair.privateKey).toString('base64url')}`;
  }
}
