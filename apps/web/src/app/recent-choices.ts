const KEPT = 8;

/** Which records a person chose last, per entity, in this browser. */
export class RecentChoices {
  readonly #prefix: string;

  constructor(person: string, app: string) {
    this.#prefix = `mortise.recent/${person}/${app}/`;
  }

  /** Ids, the last chosen first. */
  of(entity: string): readonly string[] {
    try {
      const kept: unknown = JSON.parse(globalThis.localStorage?.getItem(this.#prefix + entity) ?? "[]");
      return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : [];
    } catch {
      return [];
    }
  }

  /** Puts a record in front. A browser that keeps nothing does without. */
  add(entity: string, id: string): void {
    const ids = [id, ...this.of(entity).filter((each) => each !== id)].slice(0, KEPT);
    try {
      globalThis.localStorage?.setItem(this.#prefix + entity, JSON.stringify(ids));
    } catch {
      // Storage may be full or forbidden.
    }
  }
}
