import { type FillAsk, fillKey, type FoundFill, type FoundFills, type NarrowedBy } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import { fieldName } from "@mortise/metadata";
import { systemActor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { readPage } from "../query/record-page.ts";
import type { RecordRow } from "../record-query.ts";
import type { Write } from "../session/write-session.ts";
import type { Problems } from "../validation/problems.ts";
import { sameValue } from "../validation/same-value.ts";
import { findFills } from "./find-fills.ts";

/** Linkages may depend on what others filled in: so many rounds of questions are asked at most. */
const MOST_ROUNDS = 10;
const CHUNK = 500;

/** References that have to match, as a rule asks. */
export interface NarrowedReference {
  readonly path: string;
  readonly field: ModelField;
  readonly ids: readonly string[];
  readonly narrowed: readonly NarrowedBy[];
}

/**
 * What the rules of one write have to know from the database: the records that data linkages look up, and whether
 * references are among those that are left to choose from. Rules run without waiting; whoever runs them asks `load`
 * afterwards, and runs them again as long as it has found something.
 */
export class RuleLookups {
  readonly #write: Write;
  readonly #found = new Map<string, Map<string, FoundFill>>();
  /** By `fillKey`: records that are alike want the same. */
  readonly #wanted = new Map<EntityModel, Map<string, FillAsk>>();
  #references: NarrowedReference[] = [];
  #rounds = 0;

  constructor(write: Write) {
    this.#write = write;
  }

  /** What is known for linkages of an entity. */
  foundFor({ id }: EntityModel): FoundFills {
    const known = this.#found.get(id) ?? new Map<string, FoundFill>();
    this.#found.set(id, known);
    return known;
  }

  /** Notes what a record wants to know. */
  want(model: EntityModel, asks: readonly FillAsk[]): void {
    if (asks.length === 0) return;
    const wanted = this.#wanted.get(model) ?? new Map<string, FillAsk>();
    this.#wanted.set(model, wanted);
    for (const ask of asks) wanted.set(fillKey(ask), ask);
  }

  /** Notes references that `check` is to look at. */
  expect(reference: NarrowedReference): void {
    this.#references.push(reference);
  }

  /** Looks up what was wanted; false when that was nothing. True asks for running the rules again, from the start. */
  async load(): Promise<boolean> {
    if (this.#wanted.size === 0 || this.#rounds >= MOST_ROUNDS) return false;
    this.#rounds += 1;
    const { session, actor, app, cause } = this.#write;
    await session.turn;
    const scope = { context: session.context, db: session.db, now: session.now };
    const rules = cause.type === "public-form" ? this.#publicRules(cause.id ?? "") : undefined;
    for (const [model, wanted] of this.#wanted) {
      const { found } = await findFills(scope, actor, { app, model, asks: [...wanted.values()], rules });
      const known = this.#found.get(model.id) ?? new Map<string, FoundFill>();
      this.#found.set(model.id, new Map([...known, ...found]));
    }
    this.#wanted.clear();
    return true;
  }

  /** The same for whoever then notes references anew: those that were noted before are forgotten. */
  async loadAnew(): Promise<boolean> {
    const isFound = await this.load();
    if (isFound) this.#references = [];
    return isFound;
  }

  /** A public form fills what its definition publishes and nothing else. */
  #publicRules(form: string): ReadonlySet<string> {
    const catalog = this.#write.session.context.catalog(this.#write.app);
    return new Set(catalog.find("form", form)?.public?.fills ?? []);
  }

  /** Complains about references that are not among those left to choose from. What they hold is not told. */
  async check(problems: Problems): Promise<void> {
    if (this.#references.length > 0) await this.#write.session.turn;
    const { session, app } = this.#write;
    for (const [entity, references] of Map.groupBy(this.#references, ({ field }) => field.target ?? "")) {
      const model = session.context.model(app, entity);
      const fields = [...new Set(references.flatMap(({ narrowed }) => narrowed.map(({ field }) => field)))];
      const records = await this.#read(entity, {
        fields,
        ids: [...new Set(references.flatMap(({ ids }) => ids))],
      });
      for (const reference of references) {
        const { ids, narrowed, path } = reference;
        const fits = ids.every((id) => {
          const record = records.get(id);
          // What is not there, or not seen, is complained about elsewhere.
          return (
            !record ||
            narrowed.every(({ field, value }) => sameValue(record[field], value, model.need(field)))
          );
        });
        if (!fits && !problems.has(path)) problems.add(path, this.#refusal(reference));
      }
    }
  }

  async #read(
    entity: string,
    { fields, ids }: { readonly fields: readonly string[]; readonly ids: readonly string[] },
  ): Promise<ReadonlyMap<string, RecordRow>> {
    const { session, app } = this.#write;
    const scope = { context: session.context, db: session.db, now: session.now };
    const records = new Map<string, RecordRow>();
    for (let start = 0; start < ids.length; start += CHUNK) {
      const filter = { in: [{ var: "id" }, ids.slice(start, start + CHUNK)] };
      // The definition asks, not the person: only whether it fits is told.
      const { items } = await readPage(scope, systemActor, {
        app,
        query: { entity, fields, filter, limit: CHUNK },
      });
      for (const item of items) records.set(item.id, item);
    }
    return records;
  }

  #refusal({ field, narrowed }: NarrowedReference): LocalizedText {
    const catalog = this.#write.session.context.catalog(this.#write.app);
    const names = narrowed.map((one) => fieldName(catalog, field.target ?? "", one.field));
    const zh = names.map((name) => name.zh || name.en).join("、");
    const en = names.map((name) => name.en || name.zh).join(", ");
    return {
      zh: `所选记录的“${zh}”与表单不符，请重新选择`,
      en: `“${en}” of the chosen record does not match the form; choose another one`,
    };
  }
}
