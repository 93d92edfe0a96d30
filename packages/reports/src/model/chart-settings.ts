import type { Json, JsonObject, LocalizedText, SettingSpec } from "@mortise/kit";
import type { CardProblem } from "./card-problem.ts";

/** Reads a card's settings against the declared ones; what was never set has its declared default. */
export class ChartSettings {
  readonly #specs: readonly SettingSpec[];
  readonly #raw: JsonObject;

  constructor(specs: readonly SettingSpec[], raw: JsonObject | undefined) {
    this.#specs = specs;
    this.#raw = raw ?? {};
  }

  /** The stored value, or the declared default. */
  get(id: string): Json | undefined {
    if (Object.hasOwn(this.#raw, id)) return this.#raw[id];
    return this.#specs.find((spec) => spec.id === id)?.default;
  }

  /** A switch. */
  isOn(id: string): boolean {
    return this.get(id) === true;
  }

  /** A choice; one of the declared values. */
  choice(id: string): string {
    const value = this.get(id);
    return typeof value === "string" ? value : "";
  }
}

/** Complaints about settings that do not fit what the chart declares. */
export function checkChartSettings(
  specs: readonly SettingSpec[],
  raw: JsonObject | undefined,
): readonly CardProblem[] {
  const settings = raw ?? {};
  return specs.flatMap((spec) => {
    if (!Object.hasOwn(settings, spec.id)) return [];
    const value = settings[spec.id];
    return value === undefined || fits(spec, value) ? [] : [misfit(spec)];
  });
}

function fits(spec: SettingSpec, value: Json): boolean {
  if (spec.choices) return spec.choices.some((choice) => choice.value === value);
  if (typeof spec.default === "boolean") return typeof value === "boolean";
  if (spec.min !== undefined || spec.max !== undefined) {
    const isNumber = typeof value === "number";
    return isNumber && value >= (spec.min ?? value) && value <= (spec.max ?? value);
  }
  return true;
}

function misfit(spec: SettingSpec): CardProblem {
  const message: LocalizedText = {
    zh: `设置“${spec.name.zh}”的值不在可选范围内，请重新选择`,
    en: `The value of "${spec.name.en}" is not among its choices; choose again`,
  };
  return { path: `settings.${spec.id}`, message };
}
