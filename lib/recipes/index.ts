export { EgressThroughGateway, type EgressThroughGatewayProps } from './egress-through-gateway';
