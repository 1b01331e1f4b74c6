const MAX_LINES = 40;
const MAX_CHARACTERS = 2000;

/** `-----BEGIN CERTIFICATE-----` and so on: of no interest to a reader, and where it is a private key a secret. */
const PEM = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** The same in base64, as in a kubeconfig. */
const PEM_IN_BASE64 = /LS0tLS1CRUdJTi[A-Za-z0-9+/=]+/g;

/** SHA-1, SHA-256 and MD5 in hexadecimal digits; addresses of constructs. */
const HEXADECIMAL = /(?<![0-9A-Za-z])(?:[0-9a-f]{32,}|[0-9A-F]{32,})(?![0-9A-Za-z])/g;

/** The end that cdk8s gives to a name that it makes itself: `-c8` and six digits of the hash of its construct path. */
const NAME_HASH = /-c8[0-9a-f]{6}(?![0-9a-z])/g;

/**
 * A text without the parts that are hashes, certificates or keys.
 *
 * @param isShort whether a long text is shown by its size
 */
export function stableText(text: string, isShort: boolean): string {
  const stable = text
    .replace(PEM, (_, label: string) => `<${label.toLowerCase()}>`)
    .replace(PEM_IN_BASE64, '<pem>')
    .replace(HEXADECIMAL, '<hash>')
    .replace(NAME_HASH, '-<hash>');
  if (!isShort) return stable;
  const lines = stable.trimEnd().split('\n').length;
  if (lines > MAX_LINES) return `<${lines} lines>`;
  return stable.length > MAX_CHARACTERS ? `<${stable.length} characters>` : stable;
}
