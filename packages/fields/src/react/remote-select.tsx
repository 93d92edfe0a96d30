import type { Value } from "@mortise/expression";
import { Select } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { type FieldChoice, useFieldServices, useFieldText } from "./field-services.ts";
import type { FieldEditorProps } from "./field-view.ts";
import { text } from "./text.ts";

const PAUSE = 250;

interface RemoteSelectProps extends Omit<FieldEditorProps, "field"> {
  readonly multiple: boolean;
  readonly search: (text: string) => Promise<readonly FieldChoice[]>;
}

interface Found {
  readonly choices: readonly FieldChoice[];
  readonly state: "idle" | "busy" | "failed";
}

/** Searches on the server a moment after the last key stroke; answers that come late are dropped. */
function useRemoteChoices(search: RemoteSelectProps["search"]): {
  found: Found;
  ask: (text: string, pause?: number) => void;
} {
  const [found, setFound] = useState<Found>({ choices: [], state: "idle" });
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const run = async (query: string): Promise<void> => {
    const ticket = (latest.current += 1);
    setFound((before) => ({ ...before, state: "busy" }));
    try {
      const choices = await search(query);
      if (ticket === latest.current) setFound({ choices, state: "idle" });
    } catch {
      if (ticket === latest.current) setFound({ choices: [], state: "failed" });
    }
  };
  const ask = (query: string, pause = PAUSE): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void run(query), pause);
  };
  return { found, ask };
}

/** Chooses a person, a team or a record by searching for it. */
export function RemoteSelect(props: RemoteSelectProps) {
  const { value, multiple, onChange, search } = props;
  const services = useFieldServices();
  const say = useFieldText();
  const { found, ask } = useRemoteChoices(search);
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const ids = idsOf(value);
  const options = useMemo(
    () => found.choices.map(({ id, label, hint }) => ({ value: id, label, hint })),
    [found.choices],
  );
  const chosen = ids.map((id) => ({ value: id, label: services.label(id) ?? picked.get(id) ?? id }));
  const change = (next: Chosen | readonly Chosen[] | undefined): void => {
    // The array test does not tell a read-only array from one item.
    const list =
      next === undefined ? [] : Array.isArray(next) ? (next as readonly Chosen[]) : [next as Chosen];
    setPicked(new Map([...picked, ...list.map((item) => [item.value, String(item.label)] as const)]));
    onChange(valueOf(list, multiple));
  };
  return (
    <Select<Chosen | Chosen[] | undefined>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(multiple ? { mode: "multiple" as const } : {})}
      labelInValue
      allowClear
      value={multiple ? chosen : chosen[0]}
      options={options}
      showSearch={{ filterOption: false, onSearch: (query) => ask(query) }}
      optionRender={({ data }) => <ChoiceRow label={data.label} hint={data["hint"]} />}
      placeholder={say(text.search)}
      notFoundContent={say(
        found.state === "busy"
          ? text.searching
          : found.state === "failed"
            ? text.searchFailed
            : text.nothingFound,
      )}
      loading={found.state === "busy"}
      disabled={props.disabled ?? false}
      status={props.error ? "error" : ""}
      size={props.size ?? "middle"}
      autoFocus={props.autoFocus ?? false}
      style={{ width: "100%" }}
      onOpenChange={(isOpen) => (isOpen ? ask("", 0) : undefined)}
      onBlur={() => props.onBlur?.()}
      onChange={change}
    />
  );
}

interface Chosen {
  readonly value: string;
  readonly label?: unknown;
  readonly hint?: string | undefined;
}

function ChoiceRow({ label, hint }: { readonly label: unknown; readonly hint?: string | undefined }) {
  return (
    <span>
      {String(label)}
      {hint ? <span style={{ opacity: 0.55, marginInlineStart: 8, fontSize: 12 }}>{hint}</span> : null}
    </span>
  );
}

function idsOf(value: Value): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];
}

function valueOf(list: readonly Chosen[], multiple: boolean): Value {
  const [first] = list;
  if (!first) return null;
  return multiple ? list.map((item) => item.value) : first.value;
}
