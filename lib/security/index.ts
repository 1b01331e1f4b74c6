export { PeerAuthentication, type PeerAuthenticationProps } from './peer-authentication';
