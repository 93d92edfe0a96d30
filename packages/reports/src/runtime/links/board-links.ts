import type { BoardLink, BoardVisit, FigureFile, NewBoardLinkBody } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import { type Clock, newId } from "@mortise/kit";
import { type DashboardDocument, type DefinitionDocument, isFrameHost } from "@mortise/metadata";
import { type Actor, type BoardLinkRow, type Store, writeAudit } from "@mortise/store";
import {
  boardLinkClosed,
  boardLinkExportsNothing,
  boardLinkGone,
  boardLinkHost,
  boardLinkOver,
  boardLinkPassword,
  boardLinkUnknownFilter,
} from "../../errors.ts";
import { type FilterChoices, itemFilter } from "../../model/board/filter-condition.ts";
import type { CardFigures } from "../../model/chart-context.ts";
import {
  missingFilters,
  sharedBoard,
  sharedChoices,
  sharedEntities,
  sharedFigures,
} from "../../model/links/shared-board.ts";
import type { ReportExports } from "../report-exports.ts";
import type { Reports } from "../reports.ts";
import { BoardKeys } from "./board-key.ts";

/** What links of dashboards work with. */
export interface BoardLinksParts {
  readonly store: Pick<Store, "db" | "releases" | "boardLinks">;
  readonly reports: Pick<Reports, "cardData">;
  readonly exports: Pick<ReportExports, "exportCard">;
  /** The account's actor as it is now; undefined when it is not active. */
  readonly actorOf: (account: string) => Promise<Actor | undefined>;
  /** Whether the actor may let people without an account see figures. */
  readonly mayShare: (actor: Actor, app: string) => boolean;
  /** The documents of an app as far as the actor may see their records. */
  readonly visibleTo: (actor: Actor, app: string) => readonly DefinitionDocument[];
  readonly secret: string;
  readonly clock: Clock;
}

/** Somebody without an account who looks at a dashboard by a link. */
export interface BoardVisitor {
  readonly key: string;
  readonly password: string | undefined;
  /** In which language names are written. */
  readonly locale: Actor["locale"];
}

/** A card as a visitor asks for it. */
export interface SharedCard {
  readonly card: string;
  readonly filters: FilterChoices;
}

/** A link whose doors are open, with all that answers it. */
interface OpenLink {
  readonly link: BoardLinkRow;
  readonly actor: Actor;
  readonly dashboard: DashboardDocument;
  readonly documents: readonly DefinitionDocument[];
}

/**
 * Links by which people without an account look at a dashboard. Each figure is read with what whoever made the link may
 * see at that moment, narrowed by the filters that the link sets; conditions, lists of records and the ways to them are
 * not told.
 */
export class BoardLinks {
  readonly #parts: BoardLinksParts;
  readonly #keys: BoardKeys;

  constructor(parts: BoardLinksParts) {
    this.#parts = parts;
    this.#keys = new BoardKeys(parts.secret);
  }

