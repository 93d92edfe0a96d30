import { RUN_STATUSES, RunList, type RunFilter } from "@mortise/process/react";
import { PageHeader, useText } from "@mortise/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { runsText } from "./text.ts";

const KEYS = ["flow", "node", "record", "from", "until"] as const;

/** `/a/:app/runs`, and `/a/:app/build/runs` for builders: the runs of flows; what is looked for stands in the address. */
export function RunsPage() {
  const t = useText(runsText);
  const { id: app, builder } = useAppModel();
  const queryClient = useQueryClient();
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
        isBuilder={builder}
        onSwitched={() => void queryClient.invalidateQueries({ queryKey: keys.app(app) })}
        filter={filter}
        onFilter={(next) => setSearch({ ...next }, { replace: true })}
        renderLink={(run, children) => <Link to={`/a/${app}/runs/${run}`}>{children}</Link>}
      />
    </div>
  );
}
