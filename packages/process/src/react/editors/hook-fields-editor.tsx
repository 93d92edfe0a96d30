import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { fieldCatalog } from "@mortise/fields";
import type { SettingControlProps } from "@mortise/fields/react";
import { fillText, isPlainObject, type Json, type JsonObject } from "@mortise/kit";
import { useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { Alert, Button, Select } from "antd";
import { type SentValue, sentValues } from "../../model/hook.ts";
import { text } from "./text.ts";
import { useHookPage } from "./use-hook-page.ts";

/** Sets which value of a sample goes into which field. The sample is the last call that came, good or refused. */
export function HookFieldsEditor({ id, value, onChange, sources, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const rows = Array.isArray(value) ? value.filter(isRow) : [];
  const sent = useSent();
  const fields = sources.fields.filter(
    (field) => fieldCatalog.derivationOf?.(field) === undefined && !ON_THEIR_OWN.has(field.id),
  );
  const put = (index: number, patch: JsonObject): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  const taken = new Set(rows.map((row) => row["field"]));
  return (
    <div className="flow-list">
      <LastCall />
      {rows.map((row, index) => (
        // Rows have no other name than their place.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className="flow-hook-row">
          <Select
            {...(index === 0 ? { id } : {})}
            aria-label={t.sentValue}
            showSearch={{ optionFilterProp: "label" }}
            disabled={disabled}
            placeholder={t.sentValue}
            value={typeof row["path"] === "string" ? row["path"] : null}
            options={optionsOf(sent, row["path"])}
            onChange={(path) => put(index, { path: path ?? "" })}
          />
          <span aria-hidden="true">→</span>
          <Select
            aria-label={t.toField}
            showSearch={{ optionFilterProp: "label" }}
            disabled={disabled}
            placeholder={t.toField}
            value={typeof row["field"] === "string" ? row["field"] : null}
            options={fields
              .filter((field) => field.id === row["field"] || !taken.has(field.id))
              .map((field) => ({ value: field.id, label: localize(field.name) }))}
            onChange={(field) => put(index, { field: field ?? "" })}
          />
          <Button
            type="text"
            size="small"
            aria-label={t.remove}
            icon={<CloseOutlined />}
            disabled={disabled}
            onClick={() => onChange(rows.filter((_row, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={disabled}
        onClick={() => onChange([...rows, {}])}
      >
        {t.addField}
      </Button>
    </div>
  );
}

function isRow(value: Json): value is JsonObject {
  return isPlainObject(value);
}

/** Set by the system, whatever is sent. */
const ON_THEIR_OWN: ReadonlySet<string> = new Set(["team", "created_at", "created_by"]);

function useSent(): readonly SentValue[] {
  const { page } = useHookPage();
  const [last] = page.data?.calls ?? [];
  return last?.body === undefined ? [] : sentValues(last.body);
}

/** The values of the sample, and the one that is set although the sample lacks it. */
function optionsOf(sent: readonly SentValue[], chosen: Json | undefined) {
  const options = sent.map(({ path, value }) => ({ value: path, label: `${short(value)} · ${path}` }));
  const isThere = typeof chosen !== "string" || chosen === "" || sent.some(({ path }) => path === chosen);
  return isThere ? options : [{ value: chosen, label: chosen }, ...options];
}

function short(value: SentValue["value"]): string {
  const whole = value === null ? "—" : String(value);
  return whole.length > 24 ? `${whole.slice(0, 24)}…` : whole;
}

/** When the last call came and what became of it; before the first one, how to send one. */
function LastCall() {
  const t = useText(text);
  const localize = useLocalize();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { page } = useHookPage();
  const [last] = page.data?.calls ?? [];
  if (!page.data) return null;
  if (!last) return <Alert type="info" showIcon title={t.waitingForCall} />;
  const moment = new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", {
    timeZone,
    dateStyle: "medium",
    timeStyle: "medium",
  });
  const at = moment.format(new Date(last.at));
  return last.problem ? (
    <Alert
      type="warning"
      showIcon
      title={fillText(t.lastRefused, { at })}
      description={localize(last.problem)}
    />
  ) : (
    <Alert type="success" showIcon title={fillText(t.lastTaken, { at })} />
  );
}
