import type { NotificationListener } from "../database/notification-feed.ts";
import { CHANGE_CHANNEL, type ChangeNotice } from "./change-notice.ts";

/**
 * Numbers that move on whenever records of an entity have changed, in whichever process: what was read under a number
 * holds for as long as the number stays. A change is known here as soon as the database has announced it, some
 * milliseconds after its commit.
 */
export class DataVersions {
  readonly #versions = new Map<string, number>();
  /** Moves all numbers on: something may have been missed. */
  #epoch = 0;
  #isFollowing = false;

  /** Begins to follow what the database announces; ends with the store. */
  async follow(store: {
    listen(channel: string, listener: NotificationListener): Promise<() => void>;
  }): Promise<void> {
    await store.listen(CHANGE_CHANNEL, (payload) => this.#hear(payload));
    this.#isFollowing = true;
  }

  /** The state of the records of some entities of an app; undefined as long as changes are not followed. */
  of(app: string, entities: Iterable<string>): string | undefined {
    if (!this.#isFollowing) return undefined;
    const versions = [...entities].map((entity) => this.#versions.get(`${app}/${entity}`) ?? 0);
    return [this.#epoch, ...versions].join(".");
  }

  #hear(payload: string | undefined): void {
    const place = payload === undefined ? undefined : placeIn(payload);
    if (place === undefined) this.#epoch += 1;
    else this.#versions.set(place, (this.#versions.get(place) ?? 0) + 1);
  }
}

function placeIn(payload: string): string | undefined {
  try {
    // Announced by this product; anything else leaves the names undefined.
    const { app, entity } = JSON.parse(payload) as Partial<ChangeNotice>;
    return app === undefined || entity === undefined ? undefined : `${app}/${entity}`;
  } catch {
    return undefined;
  }
}
