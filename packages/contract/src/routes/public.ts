import type { Expression } from "@mortise/expression";
import type { PublicInput } from "@mortise/fields";
import type { Locale, LocalizedText } from "@mortise/kit";
import type { FormDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

/** A field as visitors see it: how to ask for it, and nothing else of its definition. */
export interface PublicFormField {
  readonly id: string;
  readonly name: LocalizedText;
  readonly help?: LocalizedText;
  readonly required: boolean;
  readonly input: PublicInput;
  /** The answer is proved by a code, sent this way. */
  readonly verify?: "email" | "sms";
}

/**
 * A form rule over the form's own questions that a light page can follow by itself: `when` compares answers with fixed
 * values by `and`, `or`, `!`, `==`, `!=`, `in`, `empty`, `notEmpty`, `<`, `<=`, `>` and `>=`. The server applies every rule again.
 */
export interface PublicRule {
  readonly when: Expression;
  readonly hide: readonly string[];
  readonly show: readonly string[];
  readonly require: readonly string[];
  /** The options that are left, by field. */
  readonly offer: Readonly<Record<string, readonly string[]>>;
}

/** Why a form cannot be filled in now. */
export type PublicGate =
  /** `hours`: it is open at certain hours of the week only. `day`, `month`: it takes no more in this one. */
  | {
      readonly reason: "later" | "hours" | "day" | "month";
      readonly opensAt: string;
      readonly opensInMs: number;
    }
  | { readonly reason: "over" | "full" }
  /** Of a submission: the time for changing it is over, or the record has moved on. */
  | { readonly reason: "ended" | "settled" }
  /** `wrong`: one was given. */
  | { readonly reason: "password"; readonly wrong: boolean };

/** Work for a visitor's browser, by the protocol of ALTCHA: `challenge` is what its solvers take. */
export interface PublicChallenge {
  readonly challenge: object;
  /** How long a solution is taken. */
  readonly validMs: number;
}

/** The header that carries the password of a public form, percent-encoded. */
export const FORM_PASSWORD_HEADER = "x-form-password";

/** The header that carries the token of a visitor's own submission. */
export const SUBMISSION_HEADER = "x-submission";

/** The header that carries what a signed link fills in. */
export const PREFILL_HEADER = "x-prefill";

/** The private link by which a visitor may change what they sent: `/f/<slug>#s=<token>`, until an ISO instant. */
export interface PublicEditLink {
  readonly token: string;
  readonly until: string;
}

/** A record that a public query found: the fields it shows, in words. */
export interface FoundRecord {
  readonly shown: readonly { readonly field: string; readonly name: LocalizedText; readonly text: string }[];
}

/** A province, city or county to choose from. */
export interface PublicRegion {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly children?: readonly PublicRegion[];
}

const slug = Type.Object({ slug: Type.String({ minLength: 4, maxLength: 64 }) });

const codes = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 20 }), {
  description: "Codes that were sent, by the field whose answer they prove",
});

const description = Type.Object({
  form: typed<FormDocument>("form"),
  fields: Type.Array(typed<PublicFormField>("field")),
  /** The tree of regions, when a field asks for one. */
  regions: Type.Optional(Type.Array(typed<PublicRegion>("region"))),
  /** What the form shows and asks for, depending on the answers. */
  rules: Type.Optional(Type.Array(typed<PublicRule>("rule"))),
  locales: Type.Array(typed<Locale>("locale")),
  /** Set when nobody, or not this visitor, may fill it in now: then there are no fields. */
  gate: Type.Optional(typed<PublicGate>("gate")),
  /** When it stops taking answers, as an ISO instant. */
  closesAt: Type.Optional(Type.String()),
  /** Whether submissions need a solved challenge. */
  proof: Type.Optional(Type.Literal(true)),
  /** What a signed link fills in and nobody may change, by field, as it stands in the controls. */
  locked: Type.Optional(typedObject<Record<string, unknown>>("locked answers")),
  /** Whether the visitor's device keeps what was sent for the next time. */
  remember: Type.Optional(Type.Literal(true)),
  /** Whether answers are asked for what they fill in while the visitor types. */
  liveFills: Type.Optional(Type.Literal(true)),
});

const answersSent = {
  values: typedObject<Record<string, unknown>>("Answers by field id"),
  parameters: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 500 }))),
  prefill: Type.Optional(
    Type.String({ maxLength: 8_000, description: "What a signed link fills in, as its address says it" }),
  ),
};

