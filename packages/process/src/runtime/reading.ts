import type { Actor, RecordReader } from "@mortise/store";

/** Who reads what for which app. */
export interface Reading {
  readonly reader: RecordReader;
  readonly actor: Actor;
  readonly app: string;
}
