import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Spin } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { buildText } from "./text.ts";

type Rows = NonNullable<RouteOutput<typeof routes.diffDraft>["problems"][number]["rows"]>;

/** The records that stand against a change of a field: the first ones here, all of them as a file. */
export function ProblemRows({
  app,
  rows,
  onLeave,
}: {
  readonly app: string;
  readonly rows: Rows;
  readonly onLeave: () => void;
}) {
  const t = useText(buildText);
  const api = useApi();
  const [open, setOpen] = useState(false);
  const { count, ...query } = rows;
  const file = api.url(routes.downloadViolations, { params: { app }, query });
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(!open)}>
        {open ? t.rowsHide : fillText(t.rowsInTheWay, { n: count })}
      </Button>
      <a href={file} download>
        {t.rowsDownload}
      </a>
      {open ? <FirstRows app={app} query={query} onLeave={onLeave} /> : null}
    </>
  );
}

function FirstRows({
  app,
  query,
  onLeave,
}: {
  readonly app: string;
  readonly query: Omit<Rows, "count">;
  readonly onLeave: () => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const api = useApi();
  const found = useQuery({
    queryKey: ["violations", app, query],
    queryFn: () => api.call(routes.listViolations, { params: { app }, query }),
    staleTime: 0,
    gcTime: 0,
  });
  if (found.error) return <Alert type="error" title={errorMessage(found.error)} />;
  if (!found.data) return <Spin size="small" />;
  return (
    <ul className="diff-list problem-rows">
      {found.data.items.map((row) => (
        <li key={row.id}>
          <Link to={`/a/${app}/e/${query.entity}/${row.id}`} onClick={onLeave}>
            {row.title || row.id}
          </Link>
          {t.colon}
          {row.value} <small>{localize(row.reason)}</small>
        </li>
      ))}
      {found.data.more ? <li>{t.rowsMore}</li> : null}
    </ul>
  );
}
