import { canonicalJson } from "@mortise/kit";
import { ApiError, type RouteOutput, type routes } from "@mortise/contract";
import {
  type DefinitionDocument,
  documentKey,
  type MergeConflict,
  mergeDocuments,
  type Side,
  storedDocument,
} from "@mortise/metadata";

/** A complaint about the draft. */
export type DraftProblem = RouteOutput<typeof routes.saveDraft>["problems"][number];

interface Versioned {
  readonly document: DefinitionDocument;
  readonly revision: number;
}

/** The draft as the server has it. */
export interface LoadedDraft {
  readonly base: number;
  readonly documents: readonly Versioned[];
  /** How many documents differ from the release in force. */
  readonly changed?: number;
  readonly problems?: readonly DraftProblem[];
}

/** How a draft session talks to the server. */
export interface DraftStore {
  load(): Promise<LoadedDraft>;
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
  | {
      readonly type: "conflict";
      readonly keys: readonly string[];
      readonly conflicts: readonly MergeConflict[];
    };

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
 * reached it waits and tries again; when somebody else saved the same document first, both versions are merged, and a
 * person decides about what both changed differently.
 */
export class DraftSession {
  readonly #store: DraftStore;
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();
  #documents: Map<string, Versioned>;
  /** The documents as the server had them last: what two versions have in common. */
  readonly #saved = new Map<string, DefinitionDocument>();
  #dirty = new Set<string>();
  #theirs = new Map<string, Versioned>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstEdit: number | undefined;
  #running: Promise<void> | undefined;
  /** How often something was sent: what was asked for meanwhile may be older. */
  #saves = 0;
  #state: DraftState;

