/** Who this process stands for, as the node tells it. */
export interface Identity {
  readonly app: string;
  readonly version?: string;
  readonly namespace: string;
  readonly pod: string;
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
  /** Where it listens. @default everywhere */
  readonly address?: string;
  /** Unix socket on which it is told to ask something. @default none */
  readonly socket?: string;
  /** Path of a certificate (.crt) and its key (.key) for ports whose name begins with https. @default none */
  readonly certificate?: string;
}

export function identity(): Identity {
  return JSON.parse(process.env['MESH_APP'] ?? '{}') as Identity;
}
