import type { Actor } from "../actor.ts";
import type { RecordPlace } from "../comments/comment.ts";
import { seenRecords } from "../records/audience/seen-records.ts";
import { operationNotAllowed } from "../records/record-errors.ts";
import {
  FOLLOW_DEFAULTS,
  followedBy,
  type FollowSettings,
  followSettingsOf,
  MOST_FOLLOWED,
  saveFollowSettings,
  setFollow,
} from "./follow-rows.ts";
import type { FollowsOptions } from "./follows-options.ts";
import { listenersOf } from "./listeners.ts";
import { type NewsRound, tellNews } from "./tell-news.ts";

/** Whether somebody hears of a record, and whether by choice. */
export interface FollowState {
  readonly following: boolean;
  readonly chosen: boolean;
}

/** A record that somebody chose to follow. */
export interface FollowedRecord {
  readonly entity: string;
  readonly record: string;
  readonly title: string;
  readonly at: string;
}

/** Who wants to hear of which records, and the telling. */
export class Follows {
  readonly #options: FollowsOptions;

  constructor(options: FollowsOptions) {
    this.#options = options;
  }

  /** Whether the actor follows a record; STORE_RECORD_NOT_FOUND when the actor may not see it. */
  async state(actor: Actor, place: RecordPlace): Promise<FollowState> {
    const { db, records, releases } = this.#options;
    await records.get(actor, place.app, place.entity, place.id);
    const entity = releases.current(place.app).catalog.find("entity", place.entity);
    if (!entity || actor.userId === null) return { following: false, chosen: false };
    const listeners = await listenersOf(db, records, { app: place.app, entity, ids: [place.id] });
    const own = listeners.find(({ account }) => account === actor.userId);
    return { following: own !== undefined, chosen: own?.chosen ?? false };
  }

  /** Has the actor hear of a record from now on, or no more. */
  async set(actor: Actor, place: RecordPlace, following: boolean): Promise<FollowState> {
    const { db, records, clock } = this.#options;
    await records.get(actor, place.app, place.entity, place.id);
    const account = personWho(actor);
    await setFollow(db, { account, place, at: clock.now().toISOString() }, following);
    return { following, chosen: following };
  }

  /** The records of an app that the actor chose to follow and still sees, the latest first. */
  async list(actor: Actor, app: string): Promise<readonly FollowedRecord[]> {
    const { db, records, releases } = this.#options;
    if (actor.userId === null) return [];
    const { catalog } = releases.current(app);
    const rows = await followedBy(db, actor.userId, app);
    const titles = new Map<string, string>();
    for (const [id, group] of Map.groupBy(rows, ({ entity }) => entity)) {
      const entity = catalog.find("entity", id);
      const ids = group.map(({ record }) => record);
      if (!entity) continue;
      const seen = await seenRecords(records, actor, { app, entity: id, ids });
      if (seen.size === 0) continue;
      const filter = { in: [{ var: "id" }, [...seen]] };
      const fields = [entity.titleField];
      const page = await records.query(actor, app, { entity: id, fields, filter, limit: MOST_FOLLOWED });
      for (const record of page.items) {
        const title = record[entity.titleField];
        titles.set(record.id, title === null || title === undefined ? "" : String(title));
      }
    }
    return rows.flatMap((row) => {
      const title = titles.get(row.record);
      return title === undefined ? [] : [{ ...row, title }];
    });
  }

  /** What the actor follows without asking. */
  settings(actor: Actor): Promise<FollowSettings> {
    const { userId } = actor;
    return userId === null ? Promise.resolve(FOLLOW_DEFAULTS) : followSettingsOf(this.#options.db, userId);
  }

  /** Keeps what the actor follows without asking. */
  async saveSettings(actor: Actor, settings: FollowSettings): Promise<FollowSettings> {
    await saveFollowSettings(this.#options.db, personWho(actor), settings);
    return settings;
  }

  /**
   * Tells followers what has changed since the last time, one message per record. Any number of processes may call it:
   * each change is told once, and what cannot be told holds up nothing else.
   */
  tellNews(): Promise<NewsRound> {
    return tellNews(this.#options);
  }
}

function personWho(actor: Actor): string {
  if (actor.userId === null || actor.viewer !== undefined)
    throw operationNotAllowed({ operation: "关注 / follow" });
  return actor.userId;
}
