export { describeOutcome } from './describe';
export type {
  Headers,
  Outcome,
  OutcomeAuthorization,
  OutcomeDestination,
  OutcomeEndpoint,
  OutcomeFault,
  OutcomeHash,
  OutcomeKind,
  OutcomeMirror,
  OutcomeTls,
  ResponseHeaders,
} from './outcome';
export { type OutcomeJson, outcomeJson } from './outcome-json';
export {
  type Request,
  type RequestHeaders,
  type RequestOptions,
  requestTo,
  type Scheme,
  type Sender,
  type Token,
} from './request';
export { Simulator } from './simulator';
export { type Answered, Caller, Traffic } from './traffic';
