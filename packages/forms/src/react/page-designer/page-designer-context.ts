import type { Catalog, PageBlock, PageDocument, Problem } from "@mortise/metadata";
import type { ElementHolders } from "@mortise/ui";
import { outsideProvider } from "@mortise/kit";
import { createContext, useContext } from "react";

/** What the parts of the designer share. */
export interface PageDesignerParts {
  readonly page: PageDocument;
  readonly catalog: Catalog;
  readonly problems: readonly Problem[];
  /** The chosen block. */
  readonly selected: string | undefined;
  readonly select: (block: string | undefined) => void;
  readonly step: (block: string, way: "up" | "down" | "before" | "after") => void;
  readonly remove: (block: string) => void;
  readonly moveToTab: (block: PageBlock, tab: string) => void;
  /** What stands in a block, in a few words. */
  readonly detail: (block: PageBlock) => string;
  /** Who else is at which block. */
  readonly holders: ElementHolders | undefined;
  readonly run: (page: PageDocument | undefined, burst?: string) => void;
}

/** Filled by `PageDesigner`. */
export const PageDesignerContext = createContext<PageDesignerParts | undefined>(undefined);

/** What the parts of the designer share; only inside it. */
export function usePageDesigner(): PageDesignerParts {
  const parts = useContext(PageDesignerContext);
  if (!parts) throw outsideProvider({ part: "usePageDesigner", provider: "PageDesigner" });
  return parts;
}
