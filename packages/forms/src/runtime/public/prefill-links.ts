import { createHmac, timingSafeEqual } from "node:crypto";
import type { Value } from "@mortise/expression";
import { fieldType } from "@mortise/fields";
import { isPlainObject } from "@mortise/kit";
import type { Actor } from "@mortise/store";
import { prefillInvalid } from "../../errors.ts";
import { isFilledByPeople } from "../../model/layout/default-form.ts";
import type { OpenForm } from "./open-form.ts";
import { answerContext } from "./read-submission.ts";
import { shownAnswer } from "./shown-answer.ts";

/** Values by field, as somebody who builds the form gives them. */
export type PrefillValues = Readonly<Record<string, Value>>;

/** Query parameters of a link that fills a form in: `f.<field>`, which visitors may change. */
const OPEN = "f.";
/** The parameter of a link whose values visitors cannot change. */
const SIGNED = "signed";

/** Makes and reads links that fill a form in. */
export class PrefillLinks {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The query of a link whose values stand in the controls when it is opened; fields that the form does not ask for have none. */
  open(actor: Actor, form: OpenForm, values: PrefillValues): string {
    const context = answerContext(actor);
    const query = new URLSearchParams();
    for (const asked of form.asked) {
      const { id } = asked.field;
      const shown = shownAnswer(values[id] ?? null, asked, context);
      if (shown !== null) query.set(OPEN + id, Array.isArray(shown) ? shown.join(",") : String(shown));
    }
    return query.toString();
  }

  /** The query of a link whose values nobody can change without this server's secret; it works for this link of the form. */
  signed(form: OpenForm, values: PrefillValues): string {
    const kept = Object.entries(values).filter(
      ([id, value]) => value !== null && isSettable(form, id, value),
    );
    const payload = Buffer.from(JSON.stringify(Object.fromEntries(kept))).toString("base64url");
    return new URLSearchParams({ [SIGNED]: `${payload}.${this.#sign(form, payload)}` }).toString();
  }

  /** What a signed link fills in; FORM_PREFILL_INVALID when somebody changed it, or it is another form's. */
  read(form: OpenForm, token: string | undefined): PrefillValues {
    if (token === undefined || token === "") return {};
    const [payload = "", signature = ""] = token.split(".");
    const [given, made] = [Buffer.from(signature), Buffer.from(this.#sign(form, payload))];
    if (given.length !== made.length || !timingSafeEqual(given, made)) throw prefillInvalid();
    const values: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (!isPlainObject(values)) throw prefillInvalid();
    // Signed: this server wrote values. The form may have changed since.
    const entries = Object.entries(values) as readonly (readonly [string, Value])[];
    return Object.fromEntries(entries.filter(([id, value]) => isSettable(form, id, value)));
  }

  #sign({ app, form, link }: OpenForm, payload: string): string {
    const about = JSON.stringify(["public-prefill", app, form.id, link.link, payload]);
    return createHmac("sha256", this.#secret).update(about).digest("base64url");
  }
}

function isSettable({ entity }: OpenForm, id: string, value: Value): boolean {
  const field = entity.fields.find((one) => one.id === id);
  return field !== undefined && isFilledByPeople(field) && fieldType(field.type).parse(value, field).ok;
}

/** What a signed link fills in of the questions, as it stands in their controls. */
export function lockedAnswers(
  actor: Actor,
  { asked }: OpenForm,
  signed: PrefillValues,
): Readonly<Record<string, unknown>> {
  const context = answerContext(actor);
  return Object.fromEntries(
    asked.flatMap((one) => {
      const shown = shownAnswer(signed[one.field.id] ?? null, one, context);
      return shown === null ? [] : [[one.field.id, shown]];
    }),
  );
}
