import { givesOwners } from "@mortise/process";
import { type DrawnMove, FlowDesigner, WhatIfButton } from "@mortise/process/react";
import { Skeleton } from "antd";
import type { FlowDocument } from "@mortise/metadata";
import { lazy, Suspense } from "react";
import { useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import type { DesignerProps } from "./designers.tsx";

/** The flow designer over the draft, with what looks back: what the draft would have made of the past. */
export function FlowDesignerSlot(props: DesignerProps<FlowDocument>) {
  const { document } = props;
  const { id: app } = useAppModel();
  const [search] = useSearchParams();
  const tools = givesOwners(document) ? (
    <WhatIfButton
      app={app}
      flow={document}
      Picture={MovesPicture}
      recordUrl={(entity, id) => `/a/${app}/e/${entity}/${id}`}
      isOpen={search.has("what-if")}
    />
  ) : null;
  return <FlowDesigner {...props} tools={tools} />;
}

const Picture = lazy(async () => ({ default: (await import("@mortise/reports/react")).MovesPicture }));

function MovesPicture({ moves }: { readonly moves: readonly DrawnMove[] }) {
  return (
    <Suspense fallback={<Skeleton active />}>
      <Picture moves={moves} />
    </Suspense>
  );
}
