/** A refusal of ours that is on purpose, although the real programs take the object. */
export interface Intended {
  /** What the refusal says. */
  readonly says: RegExp;
  readonly reason: string;
}

/** What rules for plain objects refuse beyond the CRDs and the webhook. */
export const INTENDED_OF_RULES: readonly Intended[] = [
  {
    says: /changes the host, as .* does|overlaps with /,
    reason: 'the verdict of the webhook depends on the order in which it goes through a map of Go, another one each time',
  },
];

/** What constructs refuse beyond the rules. */
export const INTENDED: readonly Intended[] = [
  {
    says: /route weights must add up to 100/,
    reason: 'Istio takes weights of any sum, and no weight for 0: shares that do not add up to 100 are slips',
  },
  {
    says: /percentage is missing, which Istio takes for 0/,
    reason: 'a fault without a share never happens',
  },
  {
    says: /is ignored by Istio on a rule that injects a fault/,
    reason: 'Istio drops timeout and retries beside a fault without a word',
  },
  {
    says: /is no redirect that Envoy knows|must be an HTTP status between 200 and 599|Envoy (refuses|does not know)|no variable of Envoy|inimumRingSize is out of range/,
    reason: 'istiod takes it, and Envoy refuses the whole configuration that it becomes a part of',
  },
  {
    says: /is for what parentRefs\[\d+\] is for/,
    reason: 'a parent that is written with its namespace and without is two for the CRD, and one here',
  },
  {
    says: /is not an expression of RE2/,
    reason: 'the Gateway API leaves the dialect of expressions open: that of Envoy is RE2',
  },
  {
    says: /value is missing, which google\.protobuf\.Value needs/,
    reason: 'cdk8s emits no null, not even where one stands for a value of Envoy',
  },
  {
    says: /is read for (authorities alone|a certificate, not for authorities)/,
    reason: 'istiod would read the other half of the Secret: a server without certificate, or clients that nobody checks',
  },
  {
    says: /is no delegate of this program/,
    reason: 'Istio takes a delegate without a name, and routes nothing by it',
  },
];

/** An object that no props can be like: of the fields that constructs leave out. */
export const NO_PROPS: readonly {
  readonly kind: string;
  readonly lacks?: string;
  readonly has?: RegExp;
  readonly reason: string;
}[] = [
  { kind: 'Gateway', lacks: 'selector', reason: 'a Gateway without selector is at every gateway of the mesh: pass the gateways' },
  { kind: 'RequestAuthentication', has: /"jwks_uri":/, reason: 'the old spelling of jwksUri' },
];
