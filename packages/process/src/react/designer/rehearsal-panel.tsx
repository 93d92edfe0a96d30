import { ApiError, type RouteOutput, type routes } from "@mortise/contract";
import { RemoteSelect, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { Catalog, FlowDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Button, Timeline } from "antd";
import { isRecordless, NO_RECORD } from "../../model/no-record.ts";
import { text } from "../text.ts";
import { useSample } from "./sample.ts";
import { stepName } from "./step-words.ts";
import { useTestRun } from "./use-test-run.ts";

type Steps = RouteOutput<typeof routes.rehearseFlow>["steps"];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Props of `RehearsalPanel`. */
export interface RehearsalPanelProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  /** Hears the way that was taken. */
  readonly onLight: (steps: Steps) => void;
  /** Leads to a step on the canvas. */
  readonly onGo: (id: string) => void;
}

/** Plays the draft on a real record: the way lights up, each step says what it would do. */
export function RehearsalPanel({ flow, catalog, onLight, onGo }: RehearsalPanelProps) {
  const t = useText(text);
  const services = useFieldServices();
  const sample = useSample();
  const run = useTestRun(flow, catalog.all("app")[0]?.id ?? "", onLight);
  const isAbout = !isRecordless(flow);
  const record = isAbout ? sample.record : NO_RECORD;
  return (
    <div className="flow-inspector">
      <p className="flow-hint">{isAbout ? t.rehearseHint : t.rehearseAlone}</p>
      {isAbout ? (
        <RemoteSelect
          multiple={false}
          value={sample.record}
          search={(query) => services.searchRecords(flow.entity, query)}
          onChange={(value) => sample.choose(typeof value === "string" ? value : null)}
        />
      ) : null}
      <Button
        type="primary"
        disabled={record === null}
        loading={run.isPending}
        onClick={() => record && run.mutate(record)}
      >
        {t.run}
      </Button>
      {run.error ? (
        <Alert
          type="error"
          showIcon
          title={run.error instanceof ApiError ? run.error.message : String(run.error)}
        />
      ) : null}
      {run.data ? <RehearsedWay flow={flow} steps={run.data.steps} onGo={onGo} /> : null}
    </div>
  );
}

interface RehearsedWayProps extends Pick<RehearsalPanelProps, "flow" | "onGo"> {
  readonly steps: Steps;
}

/** The steps taken, each with what it would do, what it leaves, and when; each leads to its card. */
function RehearsedWay({ flow, steps, onGo }: RehearsedWayProps) {
  const t = useText(text);
  const localize = useLocalize();
  const sample = useSample();
  const items = steps.map((step, index) => {
    const node = flow.nodes.find((candidate) => candidate.id === step.node);
    const time =
      step.elapsed === 0 ? t.atOnce : fillText(t.after, { time: localize(elapsedText(step.elapsed)) });
    return {
      key: index,
      content: (
        <button type="button" className="flow-way-step" onClick={() => onGo(step.node)}>
          <b>{localize(stepName(node))}</b>
          <span>{localize(step.text)}</span>
          {sample.given(step.node).map(({ name, value }) => (
            <span key={name} className="flow-way-given">
              {name}: {value}
            </span>
          ))}
          <small className="flow-hint">{time}</small>
        </button>
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
