import { useLocalize, useText } from "@mortise/ui";
import { Collapse, Tag } from "antd";
import type { ReactNode } from "react";
import { PausedTag, SwitchButton } from "./switch-button.tsx";
import { text } from "./text.ts";
import { useWatchedFlows } from "./use-watched-flows.ts";

/** Props of `FlowStates`. */
export interface FlowStatesProps {
  readonly app: string;
  /** A link to the runs of a flow. */
  readonly renderFlow: (flow: string, children: ReactNode) => ReactNode;
  readonly onSwitched?: (() => void) | undefined;
}

/** Every flow whose runs the person may see: whether it runs, and the button that pauses it for who may. */
export function FlowStates({ app, renderFlow, onSwitched }: FlowStatesProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { data } = useWatchedFlows(app);
  if (!data || data.items.length === 0) return null;
  const off = data.items.filter(({ enabled }) => !enabled).length;
  return (
    <Collapse
      size="small"
      items={[
        {
          key: "flows",
          label: t.flowStates,
          extra: off > 0 ? <Tag color="warning">{t.paused}</Tag> : null,
          children: (
            <ul className="runs-flows">
              {data.items.map((flow) => (
                <li key={flow.id}>
                  <span>{renderFlow(flow.id, localize(flow.name))}</span>
                  {flow.enabled ? <Tag color="success">{t.switchedOn}</Tag> : <PausedTag flow={flow} />}
                  {data.mayPause ? (
                    <SwitchButton app={app} flow={flow} {...(onSwitched ? { onSwitched } : {})} />
                  ) : null}
                  {flow.paused ? <small>{flow.paused.reason}</small> : null}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