  /** The links of a dashboard, the newest first, with the key of each. */
  async list(app: string, dashboard: string): Promise<readonly BoardLink[]> {
    const rows = await this.#parts.store.boardLinks.list(app, dashboard);
    return await Promise.all(rows.map((row) => this.#told(row)));
  }

  /**
   * Makes a link that is in force at once; noted in the audit log. REPORT_LINK_FILTER and REPORT_LINK_HOST for what
   * cannot be.
   */
  async make(
    actor: Actor,
    place: { app: string; dashboard: string },
    asked: NewBoardLinkBody,
  ): Promise<BoardLink> {
    const { app, dashboard: id } = place;
    const { store, clock } = this.#parts;
    const dashboard = store.releases.current(app).catalog.find("dashboard", id);
    if (!dashboard || actor.userId === null) throw boardLinkGone();
    const { name, filters = {}, password, expiresAt, hosts = [], exports = false } = asked;
    const [unknown] = missingFilters(dashboard, filters);
    if (unknown !== undefined) throw boardLinkUnknownFilter({ filter: unknown });
    const strange = hosts.find((host) => !isFrameHost(host));
    if (strange !== undefined) throw boardLinkHost({ host: strange });
    const now = clock.now();
    const link = newId(now.getTime());
    const { userId } = actor;
    await store.db.transaction().execute(async (db) => {
      await store.boardLinks.add(db, {
        id: link,
        app,
        dashboard: id,
        account: userId,
        name: name.trim(),
        choices: filters,
        password: password ? this.#keys.sealOf(link, password) : null,
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
        hosts,
        exports,
        createdAt: now,
      });
      const details = { link: name, dashboard: dashboard.name[actor.locale], made: true };
      await writeAudit(db, { kind: "board-link", actor: userId, at: now, app, details });
    });
    const row = await store.boardLinks.get(link);
    if (!row) throw boardLinkGone();
    return await this.#told(row);
  }

  /** Takes a link back: from now on nobody sees anything by it. Noted in the audit log. REPORT_LINK_GONE when it was. */
  async revoke(actor: Actor, app: string, id: string): Promise<void> {
    const { store, clock } = this.#parts;
    const row = await store.boardLinks.get(id);
    if (row?.app !== app) throw boardLinkGone();
    const at = clock.now();
    const { catalog } = store.releases.current(app);
    const board = catalog.find("dashboard", row.dashboard)?.name[actor.locale] ?? row.dashboard;
    await store.db.transaction().execute(async (db) => {
      if (!(await store.boardLinks.revoke(db, id, at))) throw boardLinkGone();
      const details = { link: row.name, dashboard: board, made: false };
      await writeAudit(db, { kind: "board-link", actor: actor.userId, at, app, details });
    });
  }

  /** Whether a visitor's key asks for a password, and whether theirs is it; throws REPORT_LINK_PASSWORD otherwise. */
  async unlock({ key, password }: BoardVisitor): Promise<void> {
    await this.#linkOf(key, password);
  }

  /** The dashboard as visitors see it; counted as opened. Throws as the others do what keeps visitors out. */
  async visit(visitor: BoardVisitor): Promise<BoardVisit> {
    const { link, dashboard, documents, actor } = await this.#open(visitor);
    const shared = sharedBoard(dashboard, link.choices);
    await this.#parts.store.boardLinks.noteOpening(link.id, this.#parts.clock.now());
    return {
      app: link.app,
      dashboard: shared,
      entities: [...sharedEntities(shared, documents, fieldCatalog)],
      exports: link.exports,
      timeZone: actor.timeZone,
    };
  }

  /** The figures of one of its cards. */
  async figures(visitor: BoardVisitor, asked: SharedCard): Promise<CardFigures> {
    const { actor, app, card, filter } = this.#ask(await this.#open(visitor), asked);
    return sharedFigures(await this.#parts.reports.cardData(actor, app, card, filter));
  }

  /** The figures of one of its cards as a file; REPORT_LINK_NO_FILES where the link gives none. */
  async file(
    visitor: BoardVisitor,
    asked: SharedCard & { readonly format: "xlsx" | "csv" },
  ): Promise<FigureFile> {
    const open = await this.#open(visitor);
    if (!open.link.exports) throw boardLinkExportsNothing();
    const { actor, app, card, filter } = this.#ask(open, asked);
    const { fileName, content } = await this.#parts.exports.exportCard(actor, app, {
      card,
      filter,
      format: asked.format,
    });
    return { fileName, content: content.toString("base64") };
  }

  /** The hosts whose pages may show the dashboard of a key in a frame; none but our own when it is no key. */
  async framedBy(key: string): Promise<readonly string[]> {
    const id = this.#keys.idOf(key);
    return (id === undefined ? undefined : await this.#parts.store.boardLinks.get(id))?.hosts ?? [];
  }

  #ask({ link, actor, dashboard }: OpenLink, { card: id, filters }: SharedCard) {
    const card = dashboard.cards.find((one) => one.id === id);
    const { catalog } = this.#parts.store.releases.current(link.app);
    // All that a filter narrows, also by fields that the sharer does not see: the gateway refuses those, and shows no more.
    const published = catalog.find("dashboard", link.dashboard);
    if (!card || !published) throw boardLinkClosed();
    const choices = sharedChoices(dashboard, link.choices, filters);
    const filter = itemFilter(id, choices, { dashboard: published, catalog, timeZone: actor.timeZone });
    return { actor, app: link.app, card, filter };
  }

  async #linkOf(key: string, password: string | undefined): Promise<BoardLinkRow> {
    const { store, clock } = this.#parts;
    const id = this.#keys.idOf(key);
    const link = id === undefined ? undefined : await store.boardLinks.get(id);
    if (!link) throw boardLinkGone();
    if (link.expiresAt && clock.now() >= link.expiresAt) throw boardLinkOver();
    if (link.password && !this.#keys.isPassword(link.id, link.password, password ?? ""))
      throw boardLinkPassword();
    return link;
  }

  async #open({ key, password, locale }: BoardVisitor): Promise<OpenLink> {
    const link = await this.#linkOf(key, password);
    const shared = await this.#sharedBy(link);
    if (!shared) throw boardLinkClosed();
    return { link, ...shared, actor: { ...shared.actor, locale } };
  }

  /** Nothing when whoever made the link has left or may not share any more, or the dashboard is no more what was shared. */
  async #sharedBy({
    app,
    account,
    dashboard: id,
    choices,
  }: BoardLinkRow): Promise<Omit<OpenLink, "link"> | undefined> {
    const { store, actorOf, mayShare, visibleTo } = this.#parts;
    const actor = await actorOf(account);
    if (!actor || !store.releases.apps().includes(app) || !mayShare(actor, app)) return undefined;
    const documents = visibleTo(actor, app);
    const dashboard = documents.find(
      (document): document is DashboardDocument => document.kind === "dashboard" && document.id === id,
    );
    if (!dashboard || missingFilters(dashboard, choices).length > 0) return undefined;
    return { actor, dashboard, documents };
  }

  async #told(row: BoardLinkRow): Promise<BoardLink> {
    const { id, name, choices, hosts, exports, opens } = row;
    const isOver = row.expiresAt !== null && this.#parts.clock.now() >= row.expiresAt;
    const isClosed = (await this.#sharedBy(row)) === undefined;
    return {
      id,
      key: this.#keys.keyOf(id),
      name,
      filters: choices,
      hosts: [...hosts],
      exports,
      opens,
      by: row.accountName,
      password: row.password !== null,
      state: isOver ? "over" : isClosed ? "closed" : "open",
      createdAt: row.createdAt.toISOString(),
      ...(row.expiresAt ? { expiresAt: row.expiresAt.toISOString() } : {}),
      ...(row.openedAt ? { openedAt: row.openedAt.toISOString() } : {}),
    };
  }
}
