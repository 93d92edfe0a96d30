import { outsideProvider } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { createContext, useContext } from "react";
import type { MovedRecord, TreePlace } from "./use-tree-move.ts";

/** What all rows of a tree share. */
export interface TreeParts {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  /** Fields beside the name, one column each. */
  readonly columns: readonly FieldDefinition[];
  readonly isOpen: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** The record under the pointer, while one is dragged. */
  readonly dragged: string | undefined;
  readonly mayMove: (id: string) => boolean;
  readonly move: (moved: MovedRecord, to: TreePlace) => void;
  readonly askMove: (moved: MovedRecord) => void;
}

/** Holds what rows share; filled by `TreeList`. */
export const TreeContext = createContext<TreeParts | undefined>(undefined);

/** What the rows of the surrounding tree share. */
export function useTree(): TreeParts {
  const parts = useContext(TreeContext);
  if (!parts) throw outsideProvider({ part: "useTree", provider: "TreeContext" });
  return parts;
}
