import type { DestinationRule, TrafficPolicy } from '../model/destination-rules';
import type { OutcomeHash } from './outcome';

type Hash = NonNullable<NonNullable<TrafficPolicy['loadBalancer']>['consistentHash']>;

function ofPort(policy: TrafficPolicy | undefined, port: number | undefined): Hash | undefined {
  if (port === undefined) return undefined;
  return policy?.portLevelSettings?.find((one) => one.port?.number === port)?.loadBalancer?.consistentHash;
}

function outcomeOf(hash: Hash | undefined): OutcomeHash | undefined {
  if (hash === undefined) return undefined;
  if (hash.httpHeaderName !== undefined) return { header: hash.httpHeaderName };
  if (hash.httpCookie !== undefined) return { cookie: hash.httpCookie.name };
  if (hash.httpQueryParameterName !== undefined) return { queryParameter: hash.httpQueryParameterName };
  return hash.useSourceIp === true ? { sourceIp: true } : undefined;
}

/**
 * How requests to a destination are kept on one endpoint.
 * @param port that the destination names; settings for ports do nothing where it names none
 */
export function hashOf(rule: DestinationRule | undefined, subset: string, port: number | undefined): OutcomeHash | undefined {
  const ofHost = rule?.trafficPolicy;
  const ofSubset = rule?.subsets.find(({ name }) => name === subset)?.trafficPolicy;
  return outcomeOf(
    ofPort(ofSubset, port) ??
      ofSubset?.loadBalancer?.consistentHash ??
      ofPort(ofHost, port) ??
      ofHost?.loadBalancer?.consistentHash,
  );
}
