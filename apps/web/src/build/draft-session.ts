import { ApiError, type RouteOutput, type routes } from "@mortise/contract";
import { type DefinitionDocument, documentKey, storedDocument } from "@mortise/metadata";

/** A complaint about the draft. */
export type DraftProblem = RouteOutput<typeof routes.saveDraft>["problems"][number];

interface Versioned {
  readonly document: DefinitionDocument;
  readonly revision: number;
}

/** How a draft session talks to the server. */
export interface DraftStore {
  load(): Promise<{ readonly base: number; readonly documents: readonly Versioned[] }>;
  save(documents: readonly Versioned[]): Promise<{
    readonly documents: readonly { readonly key: string; readonly revision: number }[];
    readonly problems: readonly DraftProblem[];
  }>;
  remove(kind: string, id: string): Promise<unknown>;
}

/** Where saving stands. */
export type DraftStatus =
  | { readonly type: "saved"; readonly at: Date | undefined }
  | { readonly type: "waiting" | "saving" | "offline" }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "conflict"; readonly keys: readonly string[] };

/** The draft as it stands in this browser. */
export interface DraftState {
  readonly base: number;
  readonly documents: readonly DefinitionDocument[];
  readonly status: DraftStatus;
  /** Whether the draft differs from the release in force. */
  readonly unpublished: boolean;
  readonly problems: readonly DraftProblem[];
}

const QUIET = 900;
const LATEST = 1_900;
const RETRY = 3_000;

/**
 * The documents being edited. An edit shows at once and is saved within two seconds; when the server cannot be
 * reached it waits and tries again; when somebody else saved the same document first, a person decides.
 */
export class DraftSession {
  readonly #store: DraftStore;
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();
  #documents: Map<string, Versioned>;
  #dirty = new Set<string>();
  #theirs = new Map<string, Versioned>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstEdit: number | undefined;
  #running: Promise<void> | undefined;
  #state: DraftState;

  constructor(
    start: {
      readonly base: number;
      readonly documents: readonly Versioned[];
      /** How many documents differ from the release in force. */
      readonly changed?: number;
    },
    store: DraftStore,
    now: () => Date = () => new Date(),
  ) {
    this.#store = store;
    this.#now = now;
    this.#documents = new Map(start.documents.map((each) => [documentKey(each.document), each]));
    this.#state = {
      base: start.base,
      documents: start.documents.map((each) => each.document),
      status: { type: "saved", at: undefined },
      unpublished: (start.changed ?? 0) > 0,
      problems: [],
    };
  }

  /** Calls back after every change; returns the way to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The draft now. */
  state = (): DraftState => this.#state;

  /** Whether something is not on the server yet. */
  get unsaved(): boolean {
    return this.#dirty.size > 0;
  }

  /** Changes or adds a document. */
  put(changed: DefinitionDocument): void {
    const document = storedDocument(changed);
    const key = documentKey(document);
    const before = this.#documents.get(key);
    if (before?.document === document) return;
    this.#documents.set(key, { document, revision: before?.revision ?? 0 });
    this.#dirty.add(key);
    this.#schedule();
    const status: DraftStatus =
      this.#state.status.type === "conflict" ? this.#state.status : { type: "waiting" };
    this.#change({ status, unpublished: true });
  }

  /** Takes a document out of the draft; rejects when the server refuses. */
  async remove(document: DefinitionDocument): Promise<void> {
    const key = documentKey(document);
    await this.flush();
    if ((this.#documents.get(key)?.revision ?? 0) > 0) await this.#store.remove(document.kind, document.id);
    this.#documents.delete(key);
    this.#dirty.delete(key);
    this.#change({ unpublished: true });
  }

  /** Saves now what waits to be saved. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#firstEdit = undefined;
    if (this.#running) await this.#running;
    if (this.#dirty.size === 0 || this.#theirs.size > 0) return;
    this.#running = this.#save();
    await this.#running;
    this.#running = undefined;
  }

  /** Settles a conflict by saving this browser's version over the other one. */
  async keepMine(): Promise<void> {
    for (const [key, theirs] of this.#theirs) {
      const mine = this.#documents.get(key);
      if (mine) this.#documents.set(key, { ...mine, revision: theirs.revision });
    }
    this.#theirs.clear();
    await this.flush();
  }

  /** Settles a conflict by dropping this browser's version. */
  takeTheirs(): void {
    for (const [key, theirs] of this.#theirs) {
      this.#documents.set(key, theirs);
      this.#dirty.delete(key);
    }
    this.#theirs.clear();
    this.#change({ status: { type: "saved", at: this.#now() } });
    if (this.#dirty.size > 0) this.#schedule();
  }

  #schedule(): void {
    const now = this.#now().getTime();
    this.#firstEdit ??= now;
    const wait = Math.max(0, Math.min(QUIET, this.#firstEdit + LATEST - now));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  async #save(): Promise<void> {
    const sent = [...this.#dirty].flatMap((key) => {
      const each = this.#documents.get(key);
      return each ? [{ key, ...each }] : [];
    });
    this.#change({ status: { type: "saving" } });
    try {
      const answer = await this.#store.save(sent.map(({ document, revision }) => ({ document, revision })));
      for (const { key, revision } of answer.documents) {
        const current = this.#documents.get(key);
        if (!current) continue;
        this.#documents.set(key, { ...current, revision });
        // Edited again while it was being saved: it stays to be saved.
        if (sent.some((each) => each.key === key && each.document === current.document))
          this.#dirty.delete(key);
      }
      const waiting = this.#dirty.size > 0;
      if (waiting) this.#schedule();
      const status: DraftStatus = waiting ? { type: "waiting" } : { type: "saved", at: this.#now() };
      this.#change({ status, problems: answer.problems });
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<void> {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 409) return this.#compare();
    if (status === 0 || status >= 500) {
      this.#timer = setTimeout(() => void this.flush(), RETRY);
      return this.#change({ status: { type: "offline" } });
    }
    const reason = error instanceof Error ? error.message : String(error);
    return this.#change({ status: { type: "refused", reason } });
  }

  /** Finds out whose documents moved on while they were edited here; the others are simply brought up to date. */
  async #compare(): Promise<void> {
    const latest = await this.#store.load().catch(() => undefined);
    if (!latest) {
      this.#timer = setTimeout(() => void this.flush(), RETRY);
      return this.#change({ status: { type: "offline" } });
    }
    for (const theirs of latest.documents) {
      const key = documentKey(theirs.document);
      const mine = this.#documents.get(key);
      if (mine?.revision === theirs.revision) continue;
      if (this.#dirty.has(key)) this.#theirs.set(key, theirs);
      else this.#documents.set(key, theirs);
    }
    if (this.#theirs.size === 0) {
      this.#schedule();
      return this.#change({ status: { type: "waiting" } });
    }
    return this.#change({ status: { type: "conflict", keys: [...this.#theirs.keys()] } });
  }

  #change(part: Partial<DraftState>): void {
    const documents = [...this.#documents.values()].map((each) => each.document);
    this.#state = { ...this.#state, ...part, documents };
    for (const listener of this.#listeners) listener();
  }
}
