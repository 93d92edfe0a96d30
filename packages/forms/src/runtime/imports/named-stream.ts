import type { Readable } from "node:stream";

/** A file as it is sent. */
export interface NamedStream {
  readonly fileName: string;
  readonly stream: Readable;
}
