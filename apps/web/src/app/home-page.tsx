import { CheckCircleOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { EmptyState, IconByName, PageHeader, Panel, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { listedEntities } from "../records/entity-fields.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { useAppModel } from "./app-model.ts";
import { appText } from "./text.ts";
import { OpenWork } from "../work/open-work.tsx";
import { OwnRuns } from "../work/own-runs.tsx";
import { workText } from "../work/text.ts";
import { WorkItemCard } from "../work/work-item-card.tsx";

/** To-dos that wait, that were dealt with, or copies. */
type WorkList = "open" | "done" | "copies";
type WorkTab = WorkList | "own";

/** `/a/:app`: what is waiting for the person, and the ways into the app. */
export function HomePage() {
  const t = useText(workText);
  const { id: app } = useAppModel();
  const [list, setList] = useState<WorkTab>("open");
  return (
    <div className="page home">
      <PageHeader
        title={t.todo}
        description={t.todoHint}
        actions={
          <Segmented
            value={list}
            onChange={setList}
            options={[
              { value: "open", label: t.open },
              { value: "own", label: t.own },
              { value: "copies", label: t.copies },
              { value: "done", label: t.done },
            ]}
          />
        }
      />
      <div className="home-columns">
        {list === "own" ? <OwnRuns app={app} /> : <WorkItems status={list} />}
        <Shortcuts />
      </div>
    </div>
  );
}

function WorkItems({ status }: { readonly status: WorkList }) {
  const t = useText(workText);
  const api = useApi();
  const { id: app } = useAppModel();
  const query = useQuery({
    queryKey: [...keys.workItems, status],
    queryFn: () => api.call(routes.listWorkItems, { query: { status, limit: 200 } }),
  });
  if (query.error) return <PageError error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageLoading />;
  const items = query.data.items.filter((item) => item.app === app);
  if (items.length === 0)
    return (
      <Panel>
        <EmptyState
          icon={<CheckCircleOutlined aria-hidden="true" />}
          title={{ open: t.nothingOpen, done: t.nothingDone, copies: t.nothingCopied }[status]}
          hint={status === "open" ? t.nothingOpenHint : undefined}
        />
      </Panel>
    );
  if (status === "open") return <OpenWork items={items} />;
  return (
    <ul className="work-list" aria-label={t.todo}>
      {items.map((item) => (
        <li key={item.id}>
          <Panel>
            <WorkItemCard item={item} />
          </Panel>
        </li>
      ))}
    </ul>
  );
}

function Shortcuts() {
  const t = useText(appText);
  const localize = useLocalize();
  const { id: app, catalog, builder, permission } = useAppModel();
  const entities = listedEntities(catalog).filter((entity) => permission(entity.id).read);
  if (entities.length === 0)
    return (
      <EmptyState
        title={t.noEntities}
        hint={builder ? t.noEntitiesHint : undefined}
        action={
          builder ? (
            <Link to={`/a/${app}/build`}>
              <Button type="primary">{t.startBuilding}</Button>
            </Link>
          ) : undefined
        }
      />
    );
  return (
    <Panel title={t.shortcuts}>
      <ul className="shortcuts">
        {entities.map((entity) => (
          <li key={entity.id}>
            <Link to={`/a/${app}/e/${entity.id}`}>
              <IconByName name={entity.icon} />
              {localize(entity.plural ?? entity.name)}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
