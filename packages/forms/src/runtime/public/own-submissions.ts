import { createHmac } from "node:crypto";
import type { PublicEditLink, PublicGate } from "@mortise/contract";
import type { Value } from "@mortise/expression";
import { canonicalJson, type Clock, newId, ok, type Result } from "@mortise/kit";
import {
  type Actor,
  actorMoment,
  findSubmission,
  keepSubmission,
  type PublicSubmission,
  type RecordRow,
  type Store,
  systemActor,
  type WriteTransaction,
} from "@mortise/store";
import { submissionNotFound } from "../../errors.ts";
import { describeForm, describeGate, type PublicFormView } from "./describe-form.ts";
import { refusalOf } from "./form-gate.ts";
import type { AskedField, OpenForm } from "./open-form.ts";
import { answerContext, hiddenQuestions, ownValue, readAnswer, readAnswers } from "./read-submission.ts";
import { sentBack, shownAnswer } from "./shown-answer.ts";
import { useCodes, type VisitorCodes } from "./visitor-codes.ts";
import { visitorWriter } from "./visitor-writer.ts";

/** What a visitor sent, in the form that they sent it by. */
export interface OwnSubmissionView extends PublicFormView {
  answers: Record<string, unknown>;
  revision: number;
  until: string;
}

/** Changed answers to an own submission. */
export interface OwnChange {
  readonly token: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Of the record that the answers were read from: what somebody else changed meanwhile is not overwritten. */
  readonly revision: number;
  readonly codes?: Readonly<Record<string, string>>;
}

const HOUR_MS = 3_600_000;

interface OwnSubmissionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly secret: string;
  readonly codes: VisitorCodes;
}

/** Lets visitors look at and change what they sent, by a private link of which only a hash is kept. */
export class OwnSubmissions {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #secret: string;
  readonly #codes: VisitorCodes;

  constructor({ store, clock, secret, codes }: OwnSubmissionsOptions) {
    this.#codes = codes;
    this.#store = store;
    this.#clock = clock;
    this.#secret = secret;
  }

