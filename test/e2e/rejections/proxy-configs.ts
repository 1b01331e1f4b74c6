import { rejected } from './rejection';

export const PROXY_CONFIGS = rejected('ProxyConfig', {
  'threads below 0': { concurrency: -1 },
  'part of a thread': { concurrency: 1.5 },
  'threads as text': { concurrency: '2' },
  'a variable that is a number': { environmentVariables: { A: 1 } },
  'a variable that is too long': { environmentVariables: { A: 'a'.repeat(2049) } },
  'an image by itself': { image: 'debug' },
  'a label value with a star': { selector: { matchLabels: { app: 'a*' } } },
  'a label without a name': { selector: { matchLabels: { '': 'a' } } },
});
