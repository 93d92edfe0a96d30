import { ApiError, type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { type PagedRows, useLocalize, useText } from "@mortise/ui";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useCallback, useMemo } from "react";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { errorMessage } from "../session/form-errors.ts";
import { type EditHistory, useEditHistory } from "./edit-history.ts";
import type { CellPlan } from "./planned-cells.ts";
import { rangeText } from "./range-text.ts";

/** More cells than these are asked about first. */
const ASKED_FROM = 50;
/** Skipped or refused cells that are named one by one. */
const NAMED = 10;

/** Writes planned cells in one request, which is one change-set, and takes back and repeats what was written in lists of the entity. */
export function useCellWrites(entity: EntityDocument, rows: PagedRows<RecordData>) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message, modal } = App.useApp();
  const t = useText(rangeText);
  const localize = useLocalize();
  const history = useEditHistory(entity.id);

  const write = useCallback(
    async (plan: CellPlan) => {
      const changes = plan.rows.map(({ record, values }) => ({
        id: record.id,
        revision: record.revision,
        values,
      }));
      try {
        const answer = await api.call(routes.changeRecords, {
          params: { app, entity: entity.id },
          body: { changes },
        });
        history.note(answer.changeSet);
        const revisions = new Map(answer.records.map(({ id, revision }) => [id, revision]));
        const written = new Map(plan.rows.map(({ record, values }) => [record.id, values]));
        rows.replace(
          ({ id }) => written.has(id),
          (each) => ({
            ...each,
            ...written.get(each.id),
            revision: revisions.get(each.id) ?? each.revision,
          }),
        );
        void message.success(fillText(t.written, { n: answer.records.length }));
      } catch (error) {
        const content = (
          <Lines lines={complaints(error, plan, entity, { problem: t.problem, more: t.more }, localize)} />
        );
        modal.error({ title: t.refused, content, okText: t.close });
      }
      recordsChanged(queryClient, app, entity.id);
    },
    [api, app, entity, rows, history, queryClient, message, modal, t, localize],
  );

  const offer = useCallback(
    (plan: CellPlan) => {
      const lines = plan.skipped.map(({ row, field, reason }) =>
        fillText(t.problem, { row: row + 1, column: localize(field.name), reason }),
      );
      const list = <Lines lines={shortened(lines, t.more)} />;
      if (plan.cells === 0) return void modal.warning({ title: t.nothing, content: list, okText: t.close });
      if (lines.length === 0 && plan.cells <= ASKED_FROM) return void write(plan);
      return void modal.confirm({
        title: fillText(t.askTitle, { n: plan.cells }),
        content:
          lines.length > 0 ? (
            <>
              {fillText(t.askProblems, { n: lines.length })}
              {list}
            </>
          ) : null,
        okText: t.write,
        cancelText: t.cancel,
        onOk: () => write(plan),
      });
    },
    [modal, t, localize, write],
  );

  const { undo, redo } = useTakeBack(entity.id, history);
  return { offer, undo, redo, note: history.note };
}

/** Takes back and repeats what was written in cells, and says what came of it. */
function useTakeBack(entity: string, history: EditHistory) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const t = useText(rangeText);
  return useMemo(() => {
    const go = async (way: "undo" | "redo", words: { readonly none: string; readonly did: string }) => {
      const revert = async (id: string): Promise<string> => {
        const answer = await api.call(routes.undoChangeSet, { params: { app, id }, query: {} });
        const kept = answer.conflicts.length;
        if (kept > 0) void message.warning(fillText(t.kept, { n: kept }), 5);
        else void message.success(words.did);
        return answer.changeSet;
      };
      try {
        if (!(await history.step(way, revert))) return void message.info(words.none);
      } catch (error) {
        void message.error(errorMessage(error), 5);
      }
      recordsChanged(queryClient, app, entity);
    };
    return {
      undo: () => void go("undo", { none: t.nothingToUndo, did: t.undone }),
      redo: () => void go("redo", { none: t.nothingToRedo, did: t.redone }),
    };
  }, [api, app, entity, history, queryClient, message, t]);
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul style={{ paddingInlineStart: 18, margin: "8px 0 0" }}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function shortened(lines: readonly string[], more: string): readonly string[] {
  const rest = lines.length - NAMED;
  return rest > 0 ? [...lines.slice(0, NAMED), fillText(more, { n: rest })] : lines;
}

/** What the server says of the rows, with their place in the list instead of their place in the request. */
function complaints(
  error: unknown,
  plan: CellPlan,
  entity: EntityDocument,
  words: { readonly problem: string; readonly more: string },
  localize: ReturnType<typeof useLocalize>,
): readonly string[] {
  if (!(error instanceof ApiError) || error.body.details.length === 0) return [errorMessage(error)];
  const lines = error.body.details.map(({ path, message: reason }) => {
    const [, index = "0", id = path] = /^rows\.(\d+)\.([^.]+)/.exec(path) ?? [];
    const row = plan.rows[Number(index)]?.row;
    const field = entity.fields.find((each) => each.id === id);
    const column = field ? localize(field.name) : id;
    return row === undefined ? reason : fillText(words.problem, { row: row + 1, column, reason });
  });
  return shortened(lines, words.more);
}
