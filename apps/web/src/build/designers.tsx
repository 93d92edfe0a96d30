import type { Catalog, DefinitionDocument, DocumentOf, Problem } from "@mortise/metadata";
import type { ElementHolders } from "@mortise/ui";
import { type ComponentType, lazy, type LazyExoticComponent } from "react";

/** What every designer of an engine takes. It edits a value; saving is the page's work. */
export interface DesignerProps<Document extends DefinitionDocument> {
  readonly document: Document;
  readonly catalog: Catalog;
  readonly onChange: (document: Document) => void;
  readonly problems: readonly Problem[];
  /** Who else is at which part of the document. */
  readonly holders: ElementHolders;
}

/** A kind of document with the designer that edits it, fetched when it is first opened. */
export interface DesignerEntry {
  readonly kind: DefinitionDocument["kind"];
  /** The designer lists problems itself, each with the way there. */
  readonly showsProblems: boolean;
  readonly Designer: LazyExoticComponent<ComponentType<DesignerProps<DefinitionDocument>>>;
}

function designer<Kind extends DefinitionDocument["kind"]>(
  kind: Kind,
  load: () => Promise<ComponentType<DesignerProps<DocumentOf<Kind>>>>,
  showsProblems = false,
): DesignerEntry {
  // The page hands a designer only documents of its own kind, which the type of a table cannot say.
  const loadAny = load as unknown as () => Promise<ComponentType<DesignerProps<DefinitionDocument>>>;
  return { kind, showsProblems, Designer: lazy(async () => ({ default: await loadAny() })) };
}

/** The designers of the engines by the folder in the address. */
export const DESIGNERS: Readonly<Record<string, DesignerEntry>> = {
  forms: designer("form", async () => (await import("./form-designer-slot.tsx")).FormDesignerSlot, true),
  views: designer("view", async () => (await import("./views/view-designer.tsx")).ViewDesigner),
  dashboards: designer(
    "dashboard",
    async () => (await import("./dashboard-designer-slot.tsx")).DashboardDesignerSlot,
  ),
  pages: designer("page", async () => (await import("./page-designer-slot.tsx")).PageDesignerSlot),
  prints: designer("print", async () => (await import("./print-designer-slot.tsx")).PrintDesignerSlot),
  flows: designer("flow", async () => (await import("./flow-designer-slot.tsx")).FlowDesignerSlot, true),
};
