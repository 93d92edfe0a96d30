import { type ApiClient, type RecordData, routes } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import { type FieldContext, fieldCatalog, fieldType } from "@mortise/fields";
import type { FieldChoice } from "@mortise/fields/react";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { listFields } from "../records/entity-fields.ts";
import type { LabelBook } from "../records/labels.ts";
import { allOf } from "../records/list-state.ts";
import { recordTitle, valueText } from "../records/record-title.ts";
import type { AppModel } from "./app-model.ts";

/** So many records are offered at once. */
const OFFERED = 20;
const HINTS = 2;
/** Wider fields hold texts, not names. */
const SHORT = 200;

/** Where records are searched for, and how they are written. */
export interface ChoicePlace {
  readonly api: ApiClient;
  readonly model: AppModel;
  readonly labels: LabelBook;
  readonly context: FieldContext;
}

/** What is searched for. */
export interface ChoiceSearch {
  readonly entity: string;
  readonly typed: string;
  readonly filter: Expression | undefined;
  /** Ids that come first while nothing is typed. */
  readonly recent: readonly string[];
}

/** Records to choose from: without a keyword those chosen lately stand first. */
export async function findChoices(place: ChoicePlace, search: ChoiceSearch): Promise<readonly FieldChoice[]> {
  const entity = place.model.catalog.find("entity", search.entity);
  if (!entity) return [];
  const hints = hintFields(entity, place.model);
  const read = async (filter: Expression | undefined): Promise<readonly FieldChoice[]> => {
    const page = await place.api.call(routes.queryRecords, {
      params: { app: place.model.id, entity: entity.id },
      body: {
        fields: [entity.titleField, ...hints.map(({ id }) => id)],
        limit: OFFERED,
        ...(search.typed ? { search: search.typed } : {}),
        ...(filter === undefined ? {} : { filter }),
      },
    });
    place.labels.add(page.labels);
    return page.items.map((record) => choiceOf(place, { entity, hints, record }));
  };
  const wanted = search.typed === "" ? search.recent : [];
  const [recent, found] = await Promise.all([
    wanted.length === 0 ? [] : read(allOf(search.filter, { in: [{ var: "id" }, [...wanted]] })),
    read(search.filter),
  ]);
  const first = recent
    .toSorted((a, b) => wanted.indexOf(a.id) - wanted.indexOf(b.id))
    .map((choice) => ({ ...choice, recent: true }));
  return [...first, ...found.filter(({ id }) => !wanted.includes(id))];
}

/** A record as a choice, its name noted. */
export function choiceOf(
  { labels, context }: ChoicePlace,
  {
    entity,
    hints,
    record,
  }: {
    readonly entity: EntityDocument;
    readonly hints: readonly FieldDefinition[];
    readonly record: RecordData;
  },
): FieldChoice {
  const label = recordTitle(entity, record, context);
  if (label !== "") labels.add({ [record.id]: label });
  const hint = hints
    .map((field) => valueText(field, record, context))
    .filter((text) => text !== "")
    .join(" · ");
  return { id: record.id, label: label === "" ? record.id.slice(-6) : label, ...(hint ? { hint } : {}) };
}

/** What tells records of the same name apart: the first short texts and choices. */
function hintFields(entity: EntityDocument, { permission }: AppModel): readonly FieldDefinition[] {
  return listFields(entity, permission(entity.id))
    .filter((field) => entity.fields.includes(field) && field.id !== entity.titleField)
    .filter((field) => {
      const kind = fieldCatalog.kindOf(field);
      return (kind === "text" || kind === "option") && fieldType(field.type).width <= SHORT;
    })
    .slice(0, HINTS);
}
