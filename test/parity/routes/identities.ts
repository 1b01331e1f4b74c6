import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate of a workload, as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'];

const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });

/** An authority that gives certificates to service accounts, as istiod does. */
export class Identities {
  /** File of the certificate of the authority. */
  readonly root: string;
  readonly #made = new Map<string, Identity>();

  constructor(private readonly folder: string) {
    this.root = join(folder, 'root.crt');
    openssl('req', '-x509', ...KEY, '-subj', '/O=cluster.local', '-keyout', join(folder, 'root.key'), '-out', this.root);
  }

  of(namespace: string, serviceAccount: string): Identity {
    const name = `spiffe://cluster.local/ns/${namespace}/sa/${serviceAccount}`;
    const known = this.#made.get(name) ?? this.#make(name, join(this.folder, `${namespace}.${serviceAccount}`));
    this.#made.set(name, known);
    return known;
  }

  #make(name: string, path: string): Identity {
    const signed = ['-CA', this.root, '-CAkey', join(this.folder, 'root.key'), '-addext', `subjectAltName=critical,URI:${name}`];
    openssl(
      'req',
      '-x509',
      ...KEY,
      '-subj',
      '/',
      ...signed,
      '-addext',
      'basicConstraints=CA:FALSE',
      '-keyout',
      `${path}.key`,
      '-out',
      `${path}.crt`,
    );
    return { cert: readFileSync(`${path}.crt`, 'utf8'), key: readFileSync(`${path}.key`, 'utf8') };
  }
}
