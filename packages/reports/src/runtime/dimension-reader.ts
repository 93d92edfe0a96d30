import type { Expression, Value, ValueKind } from "@mortise/expression";
import { division, type FieldContext, type FieldOption, findFieldType } from "@mortise/fields";
import { type LocalizedText, localize } from "@mortise/kit";
import type { Dimension } from "@mortise/metadata";
import { type Actor, boundsOfKey, dimensionFilter } from "@mortise/store";
import type { ReportField } from "../model/report-field.ts";
import { boundKeys } from "../model/bucket-keys.ts";
import { dateKeyLabel, fiscalLabel, partKeyLabel, partKeys } from "../model/date-series.ts";

const EMPTY: LocalizedText = { zh: "（未填写）", en: "(empty)" };
const UNSEEN: LocalizedText = { zh: "（无权查看）", en: "(not visible)" };
const OTHER: LocalizedText = { zh: "其他", en: "Other" };
const DATE_KINDS: readonly ValueKind[] = ["date", "datetime"];
const NAMED_KINDS: readonly ValueKind[] = ["user", "users", "team", "teams", "reference"];
const LIST_KINDS: readonly ValueKind[] = ["options", "users", "teams"];

/** Names of ids that occur as keys. */
export type KeyLabels = Readonly<Record<string, string>>;

/** Reads the groups of one dimension: what they are called, what colour they have, which rows are behind them. */
export class DimensionReader {
  readonly dimension: Dimension;
  readonly field: ReportField;
  readonly #actor: Actor;

  constructor(dimension: Dimension, field: ReportField, actor: Actor) {
    this.field = field;
    this.#actor = actor;
    // Points in time without a grain are groups of days.
    const isSeries = DATE_KINDS.includes(field.kind) && dimension.part === undefined;
    const grain = isSeries ? (dimension.grain ?? "day") : undefined;
    this.dimension = grain ? { ...dimension, grain } : dimension;
  }

  /** Options of the field in their order; undefined for fields without. */
  get options(): readonly FieldOption[] | undefined {
    return findFieldType(this.field.definition.type)?.options?.(this.field.definition);
  }

  /** The keys of the groups in their order, where they are known beforehand. */
  get orderedKeys(): readonly string[] {
    const { part, buckets } = this.dimension;
    if (part !== undefined) return partKeys(part);
    if (buckets) return "bounds" in buckets ? boundKeys(buckets.bounds) : [];
    return (this.options ?? []).map((option) => option.key);
  }

  /** What the group beyond the limit is called. */
  get otherLabel(): string {
    return localize(OTHER, this.#actor.locale);
  }

  label(key: Value, labels: KeyLabels): string {
    const { locale } = this.#actor;
    if (key === null) return localize(EMPTY, locale);
    const { kind, definition } = this.field;
    const text = keyText(key);
    const { grain, part, buckets, fiscal } = this.dimension;
    if (part !== undefined) return partKeyLabel(text, part, locale);
    if (grain) return fiscal ? fiscalLabel(text, grain, locale) : dateKeyLabel(text, grain, locale);
    if (buckets) return this.#bucketLabel(text);
    if (NAMED_KINDS.includes(kind)) return labels[text] ?? localize(UNSEEN, locale);
    if (this.dimension.level === 2 || this.dimension.level === 4) {
      const place = division(text);
      if (place) return place[locale] || place.zh;
    }
    const value = LIST_KINDS.includes(kind) ? [text] : key;
    return findFieldType(definition.type)?.toText(value, definition, this.#context()) || keyText(key);
  }

  /** Name of the option's colour, where the group is an option. */
  color(key: Value): string | undefined {
    return this.options?.find((option) => option.key === key)?.color;
  }

  /** The rows of a group that no record made; groups of records bring their filter along. */
  filter(key: Value): Expression {
    const { kind } = this.field;
    return dimensionFilter(this.dimension, key, { kind, timeZone: this.#actor.timeZone });
  }

  #bucketLabel(key: string): string {
    const { from, to } = boundsOfKey(key);
    const write = (value: string): string => this.#written(value);
    if (from === undefined) return `< ${write(to ?? "")}`;
    return to === undefined ? `≥ ${write(from)}` : `${write(from)} – ${write(to)}`;
  }

  #written(value: string): string {
    const { definition } = this.field;
    return findFieldType(definition.type)?.toText(value, definition, this.#context()) || value;
  }

  #context(): FieldContext {
    const { locale, timeZone } = this.#actor;
    return { locale, timeZone, label: () => undefined, find: () => undefined };
  }
}

/** Keys are texts, numbers and switches; the gateway gives no others. */
function keyText(key: Value): string {
  return typeof key === "string" || typeof key === "number" || typeof key === "boolean" ? String(key) : "";
}
