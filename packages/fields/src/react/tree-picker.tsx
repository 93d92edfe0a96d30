import { PlusOutlined } from "@ant-design/icons";
import { fillText, localize } from "@mortise/kit";
import { useIsPhone } from "@mortise/ui";
import { Button, Drawer, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { ChoiceSearch } from "./choice-search.tsx";
import { chosenIds } from "./chosen-ids.ts";
import { type FieldChoice, useFieldServices, useFieldText } from "./field-services.ts";
import { RecordPickButton } from "./record-pick-button.tsx";
import type { RecordPickerProps } from "./record-picker-props.ts";
import type { CreateChoice } from "./remote-select.tsx";
import { text } from "./text.ts";
import { TreeChoices } from "./tree-choices.tsx";

interface TreePickerProps extends Omit<RecordPickerProps, "multiple"> {
  /** The reference of the entity to itself that makes the tree. */
  readonly tree: string;
  readonly create: CreateChoice | undefined;
}

/** Chooses a record from a tree of records: opened level by level, or searched; on the phone it fills the screen. */
export function TreePicker(props: TreePickerProps) {
  const { value, onChange, entity, create } = props;
  const services = useFieldServices();
  const say = useFieldText();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState<FieldChoice | undefined>(undefined);
  const [chosen] = chosenIds(value);
  const shown = chosen === undefined ? "" : (services.label(chosen) ?? labelOf(picked, chosen));
  const name = localize(services.entity(entity)?.name ?? { zh: "", en: "" }, services.locale);
  const close = (): void => {
    setOpen(false);
    setTyped("");
    props.onBlur?.();
  };
  const pick = (choice: FieldChoice): void => {
    setPicked(choice);
    services.noteChosen?.(entity, choice.id);
    onChange(choice.id);
    close();
  };
  const makeNew = async (): Promise<void> => {
    const made = await create?.run(typed.trim());
    if (made) pick(made);
  };
  return (
    <>
      <RecordPickButton
        {...props}
        isLow
        names={shown === "" ? [] : [shown]}
        onOpen={() => setOpen(true)}
        onClear={() => onChange(null)}
      />
      {isOpen ? (
        <PickerWindow
          title={fillText(say(text.chooseOf), { entity: name })}
          onClose={close}
          footer={
            create ? (
              <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => void makeNew()}>
                {create.label(typed.trim())}
              </Button>
            ) : null
          }
        >
          <ChoiceSearch value={typed} onChange={setTyped} />
          <TreeChoices
            entity={entity}
            tree={props.tree}
            condition={props.condition}
            typed={typed}
            chosen={chosen}
            onPick={pick}
          />
        </PickerWindow>
      ) : null}
    </>
  );
}

function labelOf(picked: FieldChoice | undefined, id: string): string {
  return picked?.id === id ? picked.label : id;
}

function PickerWindow({
  title,
  footer,
  onClose,
  children,
}: {
  readonly title: string;
  readonly footer: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useFieldText();
  const isPhone = useIsPhone();
  if (isPhone)
    return (
      <Drawer
        open
        placement="bottom"
        size="100%"
        title={title}
        aria-label={title}
        closable={{ "aria-label": say(text.close) }}
        onClose={onClose}
        footer={footer === null ? null : <div className="record-sheet-foot">{footer}</div>}
      >
        {children}
      </Drawer>
    );
  return (
    <Modal open title={title} footer={footer} onCancel={onClose} width={520}>
      {children}
    </Modal>
  );
}
