import type { PublicFormField, PublicGate, PublicRegion, PublicRule } from "@mortise/contract";
import { type Division, regionChildren } from "@mortise/fields";
import { LOCALES, type Locale } from "@mortise/kit";
import type { FormDocument } from "@mortise/metadata";
import { publicItems } from "../../model/layout/public-items.ts";
import type { AskedField, OpenForm } from "./open-form.ts";
import { publicRules } from "./public-rules.ts";
import { codeChannel } from "./visitor-codes.ts";

/** A public form as visitors get it. */
export interface PublicFormView {
  form: FormDocument;
  fields: PublicFormField[];
  regions?: PublicRegion[];
  rules?: PublicRule[];
  locales: Locale[];
  gate?: PublicGate;
  closesAt?: string;
  proof?: true;
}

const DEPTH = { province: 1, city: 2, county: 3 } as const;

/** The form's layout and the fields on it; parameters, fixed values and everything else of the app stay here. */
export function describeForm(open: OpenForm): PublicFormView {
  const { form, entity, asked } = open;
  const rules = publicRules(entity, asked);
  const { enabled, slug, intro, receipt, access } = form.public ?? { enabled: true, slug: "" };
  const depth = Math.max(0, ...asked.map(({ input }) => (input.kind === "region" ? DEPTH[input.level] : 0)));
  return {
    form: {
      ...form,
      items: publicItems(form.items, new Set(asked.map(({ field }) => field.id))),
      public: { enabled, slug, ...(intro ? { intro } : {}), ...(receipt ? { receipt } : {}) },
    },
    fields: asked.map((one) => shownField(one, codeChannel(open, one))),
    ...(depth > 0 ? { regions: regionChildren().map((province) => region(province, depth)) } : {}),
    ...(rules.length > 0 ? { rules } : {}),
    locales: [...LOCALES],
    ...(access?.closesAt === undefined ? {} : { closesAt: access.closesAt }),
    ...(access?.proof === undefined ? {} : { proof: true }),
  };
}

/** All that visitors see of a form that they cannot fill in now: its name, and why. */
export function describeGate({ form }: OpenForm, gate: PublicGate): PublicFormView {
  const { kind, id, version, name, entity } = form;
  return {
    form: {
      kind,
      id,
      version,
      name,
      entity,
      items: [],
      public: { enabled: true, slug: form.public?.slug ?? "" },
    },
    fields: [],
    locales: [...LOCALES],
    gate,
  };
}

function shownField({ item, field, input }: AskedField, verify: PublicFormField["verify"]): PublicFormField {
  const help = item.help ?? field.help;
  return {
    id: field.id,
    name: item.label ?? field.name,
    required: item.required === true || field.required === true,
    input,
    ...(help ? { help } : {}),
    ...(verify ? { verify } : {}),
  };
}

function region({ code, zh, en, children }: Division, depth: number): PublicRegion {
  if (depth === 1 || children.length === 0) return { code, zh, en };
  return { code, zh, en, children: children.map((child) => region(child, depth - 1)) };
}
