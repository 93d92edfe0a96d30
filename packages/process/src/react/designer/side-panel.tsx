import type { Catalog, FlowDocument } from "@mortise/metadata";
import { type ElementHolders, HeldSettings, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Drawer } from "antd";
import { useEffect, useRef } from "react";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import type { FlowProblem } from "../../model/validate-flow.ts";
import { text } from "../text.ts";
import { FlowInspector, NodeInspector } from "./inspector.tsx";
import { RehearsalPanel, type RehearsalPanelProps } from "./rehearsal-panel.tsx";
import { StepReading } from "./step-reading.tsx";
import { stepName } from "./step-words.ts";
import type { ChangeFlow } from "./use-flow-history.ts";

/** Stands for the test run among what can be open. */
export const REHEARSAL = "$panel-rehearsal";

/** Width of the panel beside the canvas. */
export const PANEL_WIDTH = 420;

/** Height of the one below it, in which a step is read on a phone. */
export const READING_HEIGHT = 300;

/** Props of `SidePanel`. */
export interface SidePanelProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly problems: readonly FlowProblem[];
  readonly open: string | undefined;
  readonly holders: ElementHolders | undefined;
  readonly onChange: ChangeFlow;
  readonly onClose: () => void;
  readonly onGo: (id: string) => void;
  readonly onLight: RehearsalPanelProps["onLight"];
}

/** Settings of the chosen step, of the flow, or the test run; on a phone a step is only told. */
export function SidePanel(props: SidePanelProps) {
  const { flow, catalog, open, problems, onClose } = props;
  const t = useText(text);
  const localize = useLocalize();
  const isPhone = useIsPhone();
  const node = flow.nodes.find((candidate) => candidate.id === open);
  const isRehearsal = open === REHEARSAL;
  const isShown = isRehearsal || node !== undefined || open === TRIGGER_ID;
  const ownName = node ? localize(stepName(node)) : isPhone ? t.trigger : t.flowSettings;
  const isReading = isPhone && !isRehearsal;
  return (
    <Drawer
      open={isShown}
      title={isRehearsal ? t.rehearse : ownName}
      placement={isReading ? "bottom" : "right"}
      size={isReading ? READING_HEIGHT : isPhone ? "100%" : PANEL_WIDTH}
      mask={false}
      getContainer={false}
      destroyOnHidden
      autoFocus={false}
      // The canvas says where the keyboard goes.
      focusable={{ focusTriggerAfterClose: false }}
      onClose={onClose}
    >
      {isRehearsal ? (
        <RehearsalPanel flow={flow} catalog={catalog} onLight={props.onLight} onGo={props.onGo} />
      ) : null}
      {open === undefined || isRehearsal ? null : isReading ? (
        <StepReading flow={flow} catalog={catalog} problems={problems} id={open} onGo={props.onGo} />
      ) : (
        <OpenSettings {...props} open={open} />
      )}
    </Drawer>
  );
}

/** The settings themselves; opened by the keyboard, the keyboard goes on in them. */
function OpenSettings({
  flow,
  catalog,
  problems,
  open,
  holders,
  onChange,
}: SidePanelProps & { readonly open: string }) {
  const panel = useRef<HTMLDivElement>(null);
  const node = flow.nodes.find((candidate) => candidate.id === open);
  useEffect(() => {
    const { activeElement } = document;
    const isByKey =
      activeElement instanceof HTMLElement && activeElement.matches(".flow-card-main:focus-visible");
    if (isByKey) panel.current?.querySelector<HTMLElement>("input, textarea")?.focus();
    // Only when it is opened: walking on with it open leaves the keyboard on the canvas.
  }, []);
  const props = { flow, catalog, problems, onChange };
  return (
    <div ref={panel}>
      <HeldSettings element={open} holders={holders}>
        {node ? <NodeInspector key={node.id} {...props} node={node} /> : null}
        {open === TRIGGER_ID ? <FlowInspector {...props} /> : null}
      </HeldSettings>
    </div>
  );
}
