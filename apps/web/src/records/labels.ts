import { createContext, useContext } from "react";

/** Finds the name of a person, team or record by its id; undefined when it is not known. */
export type LabelOf = (id: string) => string | undefined;

/** Names that came with the records on screen. */
export const LabelsContext = createContext<LabelOf>(() => undefined);

/** Names of the ids that occur in the records on screen. */
export function useLabels(): LabelOf {
  return useContext(LabelsContext);
}

/** Names gathered page by page; a name once known is kept. */
export class LabelBook {
  readonly #names = new Map<string, string>();

  /** Takes the names of an answer. */
  add(labels: Readonly<Record<string, string>>): void {
    for (const [id, name] of Object.entries(labels)) this.#names.set(id, name);
  }

  /** The name of an id. */
  find: LabelOf = (id) => this.#names.get(id);
}
