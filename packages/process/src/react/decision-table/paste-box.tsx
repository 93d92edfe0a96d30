import { fieldCatalog, findOption, findRegion } from "@mortise/fields";
import { type FieldServices, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { type PasteColumn, type PastedRows, pasteRows } from "../../model/decision-table/paste.ts";
import { isRanged } from "../../model/decision-table/table.ts";
import { text } from "./text.ts";

/** A column that cells may go into. */
export interface PastedColumn {
  readonly id: string;
  readonly isResult: boolean;
  readonly field: FieldDefinition;
}

const NUMBER = /^-?\d[\d,]*(?:\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Names of people, teams and records that are asked for at most. */
const MOST_NAMES = 200;

/** Takes cells copied from a spreadsheet; people, teams and records are found by their names. */
export function PasteBox({
  columns,
  onRows,
}: {
  readonly columns: readonly PastedColumn[];
  readonly onRows: (rows: PastedRows["rows"]) => void;
}) {
  const t = useText(text);
  const services = useFieldServices();
  const [typed, setTyped] = useState("");
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const [isReading, setReading] = useState(false);
  const take = async (): Promise<void> => {
    setReading(true);
    const read = await readNames(typed, columns, services);
    const pasted = pasteRows(typed, read);
    onRows(pasted.rows);
    setUnknown(pasted.unknown);
    setTyped("");
    setReading(false);
  };
  return (
    <div className="flow-list">
      <p className="flow-hint">{t.pasteHint}</p>
      <Input.TextArea
        aria-label={t.paste}
        value={typed}
        autoSize={{ minRows: 3, maxRows: 10 }}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button disabled={typed.trim() === ""} loading={isReading} onClick={() => void take()}>
        {t.take}
      </Button>
      {unknown.length > 0 ? (
        <Alert type="warning" showIcon title={fillText(t.unknown, { words: unknown.join("、") })} />
      ) : null}
    </div>
  );
}

/** Finds out beforehand whom the names in columns of people, teams and records mean. */
async function readNames(
  typed: string,
  columns: readonly PastedColumn[],
  services: FieldServices,
): Promise<readonly PasteColumn[]> {
  const words = [...new Set(typed.split(/[\t\r\n、,，;；/|]+/).map((word) => word.trim()))].slice(
    0,
    MOST_NAMES,
  );
  const known = new Map<string, ReadonlyMap<string, string>>();
  for (const { field } of columns) {
    const search = searchOf(field, services);
    const key = `${field.type} ${fieldCatalog.targetEntity(field) ?? ""}`;
    if (!search || known.has(key)) continue;
    const found = new Map<string, string>();
    for (const word of words) {
      const choices = word === "" ? [] : await search(word);
      const exact = choices.filter(({ label }) => label === word);
      // Two people of one name are nobody in particular.
      if (exact.length === 1 && exact[0]) found.set(word, exact[0].id);
    }
    known.set(key, found);
  }
  return columns.map(({ id, isResult, field }) => ({
    id,
    isResult,
    isRanged: isRanged(fieldCatalog.kindOf(field)),
    find: (word) => find(field, word, known.get(`${field.type} ${fieldCatalog.targetEntity(field) ?? ""}`)),
  }));
}

function searchOf(field: FieldDefinition, services: FieldServices) {
  const kind = fieldCatalog.kindOf(field);
  if (kind === "user") return services.searchUsers;
  if (kind === "team") return services.searchTeams;
  if (kind !== "reference") return undefined;
  return (word: string) => services.searchRecords(fieldCatalog.targetEntity(field) ?? "", word);
}

function find(
  field: FieldDefinition,
  word: string,
  names: ReadonlyMap<string, string> | undefined,
): string | undefined {
  const kind = fieldCatalog.kindOf(field);
  if (names) return names.get(word);
  if (kind === "option") return findOption(field, word)?.key;
  if (kind === "region") return findRegion(word);
  if (kind === "number") return NUMBER.test(word) ? word.replaceAll(",", "") : undefined;
  if (kind === "boolean") return { 是: "true", 否: "false", yes: "true", no: "false" }[word.toLowerCase()];
  if (kind === "date") return DAY.test(word) ? word : undefined;
  return word;
}
