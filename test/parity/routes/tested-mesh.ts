import type { MeshConfig } from '../../../imports/mesh-config';
import type { KubeObject } from '../compare';

/** Something that sends requests: a pod with a sidecar, or a pod of a gateway. */
export interface TestedProxy {
  readonly type: 'sidecar' | 'router';
  /** Name of the workload, which is that of its only pod too. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly ip: string;
  /** `region/zone/subzone` */
  readonly locality?: string;
  /** Name of the Gateway of the Gateway API for which istiod makes it. @default it is made by the manifests */
  readonly madeFor?: string;
}

/** One request, as the application writes it, or as it comes to a gateway. */
export interface TestedRequest {
  /** Index of the proxy in its mesh. */
  readonly proxy: number;
  readonly scheme: 'http' | 'https';
  /** The host that is dialled: a name or an address. */
  readonly host: string;
  readonly port: number;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** The Host header. */
  readonly authority: string;
  readonly headers: readonly (readonly [string, string])[];
  /** The server name of TLS. @default the host where the scheme is https */
  readonly sni?: string;
  /** Whether these are bytes that are not HTTP. @default false */
  readonly opaque?: boolean;
  /** What it is aimed at. */
  readonly about: string;
}

/** A mesh, and requests to it. */
export interface TestedMesh {
  readonly name: string;
  /** Manifests as a user has them: what the simulator reads. */
  readonly manifests: readonly KubeObject[];
  readonly meshConfig: MeshConfig;
  readonly proxies: readonly TestedProxy[];
  /** Pods that get requests and send none, where policies say who may call them. */
  readonly servers: readonly TestedProxy[];
  readonly requests: readonly TestedRequest[];
}
