import type { Value } from "@mortise/expression";
import { newId } from "@mortise/kit";
import { type EntityDocument, mentionsIn } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { type Actor, systemActor } from "../actor.ts";
import { accountNames } from "../accounts/account-names.ts";
import { announceChanges } from "../feed/change-notice.ts";
import { followOnComment } from "../follows/follow-rows.ts";
import { listenersOf } from "../follows/listeners.ts";
import { tellPeople } from "../journal/notifications.ts";
import { operationNotAllowed, recordNotFound } from "../records/record-errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import type {
  Comment,
  CommentHits,
  CommentPage,
  NameablePeople,
  NamedComment,
  RecordPlace,
} from "./comment.ts";
import type { CommentsOptions } from "./comments-options.ts";
import { type CommentWindow, lockComment, namesOfPeople, readComments } from "./comment-rows.ts";
import {
  commentEmpty,
  commentNotFound,
  commentNotYours,
  commentsClosed,
  mentionNotAllowed,
} from "./errors.ts";
import { searchComments } from "./search-comments.ts";
import { tellOfComment } from "./tell-comment.ts";

const PAGE = 50;
const OFFERED = 20;
/** Of people, so many are looked at in one go, and so often until enough are found. */
const LOOKED_AT = 100;
const MOST_LOOKS = 10;

/**
 * What people say about records. Whoever may see a record reads its comments and writes some; nobody is told of, or can
 * name, people in a way that shows the record to somebody who may not see it.
 */
export class Comments {
  readonly #options: CommentsOptions;

  constructor(options: CommentsOptions) {
    this.#options = options;
  }

  /** A page of comments, newest first; STORE_RECORD_NOT_FOUND when the actor may not see the record. */
  async list(
    actor: Actor,
    place: RecordPlace,
    { limit = PAGE, ...from }: Partial<CommentWindow> = {},
  ): Promise<CommentPage> {
    await this.#see(actor, place);
    const { db, records } = this.#options;
    const since = await records.seenSince(actor, place.app, place);
    return readComments(db, place.id, { limit, since, ...from });
  }

