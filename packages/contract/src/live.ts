/**
 * What `GET /api/v1/events` (server-sent events) pushes to a signed-in browser. Events carry no data that needs
 * permission: they say what to read again. After a gap (`resync`) everything shown is read again.
 */
export type LiveEvent =
  | {
      readonly type: "change";
      readonly app: string;
      readonly entity: string;
      /**
       * Changed records that the listener may see, or could see until the change. None where it is not said which:
       * too many changed at once, or a change elsewhere may have brought some into sight or out of it.
       */
      readonly ids: readonly string[];
    }
  | { readonly type: "notification" }
  | { readonly type: "work-items" }
  | { readonly type: "release"; readonly app: string; readonly number: number }
  | { readonly type: "import"; readonly app: string; readonly id: string }
  /** For builders: a document of the draft has a new revision, 0 when it is gone; any of them when none is named. */
  | {
      readonly type: "draft";
      readonly app: string;
      readonly document?: string;
      readonly revision?: number;
    }
  /** For builders: people came to the draft, left it or chose something else in it. */
  | { readonly type: "seats"; readonly app: string }
  | { readonly type: "resync" };

/** Address of the event stream. */
export const EVENTS_PATH = "/api/v1/events";
