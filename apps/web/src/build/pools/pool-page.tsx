import { ArrowLeftOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { PageHeader, useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { Link, useParams } from "react-router";
import type { PoolDocument } from "@mortise/metadata";
import { useAppModel } from "../../app/app-model.ts";
import { DocumentProblems } from "../document-problems.tsx";
import { MissingDocument } from "../missing-document.tsx";
import { buildText } from "../text.ts";
import { useDraft } from "../use-draft.ts";
import { PoolAccess } from "./pool-access.tsx";
import { PoolAlarms } from "./pool-alarms.tsx";
import { PoolClaims } from "./pool-claims.tsx";
import { PoolKeeping } from "./pool-keeping.tsx";
import { usePoolEdits } from "./pool-part.tsx";
import { PoolReturn } from "./pool-return.tsx";
import { PoolScope } from "./pool-scope.tsx";
import { RecycleRules } from "./recycle-rules.tsx";
import { poolText } from "./text.ts";
import "./pools.css";

/** `/a/:app/build/pools/:id`: what a pool does, in sentences. */
export function PoolPage() {
  const { id = "" } = useParams();
  const { catalog } = useDraft();
  const pool = catalog.find("pool", id);
  if (!pool) return <MissingDocument kind="pools" />;
  return <PoolEditor key={pool.id} pool={pool} />;
}

function PoolEditor({ pool }: { readonly pool: PoolDocument }) {
  const t = useText(buildText);
  const words = useText(poolText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { catalog } = useDraft();
  const edits = usePoolEdits(pool);
  const entity = localize(catalog.find("entity", pool.entity)?.name) || pool.entity;
  return (
    <div className="page page-narrow">
      <PageHeader
        before={
          <Link to={`/a/${app}/build/pools`} aria-label={t.back}>
            <Button type="text" icon={<ArrowLeftOutlined aria-hidden="true" />} tabIndex={-1} />
          </Link>
        }
        title={localize(pool.name)}
        description={fillText(words.of, { entity })}
      />
      <DocumentProblems document={`pool/${pool.id}`} />
      <PoolScope {...edits} />
      <PoolAccess {...edits} />
      <PoolClaims {...edits} />
      <PoolKeeping {...edits} />
      <RecycleRules {...edits} />
      <PoolReturn {...edits} />
      <PoolAlarms {...edits} />
    </div>
  );
}
