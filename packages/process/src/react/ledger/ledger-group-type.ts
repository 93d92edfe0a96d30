import type { RouteOutput, routes } from "@mortise/contract";
import type { ReactNode } from "react";

/** The ledger as it was asked for. */
export type Ledger = RouteOutput<typeof routes.readLedger>;

/** What people got under one rule. */
export type Group = Ledger["groups"][number];

/** A record that a figure leads to. */
export interface LedgerPlace {
  readonly entity: string;
  readonly record: string;
}

/** Makes a link to one record. */
export type RenderLink = (place: LedgerPlace, children: ReactNode) => ReactNode;

/** A figure whose records are looked at. */
export interface Looked {
  readonly group: Group;
  readonly person: Group["people"][number];
  readonly side: "given" | "missed";
}
