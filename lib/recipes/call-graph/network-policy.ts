import type { Construct } from 'constructs';
import type { Labels } from '../../core/labels';
import { Resource } from '../../core/resource';

const KIND = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

/** The label that every namespace has its name in. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Ports of some pods. */
export interface PodPorts {
  /** Pods of a namespace. @default all addresses, inside and outside of the cluster */
  readonly peer?: { readonly namespace: string; readonly labels: Labels };
  readonly ports: readonly number[];
  /** @default TCP */
  readonly protocols?: readonly ('TCP' | 'UDP')[];
}

/** Props of a NetworkPolicy. They are read when the manifest is asked for. */
export interface NetworkPolicyProps {
  readonly namespace: string | undefined;
  /** Labels of the pods that it is for. */
  readonly labels: Labels;
  /** Who may connect, and to which ports of these pods. */
  readonly ingress: readonly PodPorts[];
  /** To whom these pods may connect. */
  readonly egress: readonly PodPorts[];
}

function renderPeer({ namespace, labels }: NonNullable<PodPorts['peer']>): object {
  const selected = Object.keys(labels).length > 0;
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } },
    ...(selected && { podSelector: { matchLabels: labels } }),
  };
}

function renderPorts({ ports, protocols = ['TCP'] }: PodPorts): object[] {
  return protocols.flatMap((protocol) => ports.map((port) => ({ protocol, port })));
}

/** Which connections of some pods the network lets through, whatever their proxies do. */
export class NetworkPolicy extends Resource {
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: NetworkPolicyProps,
  ) {
    super(scope, id, KIND, { namespace: definition.namespace });
  }

  protected override toSpec(): object {
    const { labels, ingress, egress } = this.definition;
    return {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ingress.map((open) => ({ ...(open.peer && { from: [renderPeer(open.peer)] }), ports: renderPorts(open) })),
      egress: egress.map((open) => ({ ...(open.peer && { to: [renderPeer(open.peer)] }), ports: renderPorts(open) })),
    };
  }
}
