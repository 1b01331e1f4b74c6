export type { AnonymousCondition, Condition } from './authorization-condition';
export type { Operation } from './authorization-operation';
export {
  type AllowPolicy,
  type AuditPolicy,
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
  type CustomPolicy,
  type DenyPolicy,
} from './authorization-policy';
export type { CustomRule, Rule } from './authorization-rule';
export type { Source } from './authorization-source';
export type { JsonWebKey, JsonWebKeySet, JwtRule } from './jwt-rule';
export { PeerAuthentication, type PeerAuthenticationProps, type PeerMtls } from './peer-authentication';
export { Principal, type PrincipalOptions, type PrincipalRef } from './principal';
export { RequestAuthentication, type RequestAuthenticationProps } from './request-authentication';
export { OutsideServiceAccount, type ServiceAccountRef } from './service-account';
export type { SourceNamespace } from './source-namespace';
