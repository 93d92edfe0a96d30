import {
  CheckOutlined,
  CloseCircleFilled,
  PlusOutlined,
  RightOutlined,
  SearchOutlined,
} from "@ant-design/icons";
import { fillText, localize } from "@mortise/kit";
import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import { chosenIds, chosenValue } from "./chosen-ids.ts";
import { type FieldChoice, useFieldServices, useFieldText } from "./field-services.ts";
import type { FieldEditorProps } from "./field-view.ts";
import { type CreateChoice, emptyText } from "./remote-select.tsx";
import { text } from "./text.ts";
import { useRemoteChoices } from "./use-remote-choices.ts";
import "./record-sheet.css";

interface RecordSheetProps extends Omit<FieldEditorProps, "field"> {
  readonly entity: string;
  readonly multiple: boolean;
  readonly search: (text: string) => Promise<readonly FieldChoice[]>;
  readonly create: CreateChoice | undefined;
  readonly onPick: (id: string) => void;
}

/** Chooses records on a phone: the field shows what is chosen, the choices fill the screen. */
export function RecordSheet(props: RecordSheetProps) {
  const { value, multiple, onChange, disabled } = props;
  const services = useFieldServices();
  const say = useFieldText();
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
      <div className={`record-pick${props.error ? " record-pick-wrong" : ""}`}>
        <button
          type="button"
          {...(props.id === undefined ? {} : { id: props.id })}
          aria-haspopup="dialog"
          disabled={disabled ?? false}
          onClick={() => setOpen(true)}
        >
          {ids.length === 0 ? (
            <span className="record-pick-none">{say(text.choose)}</span>
          ) : (
            ids.map((id) => <span key={id}>{nameOf(id)}</span>)
          )}
          <RightOutlined aria-hidden="true" />
        </button>
        {ids.length > 0 && !disabled ? (
          <button type="button" aria-label={say(text.clear)} onClick={() => onChange(null)}>
            <CloseCircleFilled aria-hidden="true" />
          </button>
        ) : null}
      </div>
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
  const makeNew = async (): Promise<void> => {
    const made = await create?.run(typed.trim());
    if (made) onToggle(made);
  };
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
      footer={
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
      }
    >
      <Input
        autoFocus
        allowClear
        size="large"
        type="search"
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={say(text.search)}
        placeholder={say(text.search)}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          ask(target.value);
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
      {rows.length === 0 || found.state === "failed" ? (
        <p className="record-sheet-none" role="status">
          {say(emptyText(found))}
          {found.state === "failed" ? (
            <Button type="link" onClick={() => ask(typed, 0)}>
              {say(text.retry)}
            </Button>
          ) : null}
        </p>
      ) : null}
    </Drawer>
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
