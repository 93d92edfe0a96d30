import { type Clock, localize, type Logger } from "@mortise/kit";
import { type Actor, actorMoment, type Cause, type Store, systemActor } from "@mortise/store";
import type { RecordEnvironmentOptions } from "@mortise/expression";
import { formNotOpen } from "../../errors.ts";
import { describeForm, type PublicFormView } from "./describe-form.ts";
import { type OpenForm, OpenForms } from "./open-form.ts";
import { readSubmission, type Submission } from "./read-submission.ts";

/** What public forms stand on. */
export interface PublicFormsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

const thanks = { zh: "提交成功，感谢您的填写！", en: "Thank you, your answers have been received." };

/** Forms for visitors without an account. */
export class PublicForms {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #open: OpenForms;

  constructor({ store, clock, logger }: PublicFormsOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
    this.#open = new OpenForms(store);
  }

  /** The layout and the fields on it; FORM_NOT_OPEN when nobody may fill it in now. */
  async describe(slug: string): Promise<PublicFormView> {
    return describeForm(this.#find(slug));
  }

  /**
   * Makes a record of a visitor's answers and gives the receipt in their language. The same idempotency key never makes
   * two records; a filled honeypot is thanked and forgotten.
   */
  async submit(actor: Actor, slug: string, submission: Submission): Promise<{ ok: true; receipt: string }> {
    const open = this.#find(slug);
    const receipt = localize(open.form.public?.receipt ?? thanks, actor.locale);
    if (submission.website) {
      this.#logger.info({ form: open.form.id, app: open.app }, "a submission fell into the honeypot");
      return { ok: true, receipt };
    }
    const row = readSubmission(open, submission, { actor, moment: this.#moment(actor) });
    // The form decides what may be written: its fixed values may fill fields that people cannot change.
    const writer: Actor = { ...systemActor, locale: actor.locale, timeZone: actor.timeZone };
    const command = { type: "create", entity: open.entity.id, rows: [row] } as const;
    await this.#store.records.execute(writer, open.app, [command], causeOf(open, slug, submission, actor));
    return { ok: true, receipt };
  }

  #moment(actor: Actor): RecordEnvironmentOptions {
    return actorMoment(actor, { now: this.#clock.now(), calendar: this.#store.releases.calendar() });
  }

  #find(slug: string): OpenForm {
    const open = this.#open.find(slug);
    if (!open) throw formNotOpen();
    return open;
  }
}

function causeOf({ form }: OpenForm, slug: string, { idempotencyKey }: Submission, actor: Actor): Cause {
  const key = idempotencyKey?.slice(0, 200);
  return {
    type: "public-form",
    id: form.id,
    label: localize(form.name, actor.locale),
    ...(key ? { idempotencyKey: `public-form/${slug}/${key}` } : {}),
  };
}

/** Public forms over a store. */
export function createPublicForms(options: PublicFormsOptions): PublicForms {
  return new PublicForms(options);
}
