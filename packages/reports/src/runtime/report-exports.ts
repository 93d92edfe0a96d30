import type { Expression } from "@mortise/expression";
import { type Clock, localize } from "@mortise/kit";
import type { DashboardCard } from "@mortise/metadata";
import { type Actor, type Store, writeAudit } from "@mortise/store";
import { exportNotAllowed } from "../errors.ts";
import { type FiguresFile, figuresFile, type FiguresFormat } from "./figures-file.ts";
import type { Reports } from "./reports.ts";

/** Which figures are taken out, and as what. */
export interface ExportOrder {
  readonly card: DashboardCard;
  readonly filter?: Expression | undefined;
  readonly format: FiguresFormat;
}

/** A picture that was taken out, by the name of what it shows. */
export interface PictureNote {
  readonly title: string;
  readonly format: "png" | "pdf";
}

/** Figures as files. */
export interface ReportExports {
  /**
   * The figures of a card as a file, under the actor's permission; noted in the audit log. Throws
   * REPORT_EXPORT_NOT_ALLOWED for those whose roles may not export the entity, and what `cardData` throws.
   */
  exportCard(actor: Actor, app: string, order: ExportOrder): Promise<FiguresFile>;
  /** Notes in the audit log that somebody took a picture of figures out. */
  notePicture(actor: Actor, app: string, picture: PictureNote): Promise<void>;
}

/** What taking figures out works with. */
export interface ReportExportsParts {
  readonly store: Pick<Store, "records" | "releases" | "db">;
  readonly reports: Pick<Reports, "cardData">;
  readonly clock: Clock;
}

/** Makes files of the figures that the report engine computes. */
export function createReportExports({ store, reports, clock }: ReportExportsParts): ReportExports {
  return {
    async exportCard(actor, app, { card, filter, format }) {
      const figures = await reports.cardData(actor, app, card, filter);
      const { entity } = card;
      if (!store.records.permissionSummary(actor, app, entity).export) throw exportNotAllowed();
      const { catalog } = store.releases.current(app);
      const file = await figuresFile(card, figures, { catalog, locale: actor.locale, format });
      const details = { rows: file.rows, figures: localize(card.title, actor.locale), format };
      const at = clock.now();
      await writeAudit(store.db, { kind: "export", actor: actor.userId, at, app, entity, details });
      return file;
    },
    async notePicture(actor, app, { title, format }) {
      // An app that does not exist is no place for notes.
      store.releases.current(app);
      const details = { figures: title, format };
      await writeAudit(store.db, { kind: "export", actor: actor.userId, at: clock.now(), app, details });
    },
  };
}
