import { CheckOutlined, PlusOutlined } from "@ant-design/icons";
import { fillText, localize } from "@mortise/kit";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { chosenIds, chosenValue } from "./chosen-ids.ts";
import { ChoiceSearch } from "./choice-search.tsx";
import { type FieldChoice, useFieldServices, useFieldText } from "./field-services.ts";
import type { FieldEditorProps } from "./field-view.ts";
import { RecordPickButton } from "./record-pick-button.tsx";
import { type CreateChoice, emptyText } from "./remote-select.tsx";
import { text } from "./text.ts";
import { type FoundChoices, useRemoteChoices } from "./use-remote-choices.ts";

interface RecordSheetProps extends Omit<FieldEditorProps, "field"> {
  readonly entity: string;
  readonly multiple: boolean;
  readonly search: (text: string) => Promise<readonly FieldChoice[]>;
  readonly create: CreateChoice | undefined;
  readonly onPick: (id: string) => void;
}

/** Chooses records on a phone: the field shows what is chosen, the choices fill the screen. */
export function RecordSheet(props: RecordSheetProps) {
  const { value, multiple, onChange } = props;
  const services = useFieldServices();
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const ids = chosenIds(value);
  const nameOf = (id: string): string => services.label(id) ?? picked.get(id) ?? id;
  const close = (): void => {
    setOpen(false);
    props.onBlur?.();
  };
  const toggle = (choice: FieldChoice): void => {
    const isChosen = ids.includes(choice.id);
    setPicked(new Map([...picked, [choice.id, choice.label]]));
    if (!isChosen) props.onPick(choice.id);
    const others = multiple ? ids.filter((id) => id !== choice.id) : [];
    onChange(chosenValue(isChosen && multiple ? others : [...others, choice.id], multiple));
    if (!multiple) close();
  };
  return (
    <>
      <RecordPickButton
        {...props}
        names={ids.map(nameOf)}
        onOpen={() => setOpen(true)}
        onClear={() => onChange(null)}
      />
      {isOpen ? <Sheet {...props} chosen={ids} nameOf={nameOf} onToggle={toggle} onClose={close} /> : null}
    </>
  );
}

interface SheetProps extends RecordSheetProps {
  readonly chosen: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly onToggle: (choice: FieldChoice) => void;
  readonly onClose: () => void;
}

function Sheet({ entity, search, create, multiple, chosen, nameOf, onToggle, onClose }: SheetProps) {
  const services = useFieldServices();
  const say = useFieldText();
  const { found, ask } = useRemoteChoices(search);
  const [typed, setTyped] = useState("");
  const name = localize(services.entity(entity)?.name ?? { zh: "", en: "" }, services.locale);
  const title = fillText(say(text.chooseOf), { entity: name });
  // What is chosen already stands on top while nothing is searched for, so that it can be taken away.
  const first = typed === "" ? chosen.map((id): FieldChoice => ({ id, label: nameOf(id) })) : [];
  const rows = [...first, ...found.choices.filter(({ id }) => !first.some((each) => each.id === id))];
  return (
    <Drawer
      open
      placement="bottom"
      size="100%"
      title={title}
      aria-label={title}
      className="record-sheet"
      closable={{ "aria-label": say(text.close) }}
      onClose={onClose}
      afterOpenChange={(isOpen) => (isOpen ? ask("", 0) : undefined)}
      footer={<SheetFoot {...{ create, typed, multiple, chosen, onToggle, onClose }} />}
    >
      <ChoiceSearch
        value={typed}
        onChange={(next) => {
          setTyped(next);
          ask(next);
        }}
      />
      <ul className="record-sheet-list" aria-label={title} aria-busy={found.state === "busy"}>
        {rows.map((choice) => (
          <SheetRow
            key={choice.id}
            choice={choice}
            isChosen={chosen.includes(choice.id)}
            onToggle={() => onToggle(choice)}
          />
        ))}
      </ul>
      {rows.length === 0 ? <Nothing found={found} onRetry={() => ask(typed, 0)} /> : null}
    </Drawer>
  );
}

interface SheetFootProps extends Pick<SheetProps, "create" | "multiple" | "chosen" | "onToggle" | "onClose"> {
  readonly typed: string;
}

function SheetFoot({ create, typed, multiple, chosen, onToggle, onClose }: SheetFootProps) {
  const say = useFieldText();
  const makeNew = async (): Promise<void> => {
    const made = await create?.run(typed.trim());
    if (made) onToggle(made);
  };
  return (
    <div className="record-sheet-foot">
      {create ? (
        <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => void makeNew()}>
          {create.label(typed.trim())}
        </Button>
      ) : null}
      {multiple ? (
        <Button type="primary" onClick={onClose}>
          {fillText(say(text.chosenCount), { n: chosen.length })}
        </Button>
      ) : null}
    </div>
  );
}

function Nothing({ found, onRetry }: { readonly found: FoundChoices; readonly onRetry: () => void }) {
  const say = useFieldText();
  return (
    <p className="record-sheet-none" role="status">
      {say(emptyText(found))}
      {found.state === "failed" ? (
        <Button type="link" onClick={onRetry}>
          {say(text.retry)}
        </Button>
      ) : null}
    </p>
  );
}

function SheetRow({
  choice,
  isChosen,
  onToggle,
}: {
  readonly choice: FieldChoice;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}) {
  const say = useFieldText();
  return (
    <li>
      <button type="button" aria-pressed={isChosen} onClick={onToggle}>
        <span>
          {choice.label}
          {choice.hint ? <small>{choice.hint}</small> : null}
        </span>
        {choice.recent ? <em>{say(text.recent)}</em> : null}
        {isChosen ? <CheckOutlined aria-hidden="true" /> : null}
      </button>
    </li>
  );
}