/** Public forms and files. */
export const publicRoutes = {
  publicForm: defineRoute({
    method: "GET",
    path: "/public/forms/:slug",
    summary: "A public form: its layout and the fields on it, nothing else",
    tag: "public",
    access: "public",
    params: slug,
    response: description,
  }),
  publicChallenge: defineRoute({
    method: "GET",
    path: "/public/forms/:slug/challenge",
    summary: "Work that the visitor's browser does before it submits, where the form asks for it (ALTCHA)",
    tag: "public",
    access: "public",
    params: slug,
    response: typed<PublicChallenge>("challenge"),
  }),
  submitPublicForm: defineRoute({
    method: "POST",
    path: "/public/forms/:slug",
    summary: "Submit a public form; an Idempotency-Key header makes a repeat safe",
    tag: "public",
    access: "public",
    params: slug,
    body: Type.Object({
      ...answersSent,
      device: Type.Optional(
        Type.String({
          maxLength: 100,
          description: "An id that the visitor's device keeps, for limits per person",
        }),
      ),
      website: Type.Optional(Type.String({ description: "Honeypot: stays empty" })),
      codes: Type.Optional(codes),
      proof: Type.Optional(
        Type.String({ maxLength: 4_000, description: "The solved challenge, where the form asks for one" }),
      ),
    }),
    response: Type.Object({
      ok: Type.Literal(true),
      receipt: Type.String(),
      edit: Type.Optional(typed<PublicEditLink>("edit link")),
      redirect: Type.Optional(Type.String({ description: "Where the visitor goes on to" })),
    }),
  }),
  fillPublicForm: defineRoute({
    method: "POST",
    path: "/public/forms/:slug/fill",
    summary:
      "What published data linkages find for the answers so far, where the form shows that while visitors type",
    tag: "public",
    access: "public",
    params: slug,
    body: Type.Object(answersSent),
    response: Type.Object({ values: typedObject<Record<string, unknown>>("By field, as controls hold it") }),
  }),
  ownSubmission: defineRoute({
    method: "GET",
    path: "/public/forms/:slug/submission",
    summary:
      "What a visitor sent, as the form shows it; the private link's token comes in the X-Submission header",
    tag: "public",
    access: "public",
    params: slug,
    response: Type.Object({
      ...description.properties,
      /** What stands in the controls, by field id. */
      answers: typedObject<Record<string, unknown>>("answers"),
      /** Of the record, as it was read. */
      revision: Type.Integer(),
      /** Until when it may be changed. */
      until: Type.String(),
    }),
  }),
  changeOwnSubmission: defineRoute({
    method: "PUT",
    path: "/public/forms/:slug/submission",
    summary: "Change what was sent, by the private link of the submission",
    tag: "public",
    access: "public",
    params: slug,
    body: Type.Object({
      values: typedObject<Record<string, unknown>>("Answers by field id"),
      revision: Type.Integer(),
      codes: Type.Optional(codes),
    }),
    response: Type.Object({ ok: Type.Literal(true), receipt: Type.String() }),
  }),
  requestCode: defineRoute({
    method: "POST",
    path: "/public/forms/:slug/codes",
    summary: "Send a code to the mobile number or e-mail address that was typed into a field",
    tag: "public",
    access: "public",
    params: slug,
    body: Type.Object({
      field: Type.String({ maxLength: 100 }),
      value: Type.String({ maxLength: 300 }),
      proof: Type.Optional(Type.String({ maxLength: 4_000 })),
    }),
    response: Type.Object({
      ok: Type.Literal(true),
      /** When another one may be asked for. */
      againInSeconds: Type.Integer(),
    }),
  }),
  codeChannels: defineRoute({
    method: "GET",
    path: "/code-channels",
    summary: "By which ways this server can send codes to visitors",
    tag: "public",
    access: "signed-in",
    response: Type.Object({ email: Type.Boolean(), sms: Type.Boolean() }),
  }),
  uploadFile: defineRoute({
    method: "POST",
    path: "/files",
    summary: "Upload a file for an attachment field",
    tag: "files",
    access: "signed-in",
    upload: true,
    response: Type.Object({
      id: Type.String(),
      name: Type.String(),
      size: Type.Integer(),
      type: Type.String(),
    }),
  }),
  downloadFile: defineRoute({
    method: "GET",
    path: "/files/:id",
    summary: "Download a file",
    tag: "files",
    access: "signed-in",
    params: Type.Object({ id: Type.String({ format: "uuid" }) }),
    download: true,
    response: typed<unknown>("file"),
  }),
} as const;
