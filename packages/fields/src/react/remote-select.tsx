import { Select } from "antd";
import { useMemo, useState } from "react";
import { chosenIds, chosenValue } from "./chosen-ids.ts";
import { type FieldChoice, useFieldServices, useFieldText } from "./field-services.ts";
import type { FieldEditorProps } from "./field-view.ts";
import { text } from "./text.ts";
import { type FoundChoices, useRemoteChoices } from "./use-remote-choices.ts";

interface RemoteSelectProps extends Omit<FieldEditorProps, "field"> {
  readonly multiple: boolean;
  readonly search: (text: string) => Promise<readonly FieldChoice[]>;
  /** Stands at the end of what was found; makes something new of what was typed. */
  readonly create?: CreateChoice | undefined;
  readonly onPick?: ((id: string) => void) | undefined;
}

/** How a picker makes what is not there yet. */
export interface CreateChoice {
  readonly label: (typed: string) => string;
  /** Undefined when the person gave up. */
  readonly run: (typed: string) => Promise<FieldChoice | undefined>;
}

/** The value of the entry that makes something new; no id looks like it. */
const NEW = "$new";

/** Chooses a person, a team or a record by searching for it. */
export function RemoteSelect(props: RemoteSelectProps) {
  const { multiple, search, create } = props;
  const say = useFieldText();
  const { found, ask } = useRemoteChoices(search);
  const [typed, setTyped] = useState("");
  const options = useOptions(found, isAnswered(found, typed) ? create?.label(typed.trim()) : undefined);
  const { chosen, change } = useChosen(props, typed);
  return (
    <Select<Chosen | Chosen[] | undefined>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(multiple ? { mode: "multiple" as const } : {})}
      labelInValue
      allowClear
      value={multiple ? chosen : chosen[0]}
      options={options}
      showSearch={{
        filterOption: false,
        onSearch: (query) => {
          setTyped(query);
          ask(query);
        },
      }}
      optionRender={({ data }) =>
        data["value"] === NEW ? (
          <span style={{ color: "var(--m-accent)" }}>+ {String(data["label"])}</span>
        ) : (
          <ChoiceRow label={data["label"]} hint={data["hint"]} />
        )
      }
      placeholder={say(text.search)}
      notFoundContent={say(emptyText(found))}
      loading={found.state === "busy"}
      disabled={props.disabled ?? false}
      status={props.error ? "error" : ""}
      size={props.size ?? "middle"}
      autoFocus={props.autoFocus ?? false}
      style={{ width: "100%" }}
      onOpenChange={(isOpen) => {
        if (!isOpen) return;
        setTyped("");
        ask("", 0);
      }}
      onBlur={() => props.onBlur?.()}
      onChange={change}
    />
  );
}

/** What is chosen with its names, and what happens when that changes: the entry at the end makes something new. */
function useChosen({ value, multiple, onChange, onPick, create }: RemoteSelectProps, typed: string) {
  const services = useFieldServices();
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const ids = chosenIds(value);
  const chosen = ids.map((id): Chosen => ({ value: id, label: services.label(id) ?? picked.get(id) ?? id }));
  const put = (list: readonly Chosen[]): void => {
    setPicked(new Map([...picked, ...list.map((item) => [item.value, String(item.label)] as const)]));
    const next = list.map((item) => item.value);
    for (const id of next) if (!ids.includes(id)) onPick?.(id);
    onChange(chosenValue(next, multiple));
  };
  const makeNew = async (): Promise<void> => {
    const made = await create?.run(typed.trim());
    if (made) put([...(multiple ? chosen : []), { value: made.id, label: made.label }]);
  };
  const change = (next: Chosen | readonly Chosen[] | undefined): void => {
    // The array test does not tell a read-only array from one item.
    const list =
      next === undefined ? [] : Array.isArray(next) ? (next as readonly Chosen[]) : [next as Chosen];
    if (list.some((item) => item.value === NEW)) void makeNew();
    else put(list);
  };
  return { chosen, change };
}

/** Says why a list of choices is empty. */
export function emptyText({ state }: FoundChoices) {
  if (state === "busy") return text.searching;
  return state === "failed" ? text.searchFailed : text.nothingFound;
}

/** Whether the choices are those of what was typed: before, something new would stand first where a found record will. */
function isAnswered({ state, query }: FoundChoices, typed: string): boolean {
  return state !== "busy" && query.trim() === typed.trim();
}

interface Chosen {
  readonly value: string;
  readonly label?: unknown;
  readonly hint?: string | undefined;
}

/** What was found, the lately chosen in a group of their own, with the entry for something new at the end. */
function useOptions(found: FoundChoices, newLabel: string | undefined) {
  const say = useFieldText();
  return useMemo(() => {
    const option = ({ id, label, hint }: FieldChoice) => ({ value: id, label, hint });
    const recent = found.choices.filter((choice) => choice.recent);
    const others = found.choices.filter((choice) => !choice.recent).map(option);
    const made = newLabel === undefined ? [] : [{ value: NEW, label: newLabel, hint: undefined }];
    if (recent.length === 0) return [...others, ...made];
    return [
      { label: say(text.recent), options: recent.map(option) },
      ...(others.length > 0 ? [{ label: say(text.others), options: others }] : []),
      ...made,
    ];
    // `say` follows the language, which does not change while a list is open.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [found.choices, newLabel]);
}

function ChoiceRow({ label, hint }: { readonly label: unknown; readonly hint?: unknown }) {
  return (
    <span>
      {String(label)}
      {typeof hint === "string" && hint !== "" ? (
        <span style={{ opacity: 0.55, marginInlineStart: 8, fontSize: 12 }}>{hint}</span>
      ) : null}
    </span>
  );
}
