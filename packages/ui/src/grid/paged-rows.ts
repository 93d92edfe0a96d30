/** One page of a keyset-paged list; `next` continues after its last row. */
export interface RowPage<Row> {
  readonly items: readonly Row[];
  readonly next?: string | undefined;
  /** How many rows there are in all; `capped` means: at least that many. */
  readonly count?: RowCount | undefined;
}

/** How many rows a list has; `capped` means: at least that many. */
export interface RowCount {
  readonly value: number;
  readonly capped: boolean;
}

/** Where a page begins: `offset` rows after a cursor, or after the beginning of the list. */
export interface PagePlace {
  readonly after: string | undefined;
  readonly offset: number;
}

/** How a list is read. */
export interface RowLoader<Row> {
  /** Reads the page at a place; `offset` is 0 unless a person jumped. The signal says that nobody waits for it any more. */
  page(place: PagePlace, signal: AbortSignal): Promise<RowPage<Row>>;
  /** Counts all rows. Asked for when a person scrolls beyond the first page of a list whose count was capped. */
  count?(signal: AbortSignal): Promise<number>;
  /** Rows that one read may skip; longer jumps take several. */
  readonly farthest: number;
}

/** What is known of the list at one moment; a new object after every change. */
export interface PagedState {
  readonly version: number;
  /** Rows the list shows room for: known rows, or the counted total when it is larger. */
  readonly rowCount: number;
  readonly total: RowCount | undefined;
  readonly loading: boolean;
  readonly error: unknown;
  readonly ready: boolean;
}

const KEPT_PAGES = 24;
/** A far page is read once the list has stood still for so long: what flies past under the scroll bar is not. */
const REST_MS = 60;

/**
 * Rows of a keyset-paged list, held in page windows: neighbours are read by the cursor of the page before, far pages
 * by skipping rows from the nearest cursor above them; the rows of pages far from sight are let go and read again on
 * return. Memory stays flat however far a person scrolls.
 */
