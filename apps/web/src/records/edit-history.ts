import { createContext, useContext } from "react";

type Way = "undo" | "redo";

/** What a person wrote in the cells of an entity, as change-sets: taken back and repeated one after the other. */
export class EditHistory {
  #stacks: Readonly<Record<Way, string[]>> = { undo: [], redo: [] };
  #last: Promise<unknown> = Promise.resolve();

  /** Notes what was just written, so that it is undone in its turn; what was undone before cannot be redone any more. */
  note = (changeSet: string): void => {
    this.#stacks = { undo: [...this.#stacks.undo, changeSet], redo: [] };
  };

  /**
   * Goes one step back, or ahead again: `revert` takes a change-set back and answers with the one that did. Steps wait
   * for each other; one that fails stays to be tried again. Resolves to false when there is nothing to go to.
   */
  step(way: Way, revert: (changeSet: string) => Promise<string>): Promise<boolean> {
    const step = this.#last.then(async () => {
      const { [way]: from, [way === "undo" ? "redo" : "undo"]: to } = this.#stacks;
      const changeSet = from.pop();
      if (changeSet === undefined) return false;
      try {
        to.push(await revert(changeSet));
        return true;
      } catch (error) {
        from.push(changeSet);
        throw error;
      }
    });
    this.#last = step.catch(() => undefined);
    return step;
  }
}

/** The histories of the entities of an app. */
export class EditHistories {
  readonly #known = new Map<string, EditHistory>();

  /** The history of an entity: always the same one. */
  of(entity: string): EditHistory {
    const known = this.#known.get(entity) ?? new EditHistory();
    this.#known.set(entity, known);
    return known;
  }
}

/** The histories on the pages of an app: they outlive the list that is on screen, which another order or filter replaces. */
export const EditHistoriesContext = createContext(new EditHistories());

/** The history of an entity in the open app. */
export function useEditHistory(entity: string): EditHistory {
  return useContext(EditHistoriesContext).of(entity);
}
