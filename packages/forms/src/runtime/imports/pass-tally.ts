import { type ImportComplaint, MAX_COMPLAINTS } from "@mortise/store";
import type { ImportCounts } from "../../model/import/import-plan.ts";
import { ChildSheets } from "./child-sheets.ts";
import type { Decision } from "./decide-rows.ts";
import type { BatchResult, Pass, RowBatch } from "./pass.ts";

/** What a batch of rows came to. */
export interface BatchEnd {
  readonly batch: RowBatch;
  readonly decision: Decision;
  readonly result: BatchResult;
}

/** Counts of a pass, and what the journal is told of them. */
export class PassTally {
  readonly #pass: Pass;
  readonly #rows: Record<"create" | "update" | "skip" | "error" | "cells" | "children", number>;
  #processed: number;
  #kept: number;
  #said: "go-on" | "stop" | "taken" = "go-on";

  constructor(pass: Pass) {
    this.#pass = pass;
    const { counts, processed = 0, complaints = 0 } = pass.resumed ?? {};
    const { create = 0, update = 0, skip = 0, error = 0, cells = 0, children = 0 } = counts ?? {};
    this.#rows = { create, update, skip, error, cells, children };
    this.#processed = processed;
    this.#kept = complaints;
  }

  /** Rows of the file dealt with. */
  get processed(): number {
    return this.#processed;
  }

  /** What the journal said last: go on, stop, or that another process has taken over. */
  get said(): "go-on" | "stop" | "taken" {
    return this.#said;
  }

  /** The counts as they are shown. */
  counts(isWhole = false): ImportCounts {
    const { cells, children, ...rows } = this.#rows;
    const made = this.#made();
    return {
      ...rows,
      total: isWhole ? this.#processed : Math.max(this.#pass.expected, this.#processed),
      ...(children > 0 ? { children } : {}),
      ...(cells > 0 ? { cells } : {}),
      ...(made.length > 0 ? { made } : {}),
    };
  }

  /** Counts a batch and tells how far the pass is. */
  async settle({ batch, decision, result }: BatchEnd): Promise<void> {
    if (this.#said === "taken") return;
    const { before, size, lastRow } = batch;
    const { journal, app, id, attempt } = this.#pass;
    const said = new Set(result.complaints.flatMap(({ row, sheet }) => (sheet == null ? row : [])));
    const records = [...decision.creates, ...decision.updates];
    const refused = new Set(records.flatMap(({ row }) => (said.has(row) ? [row] : [])));
    const dropped = decision.dropped.map(({ head, complaint }) => ({
      ...complaint,
      imported: !refused.has(head),
    }));
    await this.#keep([...decision.complaints, ...result.complaints, ...dropped]);
    this.#rows.create += result.created + before.create;
    this.#rows.update += result.updated + decision.joined + before.update;
    this.#rows.skip += decision.skipped;
    this.#rows.error += decision.failed + refused.size;
    for (const { row, childRows } of records)
      if (!refused.has(row)) for (const rows of childRows?.values() ?? []) this.#rows.children += rows.length;
    this.#rows.cells += dropped.filter(({ imported }) => imported).length;
    this.#processed += size;
    const progress = { counts: this.counts(), processed: this.#processed, settledRow: lastRow };
    this.#said = await journal.advance(app, id, { ...progress, attempt });
  }

  /** Counts rows of other sheets that belong to no record, and tells of the first of them. */
  async leftOver(complaints: Iterable<ImportComplaint>): Promise<void> {
    if (this.#said === "taken") return;
    const told: ImportComplaint[] = [];
    for (const complaint of complaints) {
      this.#rows.error += 1;
      if (told.length < ChildSheets.mostTold) told.push(complaint);
    }
    await this.#keep(told);
  }

  /** Records made by an attempt that was cut off count as well. */
  #made(): NonNullable<ImportCounts["made"]> {
    const { missing, newOptions, resumed } = this.#pass;
    const records = new Map(missing?.counts);
    for (const { entity, count } of resumed?.counts.made ?? [])
      if (entity !== undefined) records.set(entity, (records.get(entity) ?? 0) + count);
    return [
      ...[...records].map(([entity, count]) => ({ entity, count })),
      ...[...(newOptions?.() ?? [])].map(([field, count]) => ({ field, count })),
    ].filter(({ count }) => count > 0);
  }

  async #keep(complaints: readonly ImportComplaint[]): Promise<void> {
    const kept = complaints.slice(0, MAX_COMPLAINTS - this.#kept);
    this.#kept += kept.length;
    await this.#pass.journal.complain(this.#pass.id, kept);
  }
}
