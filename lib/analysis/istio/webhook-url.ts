import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { webhookUrls } from './webhook-urls';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, url, host } of webhookUrls(mesh)) {
    if (url === undefined) yield { on, field, problem: 'has neither a url nor a service' };
    else if (host === undefined) yield { on, field, problem: 'is no URL', got: url };
  }
}

export const webhookUrl: Rule = {
  code: 'IST0163',
  level: 'warning',
  title: 'Webhook without an address',
  explanation: 'The API server cannot ask istiod outside of the cluster, since the webhook does not say where it is.',
  fix: 'write the address of the outside istiod as https://<host>:15017/inject',
  find,
};
