import { RUN_STATUSES, RunList, type RunFilter } from "@mortise/process/react";
import { PageHeader, useText } from "@mortise/ui";
import { Link, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { runsText } from "./text.ts";

const KEYS = ["flow", "node", "record", "from", "until"] as const;

/** `/a/:app/build/runs`: the runs of all flows; what is looked for stands in the address. */
export function RunsPage() {
  const t = useText(runsText);
  const { id: app, catalog } = useAppModel();
  const [search, setSearch] = useSearchParams();
  const status = RUN_STATUSES.find((one) => one === search.get("status"));
  const filter: RunFilter = {
    ...Object.fromEntries(KEYS.flatMap((key) => (search.get(key) ? [[key, search.get(key)]] : []))),
    ...(status ? { status } : {}),
  };
  return (
    <div className="page page-narrow">
      <PageHeader title={t.runs} description={t.runsHint} />
      <RunList
        app={app}
        catalog={catalog}
        filter={filter}
        onFilter={(next) => setSearch({ ...next }, { replace: true })}
        renderLink={(run, children) => <Link to={`/a/${app}/runs/${run}`}>{children}</Link>}
      />
    </div>
  );
}
