import type { RouteOutput, routes } from "@mortise/contract";
import type { FieldDefinition } from "@mortise/metadata";
import { createContext, useContext } from "react";

/** What a test run answers. */
export type TestRun = RouteOutput<typeof routes.rehearseFlow>;

/** The real record that serves as an example while a flow is designed. */
export interface Sample {
  /** Its id; null while none is chosen. */
  readonly record: string | null;
  readonly choose: (record: string | null) => void;
  /** What a field or a result of a step is in it, as people read it; undefined while unknown or empty. */
  readonly textOf: (field: FieldDefinition) => string | undefined;
  /** What a step left in the last test run. */
  readonly given: (node: string) => readonly { readonly name: string; readonly value: string }[];
  /** Takes in what a test run with the record came to. */
  readonly take: (run: TestRun) => void;
  /** Has the results of steps found out, once. */
  readonly wantResults: () => void;
}

const SampleContext = createContext<Sample>({
  record: null,
  choose: () => undefined,
  textOf: () => undefined,
  given: () => [],
  take: () => undefined,
  wantResults: () => undefined,
});

/** Hands the example to the panels of a designer. */
export const SampleProvider = SampleContext.Provider;

/** The example of the surrounding designer. */
export function useSample(): Sample {
  return useContext(SampleContext);
}
