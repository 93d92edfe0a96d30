import { ShareLedger } from "@mortise/process/react";
import { PageHeader, useText } from "@mortise/ui";
import { Link, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { ledgerText } from "./text.ts";

const KEYS = ["flow", "from", "until"] as const;

/** `/a/:app/ledger`: how evenly flows give records to people; the time that is asked for stands in the address. */
export function LedgerPage() {
  const t = useText(ledgerText);
  const { id: app } = useAppModel();
  const [search, setSearch] = useSearchParams();
  const chosen = KEYS.flatMap((key) => (search.get(key) ? [[key, search.get(key) ?? ""] as const] : []));
  return (
    <div className="page page-narrow">
      <PageHeader title={t.ledger} description={t.hint} />
      <ShareLedger
        app={app}
        filter={Object.fromEntries(chosen)}
        onFilter={(next) => setSearch({ ...next }, { replace: true })}
        renderLink={({ entity, record }, children) => (
          <Link to={`/a/${app}/e/${entity}/${record}`}>{children}</Link>
        )}
      />
    </div>
  );
}
