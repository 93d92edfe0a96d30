import { PlusOutlined, SendOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { RemoteSelect, type SettingControlProps, useFieldServices } from "@mortise/fields/react";
import { fillText, isPlainObject, type Json, type JsonObject, shortKey } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { Alert, AutoComplete, Button, Select } from "antd";
import { useState } from "react";
import { type SentValue, sentValues } from "../../model/hook.ts";
import { RESULT_TYPES } from "../../nodes/typed-results.ts";
import { objectsIn, removeAt, replaceAt } from "../editors/json-list.ts";
import { NameInput } from "../editors/name-input.tsx";
import { useNodeScope } from "../editors/node-scope.ts";
import { SortedItem } from "../editors/sorted-item.tsx";
import { text } from "./text.ts";

/** The sample that a step keeps; its status and what came back. */
export function sampleIn(value: Json | undefined): JsonObject | undefined {
  const sample = isPlainObject(value) ? value["sample"] : undefined;
  // Settings are JSON.
  return isPlainObject(sample) ? (sample as JsonObject) : undefined;
}

/** What is said while a step is tried. */
export interface TryWords {
  readonly hint: string;
  readonly action: string;
  /** What is said of the sample; undefined while there is none. */
  readonly outcome: (sample: JsonObject | undefined) => string;
}

/** Sends a request by hand, keeps what came back as a sample, and edits which of its values later steps use. */
export function HttpResultsEditor(props: SettingControlProps) {
  const t = useText(text);
  const outcome = (sample: JsonObject | undefined): string =>
    sample ? fillText(t.answered, { status: String(sample["status"] ?? "—") }) : t.noSample;
  return <TriedResults {...props} words={{ hint: t.tryHint, action: t.send, outcome }} />;
}

/** Tries a step really, keeps what came back as a sample, and edits which of its values later steps use. */
export function TriedResults({
  value,
  onChange,
  disabled = false,
  words,
}: SettingControlProps & { readonly words: TryWords }) {
  const t = useText(text);
  const kept = isPlainObject(value) ? (value as JsonObject) : {}; // settings are JSON
  const rows = objectsIn(kept["rows"]);
  const sample = sampleIn(value);
  const values = sample ? sentValues(sample["body"] ?? null) : [];
  const put = (next: readonly JsonObject[]): void => onChange({ ...kept, rows: [...next] });
  return (
    <div className="flow-list">
      <TrySend
        words={words}
        disabled={disabled}
        onSample={(next) => onChange({ ...kept, rows: [...rows], sample: next })}
      />
      <p className="flow-hint">{words.outcome(sample)}</p>
      {rows.map((row, index) => (
        <ResultRow
          // A row keeps its id for as long as it lives.
          key={String(row["id"])}
          row={row}
          values={values}
          disabled={disabled}
          onChange={(next) => put(replaceAt(rows, index, next))}
          onRemove={() => put(removeAt(rows, index))}
        />
      ))}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled}
        onClick={() => put([...rows, { id: `r${shortKey(6)}`, type: "text" }])}
      >
        {t.addResult}
      </Button>
    </div>
  );
}

interface ResultRowProps {
  readonly row: JsonObject;
  readonly values: readonly SentValue[];
  readonly disabled: boolean;
  readonly onChange: (row: JsonObject) => void;
  readonly onRemove: () => void;
}

function ResultRow({ row, values, disabled, onChange, onRemove }: ResultRowProps) {
  const t = useText(text);
  return (
    <SortedItem
      head={
        <AutoComplete
          size="small"
          style={{ width: "100%" }}
          aria-label={t.sample}
          placeholder={values.length > 0 ? t.sample : t.typePath}
          value={typeof row["path"] === "string" ? row["path"] : ""}
          disabled={disabled}
          options={values.map(({ path, value }) => ({ value: path, label: `${path} · ${short(value)}` }))}
          onChange={(path: string) => onChange({ ...row, path, ...guessed(row, values, path) })}
        />
      }
      onRemove={onRemove}
    >
      <NameInput
        value={isName(row["name"]) ? row["name"] : undefined}
        placeholder={t.call}
        onChange={(name) => onChange({ ...row, name: name ? { ...name } : null })}
      />
      <Select
        size="small"
        aria-label={t.as}
        value={String(row["type"] ?? "text")}
        disabled={disabled}
        options={RESULT_TYPES.map((type) => ({ value: String(type), label: t[type] }))}
        onChange={(type) => onChange({ ...row, type: type ?? "text" })}
      />
    </SortedItem>
  );
}

function isName(value: Json | undefined): value is { zh: string; en: string } {
  return isPlainObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
}

/** A value that is chosen says by itself what it is, and what it is called. */
function guessed(row: JsonObject, values: readonly SentValue[], path: string): JsonObject {
  const found = values.find((one) => one.path === path);
  if (!found) return {};
  const last = path.split(".").at(-1) ?? path;
  const name = isName(row["name"]) ? {} : { name: { zh: last, en: last } };
  const { value } = found;
  if (typeof value === "number") return { ...name, type: "number" };
  if (typeof value === "boolean") return { ...name, type: "switch" };
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const isMoment = typeof value === "string" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value);
  return { ...name, type: isDay ? "date" : isMoment ? "datetime" : "text" };
}

function short(value: SentValue["value"]): string {
  const whole = value === null ? "—" : String(value);
  return whole.length > 24 ? `${whole.slice(0, 24)}…` : whole;
}

/** Sends once, really, for a record that is chosen. */
function TrySend({
  words,
  disabled,
  onSample,
}: {
  readonly words: TryWords;
  readonly disabled: boolean;
  readonly onSample: (sample: JsonObject) => void;
}) {
  const t = useText(text);
  const api = useApi();
  const localize = useLocalize();
  const services = useFieldServices();
  const { catalog, document, entity, node = "" } = useNodeScope();
  const [record, setRecord] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: (id: string) =>
      api.call(routes.trySend, {
        params: { app: catalog.all("app")[0]?.id ?? "" },
        body: { flow: document, node, record: id },
      }),
    onSuccess: ({ status, body, problem }) => {
      // A system that refuses has answered as well; what failed without an answer is no sample.
      if (status !== null || problem === null) onSample({ ...(status === null ? {} : { status }), body });
    },
  });
  return (
    <div className="flow-list">
      <p className="flow-hint">{words.hint}</p>
      <div className="flow-try">
        <RemoteSelect
          multiple={false}
          value={record}
          search={(query) => services.searchRecords(entity, query)}
          onChange={(chosen) => setRecord(typeof chosen === "string" ? chosen : null)}
        />
        <Button
          icon={<SendOutlined />}
          disabled={disabled || record === null}
          loading={send.isPending}
          onClick={() => record !== null && send.mutate(record)}
        >
          {words.action}
        </Button>
      </div>
      {send.error ? <Alert type="error" showIcon role="alert" title={send.error.message} /> : null}
      {send.data?.problem ? (
        <Alert type="warning" showIcon title={t.failed} description={localize(send.data.problem)} />
      ) : null}
    </div>
  );
}
