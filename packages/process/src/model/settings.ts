import type { Expression } from "@mortise/expression";
import { isPlainObject, type Json, type JsonObject, type LocalizedText } from "@mortise/kit";

/** Reads stored settings without trusting their shape; own properties only. */
export class Settings {
  readonly raw: JsonObject;

  constructor(raw: JsonObject) {
    this.raw = raw;
  }

  /** The value as stored; undefined when it was never set. */
  get(id: string): Json | undefined {
    return Object.hasOwn(this.raw, id) ? this.raw[id] : undefined;
  }

  /** A non-empty text. */
  text(id: string): string | undefined {
    const value = this.get(id);
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** A switch. */
  flag(id: string, fallback = false): boolean {
    const value = this.get(id);
    return typeof value === "boolean" ? value : fallback;
  }

  /** A finite number. */
  number(id: string): number | undefined {
    const value = this.get(id);
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  }

  /** A list of texts. */
  texts(id: string): readonly string[] {
    const value = this.get(id);
    return Array.isArray(value)
      ? value.filter((item): item is string => typeof item === "string" && item !== "")
      : [];
  }

  /** A list of objects, each readable in the same way. */
  items(id: string): readonly Settings[] {
    const value = this.get(id);
    if (!Array.isArray(value)) return [];
    return value.filter(isJsonObject).map((item) => new Settings(item));
  }

  /** A nested object; empty when absent. */
  group(id: string): Settings {
    const value = this.get(id);
    return new Settings(isJsonObject(value) ? value : {});
  }

  /** A condition or formula; null and absent mean "none". */
  expression(id: string): Expression | undefined {
    const value = this.get(id);
    return value === null || value === "" ? undefined : value;
  }

  /** A text in both languages; a plain text reads the same in both. */
  localized(id: string): LocalizedText | undefined {
    const value = this.get(id);
    if (typeof value === "string" && value !== "") return { zh: value, en: value };
    if (!isJsonObject(value)) return undefined;
    const zh = typeof value["zh"] === "string" ? value["zh"] : "";
    const en = typeof value["en"] === "string" ? value["en"] : "";
    return zh || en ? { zh: zh || en, en: en || zh } : undefined;
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return isPlainObject(value);
}
