import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Spin } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { structureText } from "./structure-text.ts";

type Problem = RouteOutput<typeof routes.diffDraft>["problems"][number];
type Rows = NonNullable<Problem["rows"]>;

/** Whether a publisher gives up the values that a new type cannot hold: then they do not stop publishing. */
export function isAccepted({ rows }: Problem, accepted: readonly string[]): boolean {
  return rows?.rule === "type" && accepted.includes(fieldKey(rows));
}

function fieldKey({ entity, field }: Rows): string {
  return `${entity}.${field}`;
}

/** The records that stand against a change: the first of them, all as a file, and giving their values up. */
export function RowsInTheWay({
  app,
  rows,
  accepted,
  onAccept,
}: {
  readonly app: string;
  readonly rows: Rows;
  readonly accepted: readonly string[];
  readonly onAccept: (accepted: readonly string[]) => void;
}) {
  const t = useText(structureText);
  const api = useApi();
  const [open, setOpen] = useState(false);
  const { entity, field, rule } = rows;
  const query = { entity, field, rule };
  const key = fieldKey(rows);
  return (
    <div className="rows-in-the-way">
      <Button size="small" type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t.showRows}
      </Button>
      <Button
        size="small"
        type="link"
        href={api.url(routes.downloadViolations, { params: { app }, query })}
        download
      >
        {t.download}
      </Button>
      {rule === "type" ? (
        <Checkbox
          checked={accepted.includes(key)}
          onChange={({ target }) =>
            onAccept(target.checked ? [...accepted, key] : accepted.filter((one) => one !== key))
          }
        >
          {t.accept}
        </Checkbox>
      ) : null}
      {open ? <FirstRows app={app} query={query} /> : null}
    </div>
  );
}

function FirstRows({
  app,
  query,
}: {
  readonly app: string;
  readonly query: Pick<Rows, "entity" | "field" | "rule">;
}) {
  const t = useText(structureText);
  const localize = useLocalize();
  const api = useApi();
  const found = useQuery({
    queryKey: ["violations", app, query],
    queryFn: () => api.call(routes.listViolations, { params: { app }, query }),
    gcTime: 0,
  });
  if (found.error) return <p>{errorMessage(found.error)}</p>;
  if (!found.data) return <Spin size="small" />;
  if (found.data.items.length === 0) return <p>{t.empty}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th>{t.recordTitle}</th>
          <th>{t.value}</th>
          <th>{t.reason}</th>
        </tr>
      </thead>
      <tbody>
        {found.data.items.map(({ id, title, value, reason }) => (
          <tr key={id}>
            <td>
              <Link to={`/a/${app}/e/${query.entity}/${id}`} target="_blank">
                {title || id}
              </Link>
            </td>
            <td>{value}</td>
            <td>{localize(reason)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
