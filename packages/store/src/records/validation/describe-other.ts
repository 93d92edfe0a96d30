import type { LocalizedText } from "@mortise/kit";
import type { EntityModel } from "../model/entity-model.ts";
import { scalarText } from "../model/row-values.ts";
import { accessTo, isClear } from "../permission/field-guard.ts";
import { readPage } from "../query/record-page.ts";
import { accessForWrite, type Write } from "../session/write-session.ts";

/** So many records are named; a file of 10,000 repeated rows needs no more. */
const MOST_NAMED = 100;

/** Records that have the values of some fields already. */
export interface Holders {
  readonly ids: readonly string[];
  readonly fields: readonly string[];
}

/**
 * What may be said of records that have unique values already: title and owner, as far as the writer may read them
 * (masked where they are masked). Nothing of records that the writer does not see, nor of those of which the values
 * themselves are withheld: naming them would tell what they hold.
 */
export async function describeOthers(
  write: Write,
  model: EntityModel,
  { ids, fields: held }: Holders,
): Promise<ReadonlyMap<string, LocalizedText>> {
  const { actor, app, session } = write;
  const { permission } = accessForWrite(write, model.id);
  const named = [...new Set(ids)].slice(0, MOST_NAMED);
  if (named.length === 0 || actor.kind === "public" || permission.read.kind === "none") return new Map();
  if (!held.every((id) => isClear(permission, id))) return new Map();
  // A value that the record's state withholds counts as empty.
  const limited = held.filter((id) => permission.limits.has(id));
  const isOpen = limited.map((id) => ({ notEmpty: [{ var: id }] }));
  const title = model.entity.titleField;
  const fields = [title, ...(model.entity.owned ? ["owner"] : [])].filter(
    (id) => accessTo(permission, id) !== "hidden" && model.field(id)?.columnType != null,
  );
  const scope = { context: session.context, db: session.db, now: session.now };
  const query = {
    entity: model.id,
    fields,
    filter: { and: [{ in: [{ var: "id" }, named] }, ...isOpen] },
    limit: MOST_NAMED,
  };
  const { items, labels } = await readPage(scope, actor, { app, query });
  return new Map(
    items.map((item) => {
      const [name, owner] = [title, "owner"].map((id) => {
        const value = fields.includes(id) ? (item[id] ?? null) : null;
        return value === null ? "" : (labels[scalarText(value)] ?? scalarText(value));
      });
      return [item.id, sentence(name ?? "", owner ?? "")];
    }),
  );
}

function sentence(name: string, owner: string): LocalizedText {
  const zh = [name && `“${name}”`, owner && `负责人 ${owner}`].filter(Boolean).join("，");
  const en = [name && `“${name}”`, owner && `owner ${owner}`].filter(Boolean).join(", ");
  return {
    zh: zh === "" ? "与另一条记录重复，请换一个" : `与已有记录重复（${zh}），请换一个或打开那条记录`,
    en:
      en === ""
        ? "Repeats another record; choose another value"
        : `Repeats an existing record (${en}); choose another value or open that record`,
  };
}
