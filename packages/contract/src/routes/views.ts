import type { ViewDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

/** Views that people keep for themselves. */
export const viewRoutes = {
  saveView: defineRoute({
    method: "PUT",
    path: "/apps/:app/views/:id",
    summary: "Save a personal view",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), id: Type.String() }),
    body: Type.Object({ view: typedObject<ViewDocument>("view") }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  listViews: defineRoute({
    method: "GET",
    path: "/apps/:app/views",
    summary: "The actor's personal views",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    response: Type.Object({ items: Type.Array(typed<ViewDocument>("view")) }),
  }),
  deleteView: defineRoute({
    method: "DELETE",
    path: "/apps/:app/views/:id",
    summary: "Delete a personal view",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), id: Type.String() }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
} as const;
