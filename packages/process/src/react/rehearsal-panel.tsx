import { ApiError, type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { RemoteSelect, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { Catalog, FlowDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Timeline } from "antd";
import { useState } from "react";
import { findNode } from "../nodes/index.ts";
import { text } from "./text.ts";

type Steps = RouteOutput<typeof routes.rehearseFlow>["steps"];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Plays the draft on a real record: the way lights up, each step says what it would do. */
export function RehearsalPanel({
  flow,
  catalog,
  onLight,
}: {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly onLight: (steps: Steps) => void;
}) {
  const t = useText(text);
  const api = useApi();
  const services = useFieldServices();
  const [record, setRecord] = useState<string | null>(null);
  const app = catalog.all("app")[0]?.id ?? "";
  const play = useMutation({
    mutationFn: (id: string) =>
      api.call(routes.rehearseFlow, { params: { app }, body: { flow, record: id } }),
    onSuccess: ({ steps }) => onLight(steps),
  });
  return (
    <div className="flow-inspector">
      <p className="flow-hint">{t.rehearseHint}</p>
      <RemoteSelect
        multiple={false}
        value={record}
        search={(query) => services.searchRecords(flow.entity, query)}
        onChange={(value) => setRecord(typeof value === "string" ? value : null)}
      />
      <Button
        type="primary"
        disabled={record === null}
        loading={play.isPending}
        onClick={() => record && play.mutate(record)}
      >
        {t.run}
      </Button>
      {play.error ? (
        <Alert
          type="error"
          showIcon
          title={play.error instanceof ApiError ? play.error.message : String(play.error)}
        />
      ) : null}
      {play.data ? <RehearsedWay flow={flow} steps={play.data.steps} /> : null}
    </div>
  );
}

/** The steps taken, each with what it would do and when. */
function RehearsedWay({ flow, steps }: { readonly flow: FlowDocument; readonly steps: Steps }) {
  const t = useText(text);
  const localize = useLocalize();
  const items = steps.map((step, index) => {
    const node = flow.nodes.find((candidate) => candidate.id === step.node);
    const time =
      step.elapsed === 0 ? t.atOnce : fillText(t.after, { time: localize(elapsedText(step.elapsed)) });
    return {
      key: index,
      content: (
        <>
          <b>{localize(node?.name ?? findNode(node?.type ?? "")?.name)}</b>
          <div>{localize(step.text)}</div>
          <small className="flow-hint">{time}</small>
        </>
      ),
    };
  });
  return <Timeline items={items} />;
}

function elapsedText(milliseconds: number) {
  const days = Math.floor(milliseconds / DAY);
  const hours = Math.round((milliseconds % DAY) / HOUR);
  const zh = [days && `${days} 天`, hours && `${hours} 小时`].filter(Boolean).join(" ");
  const en = [days && `${days} d`, hours && `${hours} h`].filter(Boolean).join(" ");
  return { zh: zh || "不到 1 小时", en: en || "under 1 h" };
}
