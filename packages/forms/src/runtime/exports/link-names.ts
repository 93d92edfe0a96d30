import { type FieldContext, fieldType, markedNames, possibleNames } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import { isId } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { NameDirectory } from "../imports/name-directory.ts";

type Values = readonly (Value | undefined)[];

/** Writes links by names from which an import finds the same records again: names that several have come with their id. */
export class LinkNames {
  readonly #directory: NameDirectory;

  constructor(directory: NameDirectory) {
    this.#directory = directory;
  }

  /** Makes the names of the records behind some values known, in a few statements. */
  async prepare(field: FieldDefinition, values: Values, context: FieldContext): Promise<void> {
    const type = fieldType(field.type);
    const kind = type.kind(field);
    const entity = type.targetEntity?.(field);
    if (entity === undefined || (kind !== "reference" && kind !== "references")) return;
    const texts = new Set<string>();
    for (const value of values) {
      if (value === null || value === undefined) continue;
      const text = type.toText(value, field, context);
      texts.add(text);
      if (kind === "references") for (const name of possibleNames(text)) texts.add(name);
    }
    await this.#directory.load(entity, [...texts]);
  }

  /** The text of a value. */
  text(field: FieldDefinition, value: Value, context: FieldContext): string {
    const type = fieldType(field.type);
    const text = type.toText(value, field, context);
    const ids = (Array.isArray(value) ? value : [value]).filter((id) => isId(id));
    if (ids.length === 0) return text;
    const find = (target: string, name: string) => this.#directory.find(target, name);
    const read = type.fromText(text, field, { ...context, find });
    return read.ok && areSame(read.value, ids) ? text : markedNames(ids, context);
  }
}

function areSame(value: Value, ids: readonly string[]): boolean {
  const read = Array.isArray(value) ? value : [value];
  return read.length === ids.length && ids.every((id, index) => read[index] === id);
}
