import type { LiveEvent } from "@mortise/contract";
import { AppError, type Logger } from "@mortise/kit";
import type { Actor, ChangeNotice, EntityChange, Store } from "@mortise/store";
import type { LiveHub } from "./http/live.ts";

/** How long changes are gathered before it is looked up who may hear of them. */
const GATHER_MS = 100;

/** A change as the database announced it, and the position of the feed that it leads to. */
export interface Announced {
  readonly notice: ChangeNotice;
  readonly position: string;
}

/**
 * Tells browsers of changed records, each those that it may see or could until then. Changes are gathered for a moment
 * and looked up together, in the order they came; a browser's place in the feed moves on when it has heard them.
 */
export class LiveChanges {
  readonly #store: Pick<Store, "records">;
  readonly #live: LiveHub;
  readonly #logger: Logger;
  #waiting: Announced[] = [];
  #isTelling = false;

  constructor(store: Pick<Store, "records">, live: LiveHub, logger: Logger) {
    this.#store = store;
    this.#live = live;
    this.#logger = logger;
  }

  /** Takes changes to tell. */
  add(...changes: readonly Announced[]): void {
    this.#waiting.push(...changes);
    if (!this.#isTelling && changes.length > 0) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isTelling = true;
    while (this.#waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const changes = this.#waiting.splice(0);
      await this.#tell(changes).catch(() => {
        this.#logger.warn({}, "looking up who may hear of changes failed");
        this.#live.send({ type: "resync" }, () => true);
      });
      this.#live.position = changes.at(-1)?.position ?? "";
    }
    this.#isTelling = false;
  }

  async #tell(changes: readonly Announced[]): Promise<void> {
    const position = changes.at(-1)?.position ?? "";
    const notices = changes.map(({ notice }) => notice);
    // Again for those whose rights were looked at anew meanwhile.
    for (let actors = this.#live.actors(); actors.length > 0;) {
      const events = await changeEvents(this.#store, notices, actors);
      actors = await this.#live.hand(events, { position, to: new Set(actors) });
    }
  }
}

/** The events that tell some people of changes; whoever hears nothing is absent. */
export async function changeEvents(
  { records }: Pick<Store, "records">,
  notices: readonly ChangeNotice[],
  actors: readonly Actor[],
): Promise<ReadonlyMap<Actor, readonly LiveEvent[]>> {
  const events = new Map<Actor, LiveEvent[]>();
  const tell = (actor: Actor, event: LiveEvent): void => {
    const known = events.get(actor);
    if (known) known.push(event);
    else events.set(actor, [event]);
  };
  const byEntity = Map.groupBy(notices, ({ app, entity }) => `${app}/${entity}`);
  for (const [first, ...others] of byEntity.values()) {
    if (!first) continue;
    const { app, entity } = first;
    const heard = await audienceOf(records, app, entityChange([first, ...others]), actors);
    for (const [actor, { ids, again }] of heard) {
      if (ids.length > 0) tell(actor, { type: "change", app, entity, ids });
      for (const other of again) tell(actor, { type: "change", app, entity: other, ids: [] });
    }
  }
  return events;
}

function entityChange(notices: readonly [ChangeNotice, ...ChangeNotice[]]): EntityChange {
  return {
    entity: notices[0].entity,
    ids: [...new Set(notices.flatMap(({ ids }) => ids))],
    changeSets: [...new Set(notices.map(({ changeSet }) => changeSet))],
    more: notices.some(({ more }) => more === true),
  };
}

/** Nobody for an app or entity of a release that this process has not read yet; its `release` event follows. */
async function audienceOf(
  records: Store["records"],
  app: string,
  change: EntityChange,
  actors: readonly Actor[],
) {
  try {
    return await records.audience(app, change, actors);
  } catch (error) {
    if (error instanceof AppError && NOT_KNOWN.has(error.code)) return new Map<Actor, never>();
    throw error;
  }
}

const NOT_KNOWN: ReadonlySet<string> = new Set(["STORE_APP_NOT_FOUND", "STORE_ENTITY_NOT_FOUND"]);
