import type {
  FoundRecord,
  PublicChallenge,
  PublicFormField,
  PublicGate,
  PublicRegion,
} from "@mortise/contract";
import type { Expression, Value } from "@mortise/expression";
import { type FieldContext, fieldType, maskedText } from "@mortise/fields";
import { type Clock, LOCALES, type Locale, type LocalizedText } from "@mortise/kit";
import type { FieldDefinition, ShownField } from "@mortise/metadata";
import { type Actor, type RecordRow, spendProof, type Store, systemActor } from "@mortise/store";
import { formInvalid, formNotOpen, formProofNeeded } from "../../errors.ts";
import { askedRegions, shownField } from "./describe-form.ts";
import { closedBy, lockedBy, refusalOf } from "./form-gate.ts";
import { findQuery, type OpenQuery } from "./open-query.ts";
import { ProofOfWork } from "./proof-of-work.ts";
import { answerContext, ownValue, readAnswer, requiredText } from "./read-submission.ts";

/** A public query as visitors get it: what they have to know, and nothing of what it shows. */
export interface PublicQueryView {
  title: LocalizedText;
  intro?: LocalizedText;
  fields: PublicFormField[];
  regions?: PublicRegion[];
  locales: Locale[];
  gate?: PublicGate;
}

/** What a visitor asks. */
export interface PublicQuestion {
  readonly values: Readonly<Record<string, unknown>>;
  readonly proof?: string;
  readonly password?: string;
}

interface PublicQueriesOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly secret: string;
}

/** So many records are shown at most; how many there are is not told. */
const MOST_FOUND = 20;
/** Every answer leaves at a multiple of this after its question, so that its time says nothing. */
const BEAT_MS = 400;

/** Pages on which visitors find records by what they know of them. */
export class PublicQueries {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #proofs: ProofOfWork;

  constructor({ store, clock, secret }: PublicQueriesOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#proofs = new ProofOfWork({ clock, secret });
  }

  /** What visitors have to know; FORM_NOT_OPEN when there is no such query. */
  describe(slug: string, password?: string): PublicQueryView {
    const open = this.#find(slug);
    const { query, form, asked } = open;
    const gate = this.#gate(open, password);
    const title = query.title ?? form.name;
    if (gate) return { title, fields: [], locales: [...LOCALES], gate };
    return {
      title,
      ...(query.intro ? { intro: query.intro } : {}),
      fields: asked.map((one) => shownField({ ...one, item: { ...one.item, required: true } })),
      ...askedRegions(asked),
      locales: [...LOCALES],
    };
  }

  /** Work that a visitor's browser does for each question. */
  async challenge(slug: string): Promise<PublicChallenge> {
    return this.#proofs.issue(keyOf(this.#find(slug)), "normal");
  }

  /**
   * The records that match all the values, exactly. Whether a value is unknown, cannot be one, or does not go with the
   * others is not told, nor by the time it takes; only a value that is missing is named.
   */
  async ask(actor: Actor, slug: string, { values, proof, password }: PublicQuestion): Promise<FoundRecord[]> {
    const begun = performance.now();
    const open = this.#find(slug);
    const gate = this.#gate(open, password);
    if (gate) throw refusalOf(gate);
    const missing = open.asked.filter(({ field }) => isBlank(ownValue(values, field.id)));
    if (missing.length > 0) {
      const details = missing.map(({ field }) => ({ path: field.id, message: requiredText }));
      throw formInvalid({ count: missing.length }, { details });
    }
    const spent = await this.#proofs.check(keyOf(open), proof);
    if (!(await spendProof(this.#store.db, spent))) throw formProofNeeded();
    const found = await this.#read(actor, open, values);
    await onTheBeat(begun);
    return found;
  }

  async #read(actor: Actor, open: OpenQuery, values: PublicQuestion["values"]): Promise<FoundRecord[]> {
    const { app, entity, query, asked, masked } = open;
    const context = answerContext(actor);
    const known = asked.map((one) => readAnswer(ownValue(values, one.field.id), one, context));
    const parts = asked.map(({ field }, index): Expression => {
      const answer = known[index];
      // Answers of the kinds that can be asked for are single: texts, numbers, keys.
      return { "==": [{ var: field.id }, (answer?.ok ? answer.value : null) as Expression] };
    });
    const isReadable = known.every((answer) => answer.ok && answer.value !== null);
    // What cannot be a value is looked for all the same: its answer takes as long.
    const filter: Expression = {
      and: [isReadable, ...parts, ...(query.filter === undefined ? [] : [query.filter])],
    };
    const { items, labels } = await this.#store.records.query(systemActor, app, {
      entity: entity.id,
      fields: [...new Set(query.show.map(({ field }) => field))],
      filter,
      sort: [{ field: "created_at", descending: true }],
      limit: MOST_FOUND,
    });
    const named = { ...context, label: (id: string) => labels?.[id] };
    return items.map((record) => ({ shown: query.show.flatMap((one) => shownPart(one, record)) }));

    function shownPart({ field: id, masked: isMasked }: ShownField, record: RecordRow): FoundRecord["shown"] {
      const field = entity.fields.find((candidate) => candidate.id === id);
      if (!field) return [];
      const isShort = isMasked === true || masked.has(id);
      return [{ field: id, name: field.name, text: textOf(field, record[id] ?? null, { isShort, named }) }];
    }
  }

  #gate({ query }: OpenQuery, password: string | undefined): PublicGate | undefined {
    const access = query.access ?? {};
    return closedBy(access, this.#clock.now()) ?? lockedBy(access, password);
  }

  #find(slug: string): OpenQuery {
    const open = findQuery(this.#store, slug);
    if (!open) throw formNotOpen();
    return open;
  }
}

function textOf(
  field: FieldDefinition,
  value: Value,
  { isShort, named }: { readonly isShort: boolean; readonly named: FieldContext },
): string {
  if (value === null) return "";
  const type = fieldType(field.type);
  return isShort ? maskedText(type, value, field, named) : type.toText(value, field, named);
}

function keyOf({ app, form }: OpenQuery): string {
  return `public-query/${app}/${form.id}`;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

async function onTheBeat(begun: number): Promise<void> {
  const passed = performance.now() - begun;
  const left = Math.ceil(passed / BEAT_MS) * BEAT_MS - passed;
  await new Promise((resolve) => {
    setTimeout(resolve, left);
  });
}
