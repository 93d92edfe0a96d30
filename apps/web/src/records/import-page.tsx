import { ArrowLeftOutlined } from "@ant-design/icons";
import { ImportWizard } from "@mortise/forms/react";
import { fillText } from "@mortise/kit";
import { EmptyState, PageHeader, useLocalize, useText } from "@mortise/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { listedEntities } from "./entity-fields.ts";
import { recordsText } from "./text.ts";

/** `/a/:app/e/:entity/import`: rows of a spreadsheet become records, step by step. */
export function ImportPage() {
  const t = useText(recordsText);
  const localize = useLocalize();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { entity: id = "" } = useParams();
  const { id: app, catalog, builder, permission } = useAppModel();
  const entity = catalog.find("entity", id);
  const [target, setTarget] = useState(entity);
  if (!entity || !target || !permission(id).import) return <EmptyState title={t.entityMissing} />;
  const allowed = listedEntities(catalog).filter((each) => permission(each.id).import);
  const leave = (to: string | undefined) => {
    if (to) recordsChanged(queryClient, app, to);
    void navigate(`/a/${app}/e/${to ?? id}`);
  };
  const name = localize(target.plural ?? target.name);
  return (
    <div className="page page-narrow">
      <PageHeader
        before={
          <Button
            type="text"
            icon={<ArrowLeftOutlined aria-hidden="true" />}
            aria-label={t.leaveBin}
            onClick={() => leave(undefined)}
          />
        }
        title={fillText(t.importOf, { entity: name })}
      />
      <ImportWizard
        app={app}
        catalog={catalog}
        entity={id}
        entities={allowed.map((each) => each.id)}
        canBuild={builder}
        onTarget={setTarget}
        onDone={leave}
      />
    </div>
  );
}
