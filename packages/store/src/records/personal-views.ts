import { invalidInput } from "@mortise/kit";
import { type OwnView, parseDocument, type ViewDocument } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** Views that one person keeps for themselves; they obey the same permission as shared ones when they are read. */
export class PersonalViews {
  readonly #db: Kysely<SystemDatabase>;

  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /** The person's views of an app, by id. */
  async list(actor: Actor, app: string): Promise<readonly ViewDocument[]> {
    if (!actor.userId) return [];
    const rows = await this.#db
      .selectFrom("personal_view")
      .select("document")
      .where("account", "=", actor.userId)
      .where("app", "=", app)
      .orderBy("id")
      .execute();
    return rows.map((row) => row.document);
  }

  /** The views that anybody keeps of an app, with whose they are: for what must know of all of them, not for people. */
  async ofAll(app: string): Promise<readonly OwnView[]> {
    const rows = await this.#db
      .selectFrom("personal_view")
      .select(["account", "document"])
      .where("app", "=", app)
      .orderBy("account")
      .orderBy("id")
      .execute();
    return rows.map(({ account, document }) => ({ account, view: document }));
  }

  /** Keeps a view under its id; KIT_INVALID_INPUT when it is not a view. */
  async save(actor: Actor, app: string, view: ViewDocument): Promise<void> {
    const parsed = parseDocument(view);
    if (!parsed.ok || parsed.document.kind !== "view" || !actor.userId) throw invalidInput();
    const row = { account: actor.userId, app, id: view.id, document: JSON.stringify(parsed.document) };
    await this.#db
      .insertInto("personal_view")
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(["account", "app", "id"])
          .doUpdateSet({ document: row.document, updated_at: sql`now()` }),
      )
      .execute();
  }

  /** Forgets a view. */
  async remove(actor: Actor, app: string, id: string): Promise<void> {
    if (!actor.userId) return;
    await this.#db
      .deleteFrom("personal_view")
      .where("account", "=", actor.userId)
      .where("app", "=", app)
      .where("id", "=", id)
      .execute();
  }
}
