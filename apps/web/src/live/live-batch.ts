import type { LiveEvent } from "@mortise/contract";
import type { DraftNews } from "./draft-news.ts";

/** What a burst of live events comes down to. */
export interface LiveSummary {
  /** `<app>/<entity>` of changed records, with the ids named so far. */
  readonly changes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly releases: ReadonlySet<string>;
  readonly imports: ReadonlySet<string>;
  readonly notifications: boolean;
  readonly workItems: boolean;
  /** What others saved in the drafts, by app. */
  readonly drafts: ReadonlyMap<string, DraftNews>;
  /** Apps in whose drafts people came, went or chose something else. */
  readonly seats: ReadonlySet<string>;
  readonly resync: boolean;
}

/**
 * Gathers live events and hands them on as one summary after a pause, so that an import of 100,000 rows
 * makes a page read again a few times, not 100,000 times.
 */
export class LiveBatch {
  readonly #deliver: (summary: LiveSummary) => void;
  readonly #pause: number;
  #waiting: LiveEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deliver: (summary: LiveSummary) => void, pauseMilliseconds = 400) {
    this.#deliver = deliver;
    this.#pause = pauseMilliseconds;
  }

  /** Takes one event; it is delivered within the pause. */
  add(event: LiveEvent): void {
    this.#waiting.push(event);
    this.#timer ??= setTimeout(() => this.flush(), this.#pause);
  }

  /** Delivers at once what is waiting. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#waiting;
    this.#waiting = [];
    if (events.length > 0) this.#deliver(summarise(events));
  }

  /** Forgets what is waiting. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }
}

/** Joins events into one summary. */
export function summarise(events: readonly LiveEvent[]): LiveSummary {
  const changes = new Map<string, Set<string>>();
  const releases = new Set<string>();
  const imports = new Set<string>();
  const drafts = new Map<string, DraftNews>();
  const seats = new Set<string>();
  let notifications = false;
  let workItems = false;
  let resync = false;
  for (const event of events) {
    switch (event.type) {
      case "change": {
        const key = `${event.app}/${event.entity}`;
        const ids = changes.get(key) ?? new Set();
        for (const id of event.ids) ids.add(id);
        changes.set(key, ids);
        break;
      }
      case "release":
        releases.add(event.app);
        break;
      case "import":
        imports.add(event.app);
        break;
      case "notification":
        notifications = true;
        break;
      case "work-items":
        workItems = true;
        break;
      case "draft":
        drafts.set(event.app, withNews(drafts.get(event.app), event));
        break;
      case "seats":
        seats.add(event.app);
        break;
      case "resync":
        resync = true;
        break;
    }
  }
  return { changes, releases, imports, notifications, workItems, drafts, seats, resync };
}

function withNews(
  before: DraftNews | undefined,
  { document, revision = 0 }: Extract<LiveEvent, { type: "draft" }>,
): DraftNews {
  if (document === undefined || before === "all") return "all";
  return new Map([...(before ?? []), [document, revision]]);
}

/** Reads the data of a server-sent event; anything that is not one of ours gives undefined. */
export function readLiveEvent(data: unknown): LiveEvent | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const event: unknown = JSON.parse(data);
    if (typeof event === "object" && event !== null && "type" in event) return event as LiveEvent; // the server sends only these
  } catch {
    return undefined;
  }
  return undefined;
}
