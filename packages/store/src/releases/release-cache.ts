import { Catalog, type FieldCatalog } from "@mortise/metadata";
import type { Kysely } from "kysely";
import { appNotFound } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import type { CompiledRelease } from "./release.ts";

/** Hears that an app has a new current release. */
export type ReleaseListener = (release: CompiledRelease) => void;

/** The current release of every app, compiled, in memory. Release numbers only grow, so the higher one is the newer. */
export class ReleaseCache {
  readonly #db: Kysely<SystemDatabase>;
  readonly #fieldCatalog: FieldCatalog;
  readonly #releases = new Map<string, CompiledRelease>();
  readonly #listeners = new Set<ReleaseListener>();

  constructor(db: Kysely<SystemDatabase>, fieldCatalog: FieldCatalog) {
    this.#db = db;
    this.#fieldCatalog = fieldCatalog;
  }

  /** STORE_APP_NOT_FOUND when there is none. */
  current(app: string): CompiledRelease {
    const release = this.#releases.get(app);
    if (!release) throw appNotFound({ app });
    return release;
  }

  apps(): readonly string[] {
    return [...this.#releases.keys()].toSorted();
  }

  /** Call the answer to stop hearing. */
  onChange(listener: ReleaseListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes a release over unless a newer one is known already. */
  accept(release: CompiledRelease): void {
    const known = this.#releases.get(release.app);
    if (known && known.number >= release.number) return;
    this.#releases.set(release.app, release);
    for (const listener of this.#listeners) listener(release);
  }

  /** Reads what is new in the database, of one app or of all; over the given connections, or those of requests. */
  async refresh(app?: string, db: Kysely<SystemDatabase> = this.#db): Promise<void> {
    let query = db.selectFrom("app").select(["id", "current_release"]);
    if (app !== undefined) query = query.where("id", "=", app);
    for (const { id, current_release: number } of await query.execute()) {
      if ((this.#releases.get(id)?.number ?? 0) < number) await this.#load(db, id, number);
    }
  }

  async #load(db: Kysely<SystemDatabase>, app: string, number: number): Promise<void> {
    const { documents, layout } = await db
      .selectFrom("release")
      .select(["documents", "layout"])
      .where("app", "=", app)
      .where("number", "=", number)
      .executeTakeFirstOrThrow();
    this.accept({ app, number, catalog: new Catalog(documents, this.#fieldCatalog), layout });
  }
}
