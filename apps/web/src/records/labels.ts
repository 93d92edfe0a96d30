import { createContext, useContext } from "react";

/** Finds the name of a person, team or record by its id; undefined when it is not known. */
export type LabelOf = (id: string) => string | undefined;

/** Names gathered from answers; a name once known is kept. */
export class LabelBook {
  readonly #names = new Map<string, string>();

  /** Takes the names of an answer. */
  add(labels: Readonly<Record<string, string>>): void {
    for (const [id, name] of Object.entries(labels)) this.#names.set(id, name);
  }

  /** The name of an id. */
  find: LabelOf = (id) => this.#names.get(id);
}

/** The names known on the pages of an app. */
export const LabelsContext = createContext(new LabelBook());

/** The book into which answers put their names. */
export function useLabelBook(): LabelBook {
  return useContext(LabelsContext);
}

/** Finds the names of ids that occur in the records on screen. */
export function useLabels(): LabelOf {
  return useLabelBook().find;
}
