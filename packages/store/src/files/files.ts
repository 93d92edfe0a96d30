import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** A stored file as attachment fields hold it. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/**
 * Uploaded files: content in a folder under names of our own, facts in `mortise.file`. Who may have one is decided by
 * the gateway (`mayReadFile`), from the records that hold it.
 */
export class Files {
  readonly #db: Kysely<SystemDatabase>;
  readonly #folder: string;

  constructor(db: Kysely<SystemDatabase>, folder: string) {
    this.#db = db;
    this.#folder = folder;
  }

  /** Keeps a copy of a file; its content is in place before its row is. */
  async add(
    actor: Actor,
    file: { path: string; name: string; size: number; type: string },
  ): Promise<StoredFile> {
    const id = randomUUID();
    const path = this.#path(id);
    await mkdir(dirname(path), { recursive: true });
    await copyFile(file.path, path);
    const row = { id, name: file.name, size: file.size, type: file.type };
    await this.#db
      .insertInto("file")
      .values({ ...row, created_by: actor.userId })
      .execute();
    return row;
  }

  /** Keeps a file that the product made, under an id chosen before: making it once more keeps one. */
  async keepMade(
    actor: Actor,
    { content, ...file }: Omit<StoredFile, "size"> & { readonly content: Uint8Array },
  ): Promise<StoredFile> {
    const path = this.#path(file.id);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { mode: 0o600 });
    const facts = { name: file.name, size: content.length, type: file.type };
    await this.#db
      .insertInto("file")
      .values({ id: file.id, ...facts, created_by: actor.userId })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(facts))
      .execute();
    return { id: file.id, ...facts };
  }

  /** Keeps a file that an import brings along; nothing is left of one whose content ends with an error. */
  async addImported(
    actor: Actor,
    importId: string,
    { content, ...file }: Omit<StoredFile, "id"> & { readonly content: AsyncIterable<Buffer> },
  ): Promise<StoredFile> {
    const id = randomUUID();
    const path = this.#path(id);
    await mkdir(dirname(path), { recursive: true });
    try {
      await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    await this.#db
      .insertInto("file")
      .values({ id, ...file, created_by: actor.userId, import: importId })
      .execute();
    return { id, ...file };
  }

  /** Removes the files of an import that no record has ever taken up. */
  async discardUnused(importId: string): Promise<void> {
    const { rows } = await sql<{ id: string }>`
      delete from mortise.file f where f.import = ${importId}::uuid
        and not exists (select from mortise.file_use u where u.file = f.id) returning f.id`.execute(this.#db);
    await this.discard(rows.map(({ id }) => id));
  }

  /** The file with that id and where its content lies. */
  async find(id: string): Promise<(StoredFile & { readonly path: string }) | undefined> {
    const row = await this.#db
      .selectFrom("file")
      .select(["id", "name", "size", "type"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row && { ...row, size: Number(row.size), path: this.#path(id) };
  }

  /** Removes the content of files whose rows are gone already; what is not there counts as removed. */
  async discard(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => rm(this.#path(id), { force: true })));
  }

  #path(id: string): string {
    return join(this.#folder, id.slice(0, 2), id);
  }
}
