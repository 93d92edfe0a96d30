import { HistoryOutlined } from "@ant-design/icons";
import type { FlowDocument } from "@mortise/metadata";
import { givesOwners } from "@mortise/process";
import {
  type DrawnMove,
  FlowDesigner,
  PausedTag,
  SwitchButton,
  TestButton,
  useStandingBadges,
  useWatchedFlows,
  WhatIfButton,
} from "@mortise/process/react";
import { useStable, useText } from "@mortise/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { Link, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { runsText } from "../runs/text.ts";
import { keys } from "../session/query-keys.ts";
import { useDesignerHistory } from "./designer-history.ts";
import type { DesignerProps } from "./designers.tsx";

/** The flow designer over the draft, with what looks back: what the draft would have made of the past, and its runs. */
export function FlowDesignerSlot(props: DesignerProps<FlowDocument>) {
  const { document } = props;
  const app = useAppModel();
  const runs = `/a/${app.id}/build/runs?flow=${document.id}`;
  const renderLink = useStable(
    (target: { readonly node: string; readonly status: string }, shown: ReactNode) => (
      <Link
        key={target.status}
        to={`${runs}&node=${target.node}&status=${target.status}`}
        onClick={(event) => event.stopPropagation()}
      >
        {shown}
      </Link>
    ),
  );
  const isPublished = app.catalog.find("flow", document.id) !== undefined;
  const badges = useStandingBadges({ app: app.id, flow: document.id, isShown: isPublished, renderLink });
  return (
    <FlowDesigner
      {...props}
      history={useDesignerHistory(document)}
      badges={badges}
      tools={
        <Tools app={app.id} flow={document} onChange={props.onChange} runs={isPublished ? runs : undefined} />
      }
    />
  );
}

function Tools({
  app,
  flow,
  onChange,
  runs,
}: {
  readonly app: string;
  readonly flow: FlowDocument;
  readonly onChange: (flow: FlowDocument) => void;
  /** Where its runs are listed, when there can be any. */
  readonly runs: string | undefined;
}) {
  const t = useText(runsText);
  const [search] = useSearchParams();
  return (
    <>
      {givesOwners(flow) ? (
        <WhatIfButton
          app={app}
          flow={flow}
          Picture={MovesPicture}
          recordUrl={(entity, id) => `/a/${app}/e/${entity}/${id}`}
          isOpen={search.has("what-if")}
        />
      ) : null}
      <TestButton app={app} flow={flow} onChange={onChange} />
      {runs === undefined ? null : <LiveSwitch app={app} flow={flow.id} />}
      {runs === undefined ? null : (
        <Link to={runs}>
          <Button icon={<HistoryOutlined />}>{t.runs}</Button>
        </Link>
      )}
    </>
  );
}

/** Pauses the flow as it is in force, also on a phone; the draft is told of it. */
function LiveSwitch({ app, flow: id }: { readonly app: string; readonly flow: string }) {
  const { data } = useWatchedFlows(app);
  const queryClient = useQueryClient();
  const flow = data?.items.find((one) => one.id === id);
  if (!flow || !data?.mayPause) return null;
  return (
    <>
      <PausedTag flow={flow} />
      <SwitchButton
        app={app}
        flow={flow}
        onSwitched={() => {
          void queryClient.invalidateQueries({ queryKey: keys.app(app) });
          void queryClient.invalidateQueries({ queryKey: keys.releases(app) });
        }}
      />
    </>
  );
}

const Picture = lazy(async () => ({ default: (await import("@mortise/reports/react")).MovesPicture }));

function MovesPicture({ moves }: { readonly moves: readonly DrawnMove[] }) {
  return (
    <Suspense fallback={<Skeleton active />}>
      <Picture moves={moves} />
    </Suspense>
  );
}
