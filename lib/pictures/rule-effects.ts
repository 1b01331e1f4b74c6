import type { HttpRuleSpec } from '../model/virtual-service';
import type { MeshEdge } from './mesh-graph';

type Effects = Pick<MeshEdge, 'faults' | 'timeout' | 'retries' | 'also'>;

export const NO_EFFECTS: Effects = { faults: [], also: [] };

const share = (percentage: number) => (percentage === 100 ? 'all' : `${percentage} %`);

function faultsOf({ fault }: HttpRuleSpec): string[] {
  const { delay, abort } = fault ?? {};
  const status = abort?.httpStatus ?? (abort?.grpcStatus === undefined ? undefined : `gRPC ${abort.grpcStatus}`);
  const delayed = delay?.percentage === undefined ? (delay?.percent ?? 0) : (delay.percentage.value ?? 0);
  const aborted = abort?.percentage?.value ?? 0;
  return [
    ...(delay === undefined || delayed === 0 ? [] : [`delay ${delay.fixedDelay} for ${share(delayed)}`]),
    ...(status === undefined || aborted === 0 ? [] : [`abort ${status} for ${share(aborted)}`]),
  ];
}

function retriesOf({ retries }: HttpRuleSpec): string | undefined {
  if (retries === undefined) return undefined;
  const { attempts, perTryTimeout, retryOn } = retries;
  if (attempts === 0) return 'no retries';
  const often = attempts === undefined ? 'retries' : `${attempts} ${attempts === 1 ? 'retry' : 'retries'}`;
  const each = perTryTimeout === undefined ? '' : ` of ${perTryTimeout}`;
  return `${often}${each}${retryOn === undefined ? '' : ` on ${retryOn}`}`;
}

function rewritten({ rewrite }: HttpRuleSpec): string[] {
  const { uri, authority, uriRegexRewrite } = rewrite ?? {};
  return [
    ...(uri === undefined ? [] : [`path becomes ${uri}`]),
    ...(uriRegexRewrite === undefined ? [] : [`path ${uriRegexRewrite.match} becomes ${uriRegexRewrite.rewrite}`]),
    ...(authority === undefined ? [] : [`host becomes ${authority}`]),
  ];
}

type Headers = NonNullable<HttpRuleSpec['headers']>;

/** What is done to headers of requests and answers. */
export function describeHeaders(headers: Headers | undefined): string[] {
  return (['request', 'response'] as const).flatMap((part) => {
    const { set = {}, add = {}, remove = [] } = headers?.[part] ?? {};
    return [
      ...Object.entries(set).map(([name, value]) => `${part} header ${name} is ${value}`),
      ...Object.entries(add).map(([name, value]) => `${part} header ${name} gets ${value}`),
      ...remove.map((name) => `${part} header ${name} is removed`),
    ];
  });
}

/** What a rule does beside choosing where requests go, in words. */
export function effectsOf(rule: HttpRuleSpec): Effects {
  const retries = retriesOf(rule);
  return {
    faults: faultsOf(rule),
    ...(rule.timeout === undefined ? {} : { timeout: rule.timeout }),
    ...(retries === undefined ? {} : { retries }),
    also: [...rewritten(rule), ...describeHeaders(rule.headers), ...(rule.corsPolicy === undefined ? [] : ['CORS'])],
  };
}

/** What a rule answers itself; undefined for one that sends requests on. */
export function answerOf({ redirect, directResponse }: HttpRuleSpec): string | undefined {
  if (redirect !== undefined) {
    const { scheme, authority, port, uri, redirectCode = 301 } = redirect;
    const host = `${authority ?? ''}${port === undefined ? '' : `:${port}`}`;
    const to = `${scheme === undefined ? '' : `${scheme}://`}${host}${uri ?? ''}`;
    return `redirect ${redirectCode}${to === '' ? '' : ` to ${to}`}`;
  }
  return directResponse === undefined ? undefined : `answer ${directResponse.status}`;
}
