/** What somebody in the mesh is told to ask. */
export interface Question {
  /** A `tcp:` one asks nothing: all that comes until the end is the body. */
  readonly url: string;
  /** @default GET */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many times. @default 1 */
  readonly times?: number;
  /** How many of them at the same time. @default 20 */
  readonly together?: number;
  /** After that many seconds there is no answer. @default 20 */
  readonly seconds?: number;
  /** Where the connection goes instead of the host and port in the URL; the names that are sent stay those of the URL. */
  readonly at?: { readonly host: string; readonly port: number };
  /** Certificate of the authority that the server of an https URL must have. @default none, any certificate is taken */
  readonly authority?: string;
  /** Certificate that an https client shows, and its key, as PEM. @default none */
  readonly identity?: { readonly certificate: string; readonly key: string };
}

/** What came back. */
export interface Answer {
  /** 0 where there was no answer, see `error`. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  readonly milliseconds: number;
  readonly error?: string;
}
