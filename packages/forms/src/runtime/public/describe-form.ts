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
  locked?: Record<string, unknown>;
  remember?: true;
  liveFills?: true;
}

/** What a visitor brings along: what a signed link fills in, by field, as it stands in the controls. */
export interface VisitorView {
  readonly locked?: Readonly<Record<string, unknown>>;
}

const DEPTH = { province: 1, city: 2, county: 3 } as const;

/** The form's layout and the fields on it; parameters, fixed values and everything else of the app stay here. */
export function describeForm(open: OpenForm, { locked = {} }: VisitorView = {}): PublicFormView {
  const { form, entity, asked } = open;
  const rules = publicRules(entity, asked);
  const { enabled, slug, intro, receipt, access, fills = [] } = open.link;
  const { publicQuery: _query, ...layout } = form;
  return {
    form: {
      ...layout,
      items: publicItems(form.items, new Set(asked.map(({ field }) => field.id))),
      public: { enabled, slug, ...(intro ? { intro } : {}), ...(receipt ? { receipt } : {}) },
    },
    fields: asked.map((one) => shownField(one, codeChannel(open, one))),
    ...askedRegions(asked),
    ...(rules.length > 0 ? { rules } : {}),
    locales: [...LOCALES],
    ...(access?.closesAt === undefined ? {} : { closesAt: access.closesAt }),
    ...(access?.proof === undefined ? {} : { proof: true }),
    ...(Object.keys(locked).length > 0 ? { locked: { ...locked } } : {}),
    ...(open.link.remember === true ? { remember: true } : {}),
    ...(open.link.liveFills === true && fills.length > 0 ? { liveFills: true } : {}),
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

/** The tree of regions as deep as the questions ask for it; none where no question does. */
export function askedRegions(asked: readonly Pick<AskedField, "input">[]): { regions?: PublicRegion[] } {
  const depth = Math.max(0, ...asked.map(({ input }) => (input.kind === "region" ? DEPTH[input.level] : 0)));
  return depth > 0 ? { regions: regionChildren().map((province) => region(province, depth)) } : {};
}

/** A question as visitors get it. */
export function shownField(
  { item, field, input }: AskedField,
  verify?: PublicFormField["verify"],
): PublicFormField {
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