export class PagedRows<Row> {
  readonly pageSize: number;
  readonly #loader: RowLoader<Row>;
  readonly #rest: () => Promise<void>;
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #stale = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #cursors: Map<number, string | undefined> = new Map([[0, undefined]]);
  #end: { readonly page: number; readonly rows: number } | undefined;
  /** How far counting all rows has come; `stale` once the list changed after it. */
  #counted: "never" | "running" | "done" | "stale" = "never";
  #wanted: readonly [number, number] = [0, 0];
  #running = false;
  #disposed = false;
  #attention = new AbortController();
  #state: PagedState = {
    version: 0,
    rowCount: 0,
    total: undefined,
    loading: true,
    error: undefined,
    ready: false,
  };

  constructor(loader: RowLoader<Row>, pageSize: number, rest: () => Promise<void> = standStill) {
    this.#loader = loader;
    this.#rest = rest;
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
    const from = Math.floor(first / this.pageSize);
    const to = Math.floor(Math.max(first, end - 1) / this.pageSize);
    if (from !== this.#wanted[0] || to !== this.#wanted[1]) this.#wanted = [from, to];
    if (to > 0) void this.#countAll();
    void this.#run();
  }

  /** Something changed on the server: reads what is in sight again and forgets the rest. Rows stay shown meanwhile. */
  refresh(): void {
    const [from, to] = this.#wanted;
    for (const page of this.#pages.keys())
      if (page < from || page > to) this.#pages.delete(page);
      else this.#stale.add(page);
    this.#cursors = new Map([...this.#cursors].filter(([page]) => page <= from));
    this.#end = undefined;
    if (this.#counted === "done") this.#counted = "stale";
    this.#change({ error: undefined });
    if (to > 0) void this.#countAll();
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

  /** Stops reading, also what is being read; nothing is reported any more. */
  dispose(): void {
    this.#disposed = true;
    this.#attention.abort();
  }

  /** Undoes `dispose`: React's strict mode mounts twice. */
  revive(): void {
    this.#disposed = false;
    if (this.#attention.signal.aborted) this.#attention = new AbortController();
  }

  /** Reads one page after the other until what is wanted is at hand; what is wanted may change meanwhile. */
  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const { signal } = this.#attention;
    try {
      for (let page = this.#nextPage(); page !== undefined && !this.#disposed; page = this.#nextPage())
        await this.#reach(page);
    } catch (error) {
      if (!signal.aborted) this.#change({ error, loading: false, ready: true });
    } finally {
      this.#running = false;
    }
    // Revived meanwhile: what was given up is read after all.
    if (signal.aborted && !this.#disposed) return this.#run();
    // Only when something was read: a grid asks on every change, and must come to rest.
    if (!this.#disposed && this.#state.loading) this.#change({ loading: false });
  }

  #nextPage(): number | undefined {
    if (this.#state.error !== undefined) return undefined;
    const [from, to] = this.#wanted;
    const last = this.#end === undefined ? to : Math.min(to, this.#end.page);
    for (let page = Math.min(from, last); page <= last; page += 1)
      if (!this.#pages.has(page) || this.#stale.has(page)) return page;
    return undefined;
  }

  /** Reads a page, or comes nearer to it when it is farther away than one read may skip. */
  async #reach(page: number): Promise<void> {
    const above = [...this.#cursors.keys()].filter((known) => known <= page);
    const start = Math.max(...above);
    if (start < page) {
      const wanted = this.#wanted;
      await this.#rest();
      if (wanted !== this.#wanted) return;
    }
    const farthest = start + Math.floor(this.#loader.farthest / this.pageSize);
    await this.#read(Math.min(page, farthest), start);
  }

  async #read(page: number, start: number): Promise<void> {
    if (!this.#state.loading) this.#change({ loading: true });
    const cursors = this.#cursors;
    const offset = (page - start) * this.pageSize;
    const { signal } = this.#attention;
    const answer = await this.#loader.page({ after: cursors.get(start), offset }, signal);
    if (cursors !== this.#cursors || this.#disposed) return; // refreshed meanwhile: this answer is of an older list
    if (answer.items.length === 0 && page > 0) return this.#endBefore(page);
    this.#pages.set(page, answer.items);
    this.#stale.delete(page);
    if (answer.next === undefined) this.#finish(page, answer.items.length);
    else {
      cursors.set(page + 1, answer.next);
      if (this.#end !== undefined && this.#end.page <= page) this.#end = undefined;
    }
    this.#letGo(page);
    this.#change({ ready: true, ...(answer.count ? { total: this.#better(answer.count) } : {}) });
  }

  /** A capped count tells less than one that was made to the end. */
  #better(count: RowCount): RowCount {
    const { total } = this.#state;
    return count.capped && total && !total.capped && total.value > count.value ? total : count;
  }

  #finish(page: number, rows: number): void {
    this.#end = { page, rows };
    for (const known of this.#cursors.keys()) if (known > page) this.#cursors.delete(known);
    for (const known of this.#pages.keys()) if (known > page) this.#pages.delete(known);
  }

  /** The list has become shorter than it seemed: nothing begins at a page that was asked for. */
  async #endBefore(page: number): Promise<void> {
    const counted = (await this.#loader.count?.(this.#attention.signal)) ?? page * this.pageSize;
    const rows = Math.min(counted, page * this.pageSize);
    const last = Math.max(0, Math.ceil(rows / this.pageSize) - 1);
    this.#finish(last, rows - last * this.pageSize);
    this.#change({ ready: true, total: { value: rows, capped: false } });
  }

  async #countAll(): Promise<void> {
    const isDue = this.#counted === "stale" || (this.#counted === "never" && this.#state.total?.capped);
    if (!isDue || !this.#loader.count) return;
    this.#counted = "running";
    const value = await this.#loader.count(this.#attention.signal).catch(() => undefined); // the list does without
    this.#counted = "done";
    if (value !== undefined && !this.#disposed) this.#change({ total: { value, capped: false } });
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
    if (this.#end !== undefined) return this.#end.page * this.pageSize + this.#end.rows;
    const known = Math.max(...this.#cursors.keys()) * this.pageSize;
    const more = known > 0 ? known + this.pageSize : (this.#pages.get(0)?.length ?? 0);
    return Math.max(more, total?.value ?? 0);
  }

  #change(part: Partial<PagedState>): void {
    const next = { ...this.#state, ...part };
    this.#state = { ...next, version: next.version + 1, rowCount: this.#rowCount(next.total) };
    for (const listener of this.#listeners) listener();
  }
}

function standStill(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, REST_MS);
  });
}
