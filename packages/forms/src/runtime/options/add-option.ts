import { type FieldOption, fieldType, findOption, mayAddOptions, optionNameProblem } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import type { Actor, Store } from "@mortise/store";
import { optionNotAllowed, optionNotFitting } from "../../errors.ts";
import { publishOptions } from "./publish-options.ts";

/** An option that somebody types while filling a form in. */
export interface TypedOption {
  readonly app: string;
  readonly entity: string;
  readonly field: string;
  readonly name: string;
}

/** More are no list to choose from any more. */
const MOST_OPTIONS = 1_000;

/**
 * Adds an option to a field that lets whoever fills it in do so, as a release of its own that names the person; an option
 * of that name which is there already is the answer. FORM_OPTION_NOT_ALLOWED for everybody else, visitors included.
 */
export async function addOption(store: Store, actor: Actor, typed: TypedOption): Promise<FieldOption> {
  const field = openField(store, actor, typed);
  const known = findOption(field, typed.name);
  if (known && known.disabled !== true) return known;
  const problem = known ? retired : optionNameProblem(typed.name);
  if (problem) throw refusal(problem);
  if ((fieldType(field.type).options?.(field).length ?? 0) >= MOST_OPTIONS) throw refusal(tooMany);
  const name = typed.name.trim();
  await publishOptions(store, actor, {
    app: typed.app,
    entity: typed.entity,
    options: new Map([[field.id, new Set([name])]]),
    note: `填写“${field.name.zh}”时新增选项“${name}” / Option added while filling in`,
    permitted: true,
  });
  const added = findOption(fieldOf(store, typed) ?? field, name);
  if (!added) throw optionNotAllowed();
  return added;
}

const retired = {
  zh: "这个选项已停用，不能再选；需要时请联系管理员启用",
  en: "This option is out of use; ask whoever builds the app to bring it back",
};
const tooMany = {
  zh: `选项已有 ${MOST_OPTIONS} 个，不能再新增`,
  en: `There are ${MOST_OPTIONS} options already; no more can be added`,
};

function refusal(message: { readonly zh: string; readonly en: string }) {
  return optionNotFitting({ zh: message.zh, en: message.en }, { details: [{ path: "name", message }] });
}

function fieldOf(store: Store, { app, entity, field }: TypedOption): FieldDefinition | undefined {
  return store.releases.current(app).catalog.field(entity, field);
}

/** The field, when the actor may fill it in and its settings let options be added. */
function openField(store: Store, actor: Actor, typed: TypedOption): FieldDefinition {
  if (actor.kind === "public" || actor.viewer !== undefined) throw optionNotAllowed();
  const field = fieldOf(store, typed);
  const rights = store.records.permissionSummary(actor, typed.app, typed.entity);
  const mayFill = (rights.create || rights.update) && rights.fields[typed.field] === undefined;
  if (!field || !mayFill || field.readOnly === true || !mayAddOptions(field)) throw optionNotAllowed();
  return field;
}
