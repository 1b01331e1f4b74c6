import { gateway } from './gateway';
import { grpcAgent } from './grpc-agent';
import { grpcSimple } from './grpc-simple';
import type { PodShape } from './pod-shape';
import { sidecar } from './sidecar';
import type { Node } from './template';

/** What istiod merges into pods, by the name that pods ask for it. */
export const podTemplates = {
  sidecar,
  gateway,
  'grpc-simple': grpcSimple,
  'grpc-agent': grpcAgent,
} satisfies Record<string, Node<PodShape>>;
