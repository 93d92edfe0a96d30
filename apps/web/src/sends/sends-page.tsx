import { NO_RECORD } from "@mortise/process";
import { SEND_STATUSES, type SendFilter, SendList } from "@mortise/process/react";
import { PageHeader, useText } from "@mortise/ui";
import { Button } from "antd";
import { Link, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { sendsText } from "./text.ts";

const KEYS = ["kind", "flow", "run"] as const;

/** `/a/:app/build/sends`: what all flows send outside; what is looked for stands in the address. */
export function SendsPage() {
  const t = useText(sendsText);
  const { id: app, catalog } = useAppModel();
  const [search, setSearch] = useSearchParams();
  const status = SEND_STATUSES.find((one) => one === search.get("status"));
  const filter: SendFilter = {
    ...Object.fromEntries(KEYS.flatMap((key) => (search.get(key) ? [[key, search.get(key)]] : []))),
    ...(status ? { status } : {}),
  };
  return (
    <div className="page page-narrow">
      <PageHeader title={t.sends} description={t.hint} />
      <SendList
        app={app}
        catalog={catalog}
        filter={filter}
        onFilter={(next) => setSearch({ ...next }, { replace: true })}
        renderLinks={({ run, entity, record }) => (
          <>
            <Link to={`/a/${app}/runs/${run}`}>
              <Button>{t.run}</Button>
            </Link>
            {record === NO_RECORD ? null : (
              <Link to={`/a/${app}/e/${entity}/${record}`}>
                <Button>{t.record}</Button>
              </Link>
            )}
          </>
        )}
      />
    </div>
  );
}
