declare module "pg-copy-streams" {
  import type { Writable } from "node:stream";
  import type { Connection, Submittable } from "pg";

  /** A COPY … FROM STDIN to be handed to a client; rows are written into it. */
  export interface CopyStreamQuery extends Writable, Submittable {
    readonly rowCount: number;
    submit(connection: Connection): void;
  }

  /** A stream for a statement `copy … from stdin`. */
  export function from(text: string): CopyStreamQuery;
}
