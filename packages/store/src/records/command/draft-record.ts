import { hasRules } from "@mortise/fields";
import { newId } from "@mortise/kit";
import type { EntityModel } from "../model/entity-model.ts";
import { type Values, textAt } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { applyRules, type RuledOutcome, type RuleReading } from "../validation/apply-rules.ts";
import { applyDefaults } from "../validation/compute-values.ts";
import { parseInput, type ParsedInput } from "../validation/parse-input.ts";
import { problemText, type Problems } from "../validation/problems.ts";
import type { RuleLookups } from "../linkage/rule-lookups.ts";
import { childAccess, withoutKept } from "./child-access.ts";
import { defaultOwner } from "./ownership.ts";
import type { GivenFields } from "../validation/check-references.ts";
import { checkRows } from "../validation/check-rows.ts";
import { entityRules } from "../validation/entity-rules.ts";
import { isPerson, type Write } from "../session/write-session.ts";

/** A record about to be created, with its child rows. */
export interface Draft {
  readonly id: string;
  /** Prefix of its fields' paths in error details. */
  readonly path: string;
  readonly values: Values;
  /** Fields that came from outside or from a default: their references are checked. */
  readonly given: GivenFields;
  readonly children: ReadonlyMap<string, DraftGroup>;
}

/** System fields are no references but for the owner. One object for all rows: a set for each would cost more than the row. */
const EVERYTHING: GivenFields = { has: () => true };
const ALL_BUT_OWNER: GivenFields = { has: (field) => field !== "owner" };
/** Nothing is ever put into it. */
const NO_CHILDREN = new Map<string, DraftGroup>();

/** Child rows of one sub-table field. */
export interface DraftGroup {
  readonly model: EntityModel;
  readonly drafts: readonly Draft[];
}

/** One row of input on its way to a draft. */
export interface DraftInput {
  readonly input: unknown;
  readonly path: string;
  readonly problems: Problems;
  readonly lookups: RuleLookups;
  /** For child rows that a data linkage makes: they hold what people may not write, too. */
  readonly filled?: boolean;
  /** For child rows written through their parent. */
  readonly place?: { readonly parent: string; readonly position: number };
}

/** Reads one row of input into a draft: checked values, defaults, system fields, child rows. */
export function draftRecord(write: Write, access: RowAccess, input: DraftInput): Draft {
  const { model, permission } = access;
  const { problems, path, place, lookups } = input;
  const person = isPerson(write.actor) && input.filled !== true;
  if (place && person && permission.own && !permission.create) {
    problems.add(path.replace(/\.$/, ""), problemText.rowNotAllowed);
  }
  const row = place ? withoutKept(access, input.input, person) : input.input;
  const parsed = parseInput(row, path, { model, permission, person, creating: true, problems });
  const values: Values = { ...parsed.values, ...place };
  applyDefaults(model, values, { actor: write.actor, now: write.session.now });
  const given = Object.hasOwn(values, "owner") ? EVERYTHING : ALL_BUT_OWNER;
  fillSystemFields(write, model, values);
  const below = { path, parent: textAt(values, "id"), problems, lookups };
  const children = draftChildren(write, access, { ...below, rows: parsed.children });
  const draft = { id: textAt(values, "id"), path, values, given, children };
  const moment = { actor: write.actor, now: write.session.now };
  const reading = { model, permission, person, moment, problems, lookups };
  const { excused, filled } = ruleDraft(draft, { parsed, reading });
  const made = draftChildren(write, access, { ...below, rows: filled, filled: true });
  const whole = made.size === 0 ? draft : { ...draft, children: new Map([...children, ...made]) };
  for (const [field, { model: child, drafts }] of whole.children)
    checkRows(model, { path, field, child, rows: drafts.map((one) => one.values) }, problems);
  requireFields(access, whole, { person, problems, excused });
  return whole;
}

interface ChildInput extends Pick<DraftInput, "path" | "problems" | "lookups" | "filled"> {
  readonly parent: string;
  readonly rows: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
}

function draftChildren(
  write: Write,
  access: RowAccess,
  { parent, rows: byField, path, ...rest }: ChildInput,
): ReadonlyMap<string, DraftGroup> {
  if (byField.size === 0) return NO_CHILDREN;
  const children = new Map<string, DraftGroup>();
  for (const [field, rows] of byField) {
    const inner = childAccess(access, field);
    const drafts = rows.map((input, position) =>
      draftRecord(write, inner, {
        ...rest,
        input,
        path: `${path}${field}.${position}.`,
        place: { parent, position },
      }),
    );
    children.set(field, { model: inner.model, drafts });
  }
  return children;
}

function fillSystemFields(write: Write, model: EntityModel, values: Values): void {
  const { moment: at } = write.session;
  values["id"] ??= newId(write.session.now.getTime());
  values["created_at"] ??= at;
  values["created_by"] ??= write.actor.userId;
  values["updated_at"] ??= at;
  values["updated_by"] ??= write.actor.userId;
  values["revision"] = 1;
  values["deleted_at"] = null;
  if (model.entity.owned && !Object.hasOwn(values, "owner")) values["owner"] = defaultOwner(write, model);
  if (model.parent) values["position"] ??= 0;
}

const NONE: RuledOutcome = { excused: new Set(), set: new Set(), filled: new Map() };

/** Has the rules of the entity judge the draft. */
function ruleDraft(
  draft: Draft,
  { parsed, reading }: { readonly parsed: ParsedInput; readonly reading: RuleReading },
): RuledOutcome {
  if (!hasRules(entityRules(reading.model))) return NONE;
  const { path, values, children } = draft;
  const rows = new Map([...children].map(([id, group]) => [id, group.drafts.map((child) => child.values)]));
  const given = new Set([...Object.keys(parsed.values), ...parsed.children.keys()]);
  return applyRules({ path, values, given, rows }, reading);
}

interface Requiring {
  readonly person: boolean;
  readonly problems: Problems;
  /** Fields that rules hide or lock. */
  readonly excused: ReadonlySet<string>;
}

/** Required fields must have a value; what a person may not write, what is computed and what is hidden is not asked of them. */
function requireFields(
  { model, permission }: RowAccess,
  draft: Draft,
  { person, problems, excused }: Requiring,
): void {
  if (model.parent && (draft.values["parent"] ?? null) === null) {
    problems.add(`${draft.path}parent`, problemText.required);
  }
  for (const field of entityRules(model).required) {
    if (excused.has(field.id)) continue;
    if (person && (accessTo(permission, field.id) !== "write" || field.definition?.readOnly === true))
      continue;
    const isEmpty =
      field.kind === "rows"
        ? (draft.children.get(field.id)?.drafts.length ?? 0) === 0
        : (draft.values[field.id] ?? null) === null;
    if (isEmpty && !problems.has(`${draft.path}${field.id}`)) {
      problems.add(`${draft.path}${field.id}`, problemText.required);
    }
  }
}
