import { DownOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { PressDialog } from "./press-dialog.tsx";
import { flowButtonText } from "./text.ts";
import { type FlowButton, useFlowButtons, usePress } from "./use-flow-buttons.ts";

/** So many stand side by side, the others in a menu. */
const SIDE_BY_SIDE = { computer: 3, phone: 1 };

/** The buttons by which flows are started for one record, or for those chosen in a list. */
export function FlowButtons({
  entity,
  ids,
  record,
  onDone = () => undefined,
}: {
  readonly entity: EntityDocument;
  readonly ids: readonly string[];
  readonly record?: RecordData;
  readonly onDone?: () => void;
}) {
  const t = useText(flowButtonText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const { message } = App.useApp();
  const buttons = useFlowButtons(entity.id, ids);
  const [asking, setAsking] = useState<FlowButton | undefined>(undefined);
  const press = usePress(entity.id, onDone);
  const label = (button: FlowButton) =>
    button.ids.length === ids.length
      ? localize(button.label)
      : fillText(t.forSome, { name: localize(button.label), n: button.ids.length });
  const start = (button: FlowButton) => {
    if (button.ask.length > 0 || button.confirm) setAsking(button);
    else
      press.mutate({ button, values: {} }, { onError: (error) => void message.error(errorMessage(error)) });
  };
  const most = phone ? SIDE_BY_SIDE.phone : SIDE_BY_SIDE.computer;
  const shown = buttons.length > most ? buttons.slice(0, most - 1) : buttons;
  const others = buttons.slice(shown.length);
  return (
    <>
      {shown.map((button) => (
        <Button
          key={button.flow}
          disabled={press.isPending}
          title={
            button.ids.length === ids.length
              ? undefined
              : fillText(t.notAll, { n: button.ids.length, all: ids.length })
          }
          onClick={() => start(button)}
        >
          {label(button)}
        </Button>
      ))}
      {others.length > 0 ? (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: others.map((button) => ({
              key: button.flow,
              label: label(button),
              onClick: () => start(button),
            })),
          }}
        >
          <Button>
            {t.more} <DownOutlined aria-hidden="true" />
          </Button>
        </Dropdown>
      ) : null}
      {asking ? (
        <PressDialog
          entity={entity}
          button={asking}
          record={record}
          onClose={() => setAsking(undefined)}
          onDone={() => {
            setAsking(undefined);
            onDone();
          }}
        />
      ) : null}
    </>
  );
}
