import type { Json } from "@mortise/kit";
import type { DashboardDocument, EntityDocument } from "@mortise/metadata";
import { type Static, Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";
import { CardData } from "./reports.ts";

/** Where the password of a board link is told: percent-encoded, in no address and no log. */
export const BOARD_PASSWORD_HEADER = "x-board-password";

/** A link by which people without an account look at a dashboard. */
export interface BoardLink {
  readonly id: string;
  /** The secret part of its address `/d/<key>`. */
  readonly key: string;
  readonly name: string;
  /** Whose rights the figures are read with. */
  readonly by: string;
  /** What it sets filters to for good, by the id of the filter. */
  readonly filters: Readonly<Record<string, Json>>;
  /** Whether it asks for a password. */
  readonly password: boolean;
  readonly hosts: readonly string[];
  readonly exports: boolean;
  /** `closed`: whoever made it may not share any more, or the dashboard has lost what the link sets. */
  readonly state: "open" | "over" | "closed";
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly opens: number;
  readonly openedAt?: string;
}

const Choices = typedObject<Record<string, Json>>("Values of filters by their id");

const NewLink = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  filters: Type.Optional(Choices),
  password: Type.Optional(Type.String({ minLength: 4, maxLength: 100 })),
  expiresAt: Type.Optional(Type.String({ format: "date-time" })),
  hosts: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      maxItems: 20,
      description: "Hosts, as `host` or `*.host`, whose pages may show it in a frame; none when absent",
    }),
  ),
  exports: Type.Optional(Type.Boolean({ description: "Visitors may take figures out as files" })),
});

/** What a new link is asked to be. */
export type NewBoardLinkBody = Static<typeof NewLink>;

const Visit = Type.Object({
  app: Type.String(),
  dashboard: typed<DashboardDocument>("The dashboard without conditions"),
  entities: Type.Array(typed<EntityDocument>("An entity with the fields that the dashboard speaks of")),
  exports: Type.Boolean(),
  timeZone: Type.String(),
});

/** What a visitor gets of a dashboard. */
export type BoardVisit = Static<typeof Visit>;

const File = Type.Object({
  fileName: Type.String(),
  content: Type.String({ description: "The file as base64" }),
});

/** Figures as a file. */
export type FigureFile = Static<typeof File>;

const board = Type.Object({ app: Type.String(), dashboard: Type.String() });
const key = Type.Object({ key: Type.String({ minLength: 20, maxLength: 100 }) });
const card = Type.Object({ key: Type.String({ minLength: 20, maxLength: 100 }), card: Type.String() });

/** Links of dashboards: for those who share, and for those who have a link. */
export const boardLinkRoutes = {
  listBoardLinks: defineRoute({
    method: "GET",
    path: "/apps/:app/dashboards/:dashboard/links",
    summary: "The public links of a dashboard, the newest first",
    tag: "reports",
    access: "builder",
    params: board,
    response: Type.Object({ items: Type.Array(typed<BoardLink>("link")) }),
  }),
  makeBoardLink: defineRoute({
    method: "POST",
    path: "/apps/:app/dashboards/:dashboard/links",
    summary: "Makes a public link of a dashboard",
    tag: "reports",
    access: "builder",
    params: board,
    body: NewLink,
    response: typed<BoardLink>("link"),
  }),
  revokeBoardLink: defineRoute({
    method: "DELETE",
    path: "/apps/:app/board-links/:id",
    summary: "Takes a public link of a dashboard back",
    tag: "reports",
    access: "builder",
    params: Type.Object({ app: Type.String(), id: Type.String({ format: "uuid" }) }),
    response: Type.Object({}),
  }),
  visitBoard: defineRoute({
    method: "GET",
    path: "/public/boards/:key",
    summary: "A dashboard by a public link; its password comes in the header `x-board-password`",
    tag: "public",
    access: "public",
    params: key,
    response: Visit,
  }),
  sharedCardData: defineRoute({
    method: "POST",
    safe: true,
    path: "/public/boards/:key/cards/:card",
    summary: "The data of a card by a public link",
    tag: "public",
    access: "public",
    params: card,
    body: Type.Object({ filters: Choices }),
    response: CardData,
  }),
  sharedCardFile: defineRoute({
    method: "POST",
    safe: true,
    path: "/public/boards/:key/cards/:card/file",
    summary: "The figures of a card by a public link as a file, where the link gives files",
    tag: "public",
    access: "public",
    params: card,
    body: Type.Object({
      filters: Choices,
      format: Type.Union([Type.Literal("xlsx"), Type.Literal("csv")]),
    }),
    response: File,
  }),
} as const;
