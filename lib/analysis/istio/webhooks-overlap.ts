import type { Labels } from '../../core/labels';
import type { Mesh } from '../../model';
import { selects } from '../../model/label-selector';
import type { Report, Rule } from '../rule';
import { type InjectorWebhook, injectorWebhooks, REVISION } from './istio-webhooks';

/** Each of the labels alone, and with each revision. */
function combinations(base: readonly Labels[], revisions: ReadonlySet<string>): Labels[] {
  return [...base, ...[...revisions].flatMap((revision) => base.map((labels) => ({ ...labels, [REVISION]: revision })))];
}

const nameOf = ({ on, name }: InjectorWebhook) => `${on.name}/${name}`;

/** For each webhook, another one that takes the same pods. */
function overlaps(webhooks: readonly InjectorWebhook[], revisions: ReadonlySet<string>): Map<InjectorWebhook, InjectorWebhook> {
  const injection = 'istio-injection';
  const inject = 'sidecar.istio.io/inject';
  const namespaces = combinations([{}, { [injection]: 'enabled' }, { [injection]: 'disabled' }], revisions);
  const pods = combinations([{}, { [inject]: 'true' }, { [inject]: 'false' }], revisions);
  const found = new Map<InjectorWebhook, InjectorWebhook>();
  for (const namespace of namespaces) {
    const here = webhooks.filter(({ webhook }) => selects(webhook.namespaceSelector, namespace));
    if (here.length < 2) continue;
    for (const pod of pods) {
      const taking = here.filter(({ webhook }) => selects(webhook.objectSelector, pod));
      for (const one of taking) {
        const other = found.has(one) ? undefined : taking.find((two) => nameOf(two) !== nameOf(one));
        if (other !== undefined) found.set(one, other);
      }
    }
  }
  return found;
}

function* find(mesh: Mesh): Iterable<Report> {
  const { webhooks, revisions } = injectorWebhooks(mesh);
  for (const [{ on, index }, other] of overlaps(webhooks, revisions)) {
    yield { on, field: `webhooks[${index}]`, problem: 'takes pods that another webhook takes too', got: nameOf(other) };
  }
}

export const webhooksOverlap: Rule = {
  code: 'IST0139',
  level: 'error',
  title: 'Pods that two injectors take',
  explanation: 'The selectors of two webhooks for injection pick pods with the same labels. Such pods are injected twice.',
  fix: 'change the selectors, or remove the injector that is not needed any more',
  find,
};
