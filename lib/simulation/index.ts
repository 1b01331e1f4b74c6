export type {
  Headers,
  Outcome,
  OutcomeDestination,
  OutcomeEndpoint,
  OutcomeFault,
  OutcomeHash,
  OutcomeKind,
  OutcomeMirror,
  ResponseHeaders,
} from './outcome';
export { type Request, type RequestHeaders, type RequestOptions, requestTo, type Scheme, type Sender } from './request';
export { Simulator } from './simulator';
