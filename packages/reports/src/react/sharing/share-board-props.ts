import type { Catalog, DashboardDocument } from "@mortise/metadata";
import type { FilterChoices } from "../../model/board/filter-condition.ts";

/** Props of `ShareBoard`. */
export interface ShareBoardProps {
  readonly app: string;
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  /** What the filters stand at now. */
  readonly choices: FilterChoices;
  /** Whether the reader may let people without an account see figures. */
  readonly mayPublish: boolean;
}

/** Key of the links of a dashboard in the browser's memory. */
export function linksKey(app: string, dashboard: string): readonly string[] {
  return ["board-links", app, dashboard];
}
