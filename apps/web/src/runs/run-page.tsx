import { ArrowLeftOutlined } from "@ant-design/icons";
import { NO_RECORD } from "@mortise/process";
import { KeepTestButton, RunView, runsKey } from "@mortise/process/react";
import { PageHeader, useText } from "@mortise/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { UndoDialog } from "../changes/undo-dialog.tsx";
import { InterveneButton } from "../work/intervene-button.tsx";
import { runsText } from "./text.ts";

/** `/a/:app/runs/:run`: one run of a flow, for whoever may read its record. */
export function RunPage() {
  const t = useText(runsText);
  const { id: app, catalog } = useAppModel();
  const { run = "" } = useParams();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [undoing, setUndoing] = useState(false);
  return (
    <div className="page">
      <PageHeader
        before={
          <Button
            type="text"
            aria-label={t.back}
            icon={<ArrowLeftOutlined aria-hidden="true" />}
            onClick={() => void navigate(-1)}
          />
        }
        title={t.run}
      />
      <RunView
        app={app}
        run={run}
        catalog={catalog}
        renderLink={(other, children) => <Link to={`/a/${app}/runs/${other}`}>{children}</Link>}
        renderActions={({ run: shown, steps, mayBuild, targets }) => (
          <>
            {targets.length > 0 ? (
              <InterveneButton
                app={app}
                entity={shown.entity}
                run={run}
                onDone={() => void queryClient.invalidateQueries({ queryKey: runsKey(app) })}
              />
            ) : null}
            {shown.record === NO_RECORD ? null : (
              <Link to={`/a/${app}/e/${shown.entity}/${shown.record}`}>
                <Button>{t.openRecord}</Button>
              </Link>
            )}
            {mayBuild &&
            shown.record !== NO_RECORD &&
            (shown.status === "done" || shown.status === "waiting") ? (
              <KeepTestButton app={app} run={run} />
            ) : null}
            {!mayBuild || shown.undone || steps.length === 0 ? null : (
              <Button onClick={() => setUndoing(true)}>{t.undo}</Button>
            )}
          </>
        )}
      />
      {undoing ? <UndoDialog target={{ run }} onClose={() => setUndoing(false)} /> : null}
    </div>
  );
}
