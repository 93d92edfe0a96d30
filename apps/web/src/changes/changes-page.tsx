import { HistoryOutlined } from "@ant-design/icons";
import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { PageHeader, RelativeTime, useLocalize, useText } from "@mortise/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Tag } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook, useLabels } from "../records/labels.ts";
import { keys } from "../session/query-keys.ts";
import { useSession } from "../session/session.ts";
import { PagedList } from "../shell/paged-list.tsx";
import { countedName } from "./counted-name.ts";
import { changesText } from "./text.ts";
import { UndoDialog, type UndoTarget } from "./undo-dialog.tsx";

type Item = RouteOutput<typeof routes.listChangeSets>["items"][number];

/** `/a/:app/changes`: what was changed lately, each as it was made, to be undone as one. */
export function ChangesPage() {
  const t = useText(changesText);
  const { me } = useSession();
  const [mine, setMine] = useState(false);
  const [undoing, setUndoing] = useState<UndoTarget | undefined>(undefined);
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const query = useChanges(mine);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const close = () => {
    setUndoing(undefined);
    void queryClient.invalidateQueries({ queryKey: keys.changes(app) });
  };
  return (
    <div className="page page-narrow">
      <PageHeader
        icon={<HistoryOutlined aria-hidden="true" />}
        title={t.changes}
        description={t.changesHint}
        actions={
          me?.admin ? (
            <Checkbox checked={mine} onChange={(event) => setMine(event.target.checked)}>
              {t.mine}
            </Checkbox>
          ) : undefined
        }
      />
      <PagedList query={query} items={items} label={t.changes} empty={t.noChanges} more={t.more}>
        {(item) => <ChangeLine key={item.id} item={item} onUndo={setUndoing} />}
      </PagedList>
      {undoing ? <UndoDialog target={undoing} onClose={close} /> : null}
    </div>
  );
}

function useChanges(mine: boolean) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  return useInfiniteQuery({
    queryKey: [...keys.changes(app), mine],
    queryFn: async ({ pageParam }) => {
      const page = await api.call(routes.listChangeSets, {
        params: { app },
        query: { ...(mine ? { mine } : {}), ...(pageParam ? { before: pageParam } : {}) },
      });
      labels.add(page.labels);
      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

function ChangeLine({
  item,
  onUndo,
}: {
  readonly item: Item;
  readonly onUndo: (target: UndoTarget) => void;
}) {
  const t = useText(changesText);
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabels();
  const what = useChangeWords();
  const isPurge = item.counts.some((count) => count.type === "purged");
  const { id: importId } = item.cause;
  // An import goes back as a whole, in the background.
  const target: UndoTarget =
    item.cause.type === "import" && importId !== undefined
      ? {
          importId,
          onUndo: (choice) =>
            void api.call(routes.undoImport, { params: { app, id: importId }, query: { conflicts: choice } }),
        }
      : { changeSet: item.id };
  return (
    <li>
      <div>
        <b>{item.actor === null ? t.systemName : (labels(item.actor) ?? "…")}</b> <span>{what(item)}</span>
        <small>
          <RelativeTime value={item.at} />
        </small>
      </div>
      {item.undone ? <Tag>{t.undone}</Tag> : null}
      {!item.undone && !isPurge && item.counts.length > 0 ? (
        <Button size="small" onClick={() => onUndo(target)}>
          {t.undo}
        </Button>
      ) : null}
    </li>
  );
}

/** What a change-set did in a few words: cause, then how many of what. */
function useChangeWords(): (item: Item) => string {
  const t = useText(changesText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  const causes: Readonly<Record<string, string>> = {
    import: t.causeImport,
    undo: t.causeUndo,
    flow: t.causeFlow,
    pool: t.causePool,
    api: t.causeApi,
    "public-form": t.causeForm,
    seed: t.causeSeed,
  };
  const words: Readonly<Record<string, string>> = {
    created: t.created,
    updated: t.updated,
    deleted: t.deleted,
    restored: t.restored,
    claimed: t.claimed,
    assigned: t.assigned,
    released: t.released,
    purged: t.purged,
  };
  return ({ cause, counts }) => {
    const parts = counts.map(({ entity, type, records }) => {
      const name = countedName(localize, catalog.find("entity", entity), records) || entity;
      return `${words[type] ?? type} ${fillText(t.amount, { n: records, entity: name })}`;
    });
    // What made sample data is of no interest to people, and an undo names what it took back elsewhere.
    const label = cause.type === "undo" || cause.type === "seed" ? undefined : cause.label;
    const by = [causes[cause.type], label].filter(Boolean).join(" ");
    return [by, parts.join(" · ")].filter(Boolean).join(t.colon);
  };
}