  constructor(start: LoadedDraft, store: DraftStore, now: () => Date = () => new Date()) {
    this.#store = store;
    this.#now = now;
    this.#documents = new Map(start.documents.map((each) => [documentKey(each.document), each]));
    for (const { document } of start.documents) this.#saved.set(documentKey(document), document);
    this.#state = {
      base: start.base,
      documents: start.documents.map((each) => each.document),
      status: { type: "saved", at: undefined },
      unpublished: (start.changed ?? 0) > 0,
      problems: start.problems ?? [],
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

  /**
   * Changes several documents as one step and gives the way back: documents that were changed again since keep what
   * came later.
   */
  putAll(documents: readonly DefinitionDocument[]): () => void {
    const before = documents.flatMap(
      (document) => this.#documents.get(documentKey(document))?.document ?? [],
    );
    for (const document of documents) this.put(document);
    return () => {
      const keys = new Set(before.map(documentKey));
      const ours = this.#state.documents.filter((document) => keys.has(documentKey(document)));
      const base = documents.filter((document) => keys.has(documentKey(document)));
      for (const document of mergeDocuments({ base, ours, theirs: before }).documents) this.put(document);
    };
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

  /**
   * Takes in what others saved; edits that are not on the server yet are merged with it. `news` says which documents
   * have which revision now, 0 when they are gone: nothing is asked when that is known.
   */
  async refresh(news?: ReadonlyMap<string, number>): Promise<void> {
    // What is told may be what this browser is just saving.
    if (this.#running) await this.#running;
    if (this.#theirs.size > 0 || (news && this.#isKnown(news))) return;
    const saves = this.#saves;
    // The next news or the next save tells again.
    const latest = await this.#store.load().catch(() => undefined);
    if (this.#running) await this.#running;
    if (saves !== this.#saves) return this.refresh(news);
    if (latest) this.#takeIn(latest);
  }

  #isKnown(news: ReadonlyMap<string, number>): boolean {
    return [...news].every(([key, revision]) => {
      const mine = this.#documents.get(key)?.revision ?? 0;
      return revision === 0 ? mine === 0 : mine >= revision;
    });
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

  /** Settles a conflict: `choices` say for each part that both changed whose stays; what one side changed stays anyway. */
  async settle(choices: Readonly<Record<string, Side>>): Promise<void> {
    for (const [key, theirs] of this.#theirs) this.#mergeWith(key, theirs, choices);
    this.#theirs.clear();
    this.#change({ status: this.unsaved ? { type: "waiting" } : { type: "saved", at: this.#now() } });
    await this.flush();
  }

  /** Settles a conflict with this browser's version of everything that both changed. */
  async keepMine(): Promise<void> {
    await this.settle({});
  }

  /** Settles a conflict with the other version of everything that both changed. */
  async takeTheirs(): Promise<void> {
    await this.settle(Object.fromEntries(this.#conflicts().map(({ id }) => [id, "theirs"])));
  }

  #conflicts(): readonly MergeConflict[] {
    return [...this.#theirs].flatMap(([key, theirs]) => this.#merged(key, theirs, {}).conflicts);
  }

  #merged(key: string, theirs: Versioned, choices: Readonly<Record<string, Side>>) {
    const list = (document: DefinitionDocument | undefined) => (document ? [document] : []);
    const states = {
      base: list(this.#saved.get(key)),
      ours: list(this.#documents.get(key)?.document),
      theirs: [theirs.document],
    };
    return mergeDocuments(states, choices);
  }

  #mergeWith(key: string, theirs: Versioned, choices: Readonly<Record<string, Side>>): void {
    const [document = theirs.document] = this.#merged(key, theirs, choices).documents;
    this.#documents.set(key, { document, revision: theirs.revision });
    this.#saved.set(key, theirs.document);
    if (canonicalJson(document) === canonicalJson(theirs.document)) this.#dirty.delete(key);
    else this.#dirty.add(key);
  }

  #schedule(): void {
    const now = this.#now().getTime();
    this.#firstEdit ??= now;
    const wait = Math.max(0, Math.min(QUIET, this.#firstEdit + LATEST - now));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  async #save(): Promise<void> {
    this.#saves += 1;
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
        const stored = sent.find((each) => each.key === key)?.document;
        if (stored) this.#saved.set(key, stored);
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
    this.#takeIn(latest);
  }

  #takeIn({ base, documents, changed, problems }: LoadedDraft): void {
    const wasUnsaved = this.unsaved;
    this.#forgetGone(documents);
    for (const theirs of documents) {
      const key = documentKey(theirs.document);
      const mine = this.#documents.get(key);
      if (mine?.revision === theirs.revision) continue;
      if (this.#dirty.has(key)) this.#meet(key, theirs);
      else {
        this.#documents.set(key, theirs);
        this.#saved.set(key, theirs.document);
      }
    }
    const news = {
      base,
      ...(changed === undefined ? {} : { unpublished: changed > 0 || this.unsaved }),
      ...(problems === undefined ? {} : { problems }),
    };
    if (this.#theirs.size > 0) {
      const conflicts = this.#conflicts();
      return this.#change({
        ...news,
        status: { type: "conflict", keys: [...this.#theirs.keys()], conflicts },
      });
    }
    if (this.unsaved) this.#schedule();
    const status: DraftStatus = this.unsaved ? { type: "waiting" } : { type: "saved", at: this.#now() };
    return this.#change({ ...news, ...(wasUnsaved ? { status } : {}) });
  }

  /** Drops what others took out; what is being edited here is added again when it is saved. */
  #forgetGone(documents: readonly Versioned[]): void {
    const present = new Set<string>(documents.map(({ document }) => documentKey(document)));
    for (const [key, { document, revision }] of this.#documents) {
      if (revision === 0 || present.has(key)) continue;
      this.#saved.delete(key);
      if (this.#dirty.has(key)) this.#documents.set(key, { document, revision: 0 });
      else this.#documents.delete(key);
    }
  }

  /** Two versions that changed different parts are one at once. */
  #meet(key: string, theirs: Versioned): void {
    if (this.#merged(key, theirs, {}).conflicts.length > 0) this.#theirs.set(key, theirs);
    else this.#mergeWith(key, theirs, {});
  }

  #change(part: Partial<DraftState>): void {
    const now = [...this.#documents.values()].map((each) => each.document);
    const { documents: before } = this.#state;
    const isSame = now.length === before.length && now.every((document, index) => document === before[index]);
    this.#state = { ...this.#state, ...part, documents: isSame ? before : now };
    for (const listener of this.#listeners) listener();
  }
}
