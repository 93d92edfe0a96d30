import type { FigureFile } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import type { DashboardCard } from "@mortise/metadata";
import { createContext, useContext } from "react";
import type { CardFigures } from "../model/chart-context.ts";

/** A card and the condition that is put on it. */
export interface FigureQuestion {
  readonly card: DashboardCard;
  readonly filter?: Expression | undefined;
}

/** Where figures come from when nobody is signed in: cards are asked for by name, and lead to no records. */
export interface FigureSource {
  readonly read: (question: FigureQuestion, signal: AbortSignal) => Promise<CardFigures>;
  /** Takes figures out; absent where visitors may not. */
  readonly file?: (question: FigureQuestion, format: "xlsx" | "csv") => Promise<FigureFile>;
  /** After so many milliseconds figures are read again: visitors are told of no changes. */
  readonly everyMs: number;
}

/** Filled where a dashboard is shown to visitors; elsewhere figures come from the app, under the reader's rights. */
export const FigureSourceContext = createContext<FigureSource | undefined>(undefined);

/** The source of a dashboard that is shown to visitors. */
export function useFigureSource(): FigureSource | undefined {
  return useContext(FigureSourceContext);
}
