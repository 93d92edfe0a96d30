/** One page of a keyset-paged list; `next` continues after its last row. */
export interface RowPage<Row> {
  readonly items: readonly Row[];
  readonly next?: string | undefined;
  /** How many rows there are in all; `capped` means: at least that many. */
  readonly count?: { readonly value: number; readonly capped: boolean } | undefined;
}

/** Reads the page after a cursor; the first page has none. */
export type LoadPage<Row> = (after: string | undefined) => Promise<RowPage<Row>>;

/** What is known of the list at one moment; a new object after every change. */
export interface PagedState {
  readonly version: number;
  /** Rows the list shows room for: known rows, or the counted total when it is larger. */
  readonly rowCount: number;
  readonly total: { readonly value: number; readonly capped: boolean } | undefined;
  readonly loading: boolean;
  readonly error: unknown;
  readonly ready: boolean;
}

const KEPT_PAGES = 24;

/**
 * Rows of a keyset-paged list, held in page windows: pages are read one after the other as they come into sight,
 * cursors are remembered, and the rows of pages far from sight are let go and read again on return. Memory stays
 * flat however far a person scrolls.
 */
export class PagedRows<Row> {
  readonly pageSize: number;
  readonly #load: LoadPage<Row>;
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #stale = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #cursors: (string | undefined)[] = [undefined];
  #end: number | undefined;
  #wanted: readonly [number, number] = [0, 0];
  #running = false;
  #disposed = false;
  #state: PagedState = {
    version: 0,
    rowCount: 0,
    total: undefined,
    loading: true,
    error: undefined,
    ready: false,
  };

  constructor(load: LoadPage<Row>, pageSize: number) {
    this.#load = load;
    this.pageSize = pageSize;
  }

  /** Calls back after every change; returns the way to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is known now. */
  state = (): PagedState => this.#state;

  /** The row at an index, if it is at hand. */
  rowAt(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / this.pageSize))?.[index % this.pageSize];
  }

  /** All rows at hand, in order. */
  loadedRows(): readonly Row[] {
    return [...this.#pages.entries()].toSorted(([a], [b]) => a - b).flatMap(([, rows]) => rows);
  }

  /** Asks for the rows from `first` up to before `end`; answers arrive through `subscribe`. */
  need(first: number, end: number): void {
    this.#wanted = [Math.floor(first / this.pageSize), Math.floor(Math.max(first, end - 1) / this.pageSize)];
    void this.#run();
  }

  /** Something changed on the server: reads what is in sight again and forgets the rest. Rows stay shown meanwhile. */
  refresh(): void {
    const [from, to] = this.#wanted;
    for (const page of this.#pages.keys())
      if (page < from || page > to) this.#pages.delete(page);
      else this.#stale.add(page);
    this.#cursors = this.#cursors.slice(0, from + 1);
    this.#end = undefined;
    this.#change({ error: undefined });
    void this.#run();
  }

  /** Tries again after an error. */
  retry(): void {
    this.#change({ error: undefined });
    void this.#run();
  }

  /** Replaces a row at hand: an answer of a write, or what the person just typed. */
  replace(matches: (row: Row) => boolean, next: (row: Row) => Row): void {
    for (const [page, rows] of this.#pages)
      if (rows.some(matches))
        this.#pages.set(
          page,
          rows.map((row) => (matches(row) ? next(row) : row)),
        );
    this.#change({});
  }

  /** Stops reading; nothing is reported any more. */
  dispose(): void {
    this.#disposed = true;
  }

  /** Undoes `dispose`: React's strict mode mounts twice. */
  revive(): void {
    this.#disposed = false;
  }

  /** Reads pages in order until what is wanted is at hand: a keyset list has no other way to reach far pages. */
  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let page = this.#nextPage(); page !== undefined && !this.#disposed; page = this.#nextPage())
        await this.#read(page);
    } catch (error) {
      this.#change({ error, loading: false, ready: true });
    } finally {
      this.#running = false;
    }
    // Only when something was read: a grid asks on every change, and must come to rest.
    if (!this.#disposed && this.#state.loading) this.#change({ loading: false });
  }

  #nextPage(): number | undefined {
    if (this.#state.error !== undefined) return undefined;
    const [from, to] = this.#wanted;
    const last = this.#end === undefined ? to : Math.min(to, this.#end);
    for (let page = Math.min(from, this.#cursors.length - 1); page <= last; page += 1) {
      const known = page < this.#cursors.length;
      if (!known) return undefined;
      const hasCursorAfter = page + 1 < this.#cursors.length || this.#end === page;
      const inSight = page >= from;
      if (inSight && (!this.#pages.has(page) || this.#stale.has(page))) return page;
      if (!hasCursorAfter && page < last) return page;
    }
    return undefined;
  }

  async #read(page: number): Promise<void> {
    if (!this.#state.loading) this.#change({ loading: true });
    const cursors = this.#cursors;
    const answer = await this.#load(cursors[page]);
    if (cursors !== this.#cursors || this.#disposed) return; // refreshed meanwhile: this answer is of an older list
    this.#pages.set(page, answer.items);
    this.#stale.delete(page);
    if (answer.next === undefined) this.#finish(page);
    else {
      cursors[page + 1] = answer.next;
      if (this.#end !== undefined && this.#end <= page) this.#end = undefined;
    }
    this.#letGo(page);
    this.#change({ ready: true, ...(answer.count ? { total: answer.count } : {}) });
  }

  #finish(page: number): void {
    this.#end = page;
    this.#cursors.length = page + 1;
    for (const known of this.#pages.keys()) if (known > page) this.#pages.delete(known);
  }

  #letGo(near: number): void {
    if (this.#pages.size <= KEPT_PAGES) return;
    const [from, to] = this.#wanted;
    const far = [...this.#pages.keys()]
      .filter((page) => page !== near && (page < from || page > to))
      .toSorted((a, b) => Math.abs(b - from) - Math.abs(a - from));
    for (const page of far.slice(0, this.#pages.size - KEPT_PAGES)) this.#pages.delete(page);
  }

  #rowCount(total: PagedState["total"]): number {
    if (this.#end !== undefined) return this.#end * this.pageSize + (this.#pages.get(this.#end)?.length ?? 0);
    const known = (this.#cursors.length - 1) * this.pageSize;
    const more = known > 0 ? known + this.pageSize : (this.#pages.get(0)?.length ?? 0);
    return Math.max(more, total?.value ?? 0);
  }

  #change(part: Partial<PagedState>): void {
    const next = { ...this.#state, ...part };
    this.#state = { ...next, version: next.version + 1, rowCount: this.#rowCount(next.total) };
    for (const listener of this.#listeners) listener();
  }
}