  /** Comments with all words of a keyword, on records of an app that the actor may see, the newest first. */
  search(actor: Actor, app: string, keyword: string): Promise<CommentHits> {
    return searchComments(this.#options, actor, { app, keyword });
  }

  /** Says something; those named and those who follow the record are told. */
  async add(actor: Actor, place: RecordPlace, text: string): Promise<NamedComment> {
    const { author } = await this.#writer(actor, place);
    const said = meant(text);
    const named = await this.#named(place, mentionsIn(said));
    const { db, clock } = this.#options;
    const now = clock.now();
    const at = now.toISOString();
    const comment: Comment = { id: newId(now.getTime()), author, text: said, createdAt: at, editedAt: null };
    const followers = await this.#followers(place, [author, ...named]);
    const others = without(named, [author]);
    const title = await this.#title(place);
    await db.transaction().execute(async (transaction) => {
      await sql`insert into mortise.comment (id, app, entity, record, author, text, created_at)
        values (${comment.id}, ${place.app}, ${place.entity}, ${place.id}, ${author}, ${said}, ${at})`.execute(
        transaction,
      );
      await followOnComment(transaction, { account: author, place, at });
      const entity = this.#entity(place);
      await tellOfComment(transaction, { place, entity, comment, title, named: others, followers, now });
      await this.#announce(transaction, place);
    });
    return this.#withNames(comment);
  }

  /** Puts other words in place of one's own; only people who were not named before are told. */
  async edit(actor: Actor, place: RecordPlace, id: string, text: string): Promise<NamedComment> {
    const { author } = await this.#writer(actor, place);
    const said = meant(text);
    const named = await this.#named(place, mentionsIn(said));
    const { db, clock } = this.#options;
    const now = clock.now();
    const editedAt = now.toISOString();
    const title = await this.#title(place);
    const changed = await db.transaction().execute(async (transaction) => {
      const before = await lockComment(transaction, place, id);
      if (!before) throw commentNotFound();
      if (before.author !== author) throw commentNotYours();
      const comment = { ...before, text: said, editedAt };
      await sql`update mortise.comment set text = ${said}, edited_at = ${editedAt}::timestamptz
        where id = ${id}::uuid`.execute(transaction);
      const added = without(named, [author, ...mentionsIn(before.text)]);
      const entity = this.#entity(place);
      await tellOfComment(transaction, { place, entity, comment, title, named: added, followers: [], now });
      await this.#announce(transaction, place);
      return comment;
    });
    return this.#withNames(changed);
  }

  /** Takes a comment away with the messages about it: one's own, for administrators any. */
  async remove(actor: Actor, place: RecordPlace, id: string): Promise<void> {
    const { author } = await this.#see(actor, place);
    await this.#options.db.transaction().execute(async (transaction) => {
      const comment = await lockComment(transaction, place, id);
      if (!comment) throw commentNotFound();
      if (comment.author !== author && !actor.admin) throw commentNotYours();
      await sql`delete from mortise.comment where id = ${id}::uuid`.execute(transaction);
      const { rows } = await sql<{ account: string }>`
        delete from mortise.notification where comment = ${id}::uuid returning account`.execute(transaction);
      await tellPeople(
        transaction,
        "notification",
        rows.map(({ account }) => account),
      );
      await this.#announce(transaction, place);
    });
  }

  async #withNames(comment: Comment): Promise<NamedComment> {
    return { comment, labels: await namesOfPeople(this.#options.db, [comment]) };
  }

  /** People who may see the record and whose name, or its first letters, contain some words; a page of them. */
  async mentionable(
    actor: Actor,
    place: RecordPlace,
    { q = "", after }: { readonly q?: string | undefined; readonly after?: string | undefined },
  ): Promise<NameablePeople> {
    await this.#see(actor, place);
    const people: { readonly id: string; readonly name: string }[] = [];
    let last = after;
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const some = await this.#options.actors.ofApp(place.app, { words: q, after: last, limit: LOOKED_AT });
      const audience = await this.#audience(
        place,
        some.map((person) => person.actor),
      );
      for (const {
        actor: { userId: id },
        name,
      } of some) {
        if (id === null) continue;
        if (audience.has(id) && people.length === OFFERED) return { people, ...nextAfter(last) };
        last = id;
        if (audience.has(id)) people.push({ id, name });
      }
      if (some.length < LOOKED_AT) return { people };
    }
    return { people, ...nextAfter(last) };
  }

  async #see(actor: Actor, { app, entity, id }: RecordPlace) {
    const { record } = await this.#options.records.get(actor, app, entity, id);
    return { record, author: actor.userId };
  }

  /** The account of whoever may write about the record. */
  async #writer(actor: Actor, place: RecordPlace): Promise<{ readonly author: string }> {
    const { record, author } = await this.#see(actor, place);
    if (author === null || actor.viewer !== undefined)
      throw operationNotAllowed({ operation: "评论 / comment" });
    if ((record["deleted_at"] ?? null) !== null) throw commentsClosed();
    return { author };
  }

  /** The record's title as it is, for messages whose readers are shown it by their own rights. */
  async #title(place: RecordPlace): Promise<Value> {
    const { app, entity, id } = place;
    const { record } = await this.#options.records.get(systemActor, app, entity, id);
    return record[this.#entity(place).titleField] ?? null;
  }

  /** Those named; refuses people who may not see the record. */
  async #named(place: RecordPlace, ids: readonly string[]): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const audience = await this.#audience(place, await this.#options.actors.ofAccounts(ids));
    const unseeing = ids.filter((id) => !audience.has(id));
    if (unseeing.length === 0) return ids;
    const names = await accountNames(this.#options.db, unseeing);
    throw mentionNotAllowed({ people: unseeing.map((id) => names.get(id) ?? "?").join("、") });
  }

  /** Which of some people see the record as it is now. */
  async #audience({ app, entity, id }: RecordPlace, people: readonly Actor[]): Promise<ReadonlySet<string>> {
    const change = { entity, ids: [id], changeSets: [], more: false };
    const audience = await this.#options.records.audience(app, change, people);
    return new Set(
      [...audience].flatMap(([{ userId }, { ids }]) => (userId !== null && ids.length > 0 ? [userId] : [])),
    );
  }

  /** Those who follow the record and still see it. */
  async #followers(place: RecordPlace, except: readonly string[]): Promise<readonly string[]> {
    const { db, records, actors } = this.#options;
    const listeners = await listenersOf(db, records, {
      ...place,
      entity: this.#entity(place),
      ids: [place.id],
    });
    const people = without(
      listeners.map(({ account }) => account),
      except,
    );
    if (people.length === 0) return [];
    const seeing = await this.#audience(place, await actors.ofAccounts(people));
    return people.filter((id) => seeing.has(id));
  }

  #entity({ app, entity }: RecordPlace): EntityDocument {
    const found = this.#options.releases.current(app).catalog.find("entity", entity);
    if (!found) throw recordNotFound();
    return found;
  }

  /** Open pages of the record read it again. */
  #announce(db: Kysely<SystemDatabase>, { app, entity, id }: RecordPlace): Promise<void> {
    const changeSet = newId(this.#options.clock.now().getTime());
    return announceChanges(db, [{ app, entity, changeSet, ids: [id] }]);
  }
}

function meant(text: string): string {
  const said = text.trim();
  if (said === "") throw commentEmpty();
  return said;
}

function nextAfter(id: string | undefined): { readonly next?: string } {
  return id === undefined ? {} : { next: id };
}

function without(people: readonly string[], except: readonly string[]): readonly string[] {
  return people.filter((id) => !except.includes(id));
}
