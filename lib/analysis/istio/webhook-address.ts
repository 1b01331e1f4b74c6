import { isIP } from 'node:net';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { webhookUrls } from './webhook-urls';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, url, host = '' } of webhookUrls(mesh)) {
    if (isIP(host) !== 0 && !host.includes('%')) yield { on, field, problem: 'names an IP address', got: url };
  }
}

export const webhookAddress: Rule = {
  code: 'IST0164',
  level: 'info',
  title: 'Outside istiod by its IP address',
  explanation: 'An address of a gateway changes when the gateway is made anew, and its certificate is for a name.',
  fix: 'give the gateway of the outside istiod a name, and write that',
  find,
};