  /** Keeps whose record it is, in the transaction that writes it. */
  async keep(
    { app, form }: OpenForm,
    { changeSet, db, now }: Pick<WriteTransaction, "changeSet" | "db" | "now">,
    { record, locked }: Pick<PublicSubmission, "record" | "locked">,
  ): Promise<void> {
    const hours = form.public?.editing?.hours;
    if (hours === undefined) return;
    const until = new Date(now.getTime() + hours * HOUR_MS);
    await keepSubmission(db, this.#token(changeSet), {
      app,
      form: form.id,
      record,
      at: now,
      until,
      locked,
    });
  }

  /** The private link to what a change-set made; the same when a submission is repeated. */
  async linkTo({ app, form }: OpenForm, changeSet: string): Promise<PublicEditLink | undefined> {
    const token = this.#token(changeSet);
    const kept = await findSubmission(this.#store.db, token, { app, form: form.id });
    return kept && { token, until: kept.until.toISOString() };
  }

  /** What was sent, as the form shows it now; without answers when it cannot be changed any more. */
  async read(actor: Actor, open: OpenForm, token: string): Promise<OwnSubmissionView> {
    const { kept, record, gate } = await this.#find(open, token);
    const rest = { revision: record.revision, until: kept.until.toISOString() };
    if (gate) return { ...describeGate(open, gate), answers: {}, ...rest };
    const { form, fields, regions, rules, locales } = describeForm(open);
    const view = { form, fields, ...(regions ? { regions } : {}), ...(rules ? { rules } : {}), locales };
    const answers = this.#answers(actor, open, record);
    const locked = Object.fromEntries(
      Object.entries(answers).filter(([field]) => kept.locked.includes(field)),
    );
    return { ...view, answers, ...(kept.locked.length > 0 ? { locked } : {}), ...rest };
  }

  /** Changes what was sent: the questions that the form shows, by the rules of a new submission, and nothing else. */
  async change(
    actor: Actor,
    open: OpenForm,
    { token, values, revision, codes = {} }: OwnChange,
  ): Promise<void> {
    const { kept, record, gate } = await this.#find(open, token);
    if (gate) throw refusalOf(gate);
    const changes = this.#changes(actor, open, { record, values, locked: kept.locked });
    if (Object.keys(changes).length === 0) return;
    const holder = newId();
    const used = await this.#codes.check(open, changes, { codes, holder });
    const { writer, cause } = visitorWriter(open, actor);
    // No later revision than the one whose state was looked at.
    const change = { id: record.id, revision: Math.min(revision, record.revision), values: changes };
    await this.#store.records.execute(
      writer,
      open.app,
      [{ type: "update", entity: open.entity.id, changes: [change] }],
      { ...cause, details: { by: "visitor" } },
      { before: ({ db }) => useCodes(db, used, holder) },
    );
  }

  #changes(
    actor: Actor,
    open: OpenForm,
    {
      record,
      values,
      locked,
    }: Pick<PublicSubmission, "locked"> & {
      readonly record: RecordRow;
      readonly values: OwnChange["values"];
    },
  ): Readonly<Record<string, Value>> {
    const context = answerContext(actor);
    const moment = this.#moment(actor);
    const shown = this.#answers(actor, open, record);
    const was = (id: string): Value => record[id] ?? null;
    // What nobody touched stays as it is, even where its control shows less than is stored.
    const read = (asked: AskedField): Result<Value> => {
      const { id } = asked.field;
      const given = ownValue(values, id) ?? null;
      const isUntouched =
        locked.includes(id) || canonicalJson(given) === canonicalJson(sentBack(shown[id] ?? null, asked));
      return isUntouched ? ok(was(id)) : readAnswer(given, asked, context);
    };
    const questions = new Set(open.asked.map(({ field }) => field.id));
    const beside = Object.fromEntries(Object.entries(record).filter(([id]) => !questions.has(id)));
    const answered = readAnswers(open, { read, beside, moment });
    const hiddenBefore = hiddenQuestions(open, record, moment);
    const changed = [...questions].flatMap((id): (readonly [string, Value])[] => {
      // What the form never showed is not the visitor's to empty.
      if (answered.hidden.has(id)) return hiddenBefore.has(id) || was(id) === null ? [] : [[id, null]];
      const value = answered.values[id] ?? null;
      return canonicalJson(value) === canonicalJson(was(id)) ? [] : [[id, value]];
    });
    return Object.fromEntries(changed);
  }

  #answers(actor: Actor, open: OpenForm, record: RecordRow): Record<string, unknown> {
    const context = answerContext(actor);
    const hidden = hiddenQuestions(open, record, this.#moment(actor));
    return Object.fromEntries(
      open.asked.flatMap((asked) => {
        const { id } = asked.field;
        const shown = hidden.has(id) ? null : shownAnswer(record[id] ?? null, asked, context);
        return shown === null ? [] : [[id, shown]];
      }),
    );
  }

  async #find(
    open: OpenForm,
    token: string,
  ): Promise<{
    readonly kept: PublicSubmission;
    readonly record: RecordRow;
    readonly gate: PublicGate | undefined;
  }> {
    const { app, form, entity } = open;
    const { editing } = form.public ?? {};
    const kept = await findSubmission(this.#store.db, token, { app, form: form.id });
    if (!kept || !editing) throw submissionNotFound();
    const query = { entity: entity.id, filter: { "==": [{ var: "id" }, kept.record] }, limit: 1 };
    const { items } = await this.#store.records.query(systemActor, app, query);
    const [record] = items;
    if (!record) throw submissionNotFound();
    if (this.#clock.now() >= kept.until) return { kept, record, gate: { reason: "ended" } };
    if (editing.while === undefined) return { kept, record, gate: undefined };
    const still = { ...query, fields: ["id"], filter: { and: [query.filter, editing.while] } };
    const { items: left } = await this.#store.records.query(systemActor, app, still);
    return { kept, record, gate: left.length > 0 ? undefined : { reason: "settled" } };
  }

  #moment(actor: Actor) {
    return actorMoment(actor, { now: this.#clock.now(), calendar: this.#store.releases.calendar() });
  }

  /** Worked out of what the submission wrote, so that its repeat gets the same link though only a hash is kept. */
  #token(changeSet: string): string {
    return createHmac("sha256", this.#secret).update(`public-submission/${changeSet}`).digest("base64url");
  }
}
