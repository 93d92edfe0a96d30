import { Type } from "typebox";
import { defineRoute } from "../route.ts";
import { SearchMarks } from "./search-marks.ts";

const Id = Type.String({ format: "uuid" });
const place = { app: Type.String(), entity: Type.String(), id: Id };
const params = Type.Object(place);
const one = Type.Object({ ...place, comment: Id });
const Labels = Type.Record(Type.String(), Type.String(), { description: "Names of people by id" });
const Text = Type.Object({
  text: Type.String({
    minLength: 1,
    maxLength: 5_000,
    description: "People are named as `@[account id]`; all of them must be allowed to see the record",
  }),
});

/** What somebody said about a record. */
export const Comment = Type.Object({
  id: Id,
  author: Id,
  text: Type.String(),
  createdAt: Type.String(),
  editedAt: Type.Union([Type.String(), Type.Null()]),
});
const Written = Type.Object({ comment: Comment, labels: Labels });
const FollowState = Type.Object({
  following: Type.Boolean(),
  chosen: Type.Boolean({ description: "By choice, and not only as owner or creator of the record" }),
});

/** What a person follows without asking for it. */
export const FollowSettings = Type.Object({
  owned: Type.Boolean(),
  created: Type.Boolean(),
  commented: Type.Boolean(),
});

/** Comments on records, and following them. */
export const commentRoutes = {
  listComments: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/records/:id/comments",
    summary: "Comments on a record, newest first",
    tag: "records",
    access: "signed-in",
    params,
    query: Type.Object({ before: Type.Optional(Id) }),
    response: Type.Object({
      items: Type.Array(Comment),
      labels: Labels,
      count: Type.Integer(),
      next: Type.Optional(Type.String()),
    }),
  }),
  addComment: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/records/:id/comments",
    summary: "Comment on a record; those named and those who follow it are told",
    tag: "records",
    access: "signed-in",
    params,
    body: Text,
    response: Written,
  }),
  editComment: defineRoute({
    method: "PATCH",
    path: "/apps/:app/entities/:entity/records/:id/comments/:comment",
    summary: "Change one's own comment",
    tag: "records",
    access: "signed-in",
    params: one,
    body: Text,
    response: Written,
  }),
  deleteComment: defineRoute({
    method: "DELETE",
    path: "/apps/:app/entities/:entity/records/:id/comments/:comment",
    summary: "Delete one's own comment, for administrators any, with the messages about it",
    tag: "records",
    access: "signed-in",
    params: one,
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  mentionable: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/records/:id/mentionable",
    summary: "People who may see a record, by a part of their name or its first letters",
    tag: "records",
    access: "signed-in",
    params,
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 100 })),
      after: Type.Optional(Id),
    }),
    response: Type.Object({
      people: Type.Array(Type.Object({ id: Id, name: Type.String() })),
      next: Type.Optional(Type.String({ description: "The `after` of the next page" })),
    }),
  }),
  searchComments: defineRoute({
    method: "GET",
    path: "/apps/:app/comments",
    summary: "Comments with all words of a keyword, on records that the actor may see, the newest first",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 200 }) }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Id,
          entity: Type.String(),
          record: Id,
          title: Type.String({ description: "Title of the record" }),
          author: Id,
          at: Type.String(),
          text: Type.String({ description: "Cut to a line around the first match" }),
          marks: SearchMarks,
        }),
      ),
      labels: Labels,
      more: Type.Boolean({ description: "There are others" }),
    }),
  }),
  followState: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/records/:id/follow",
    summary: "Whether the actor follows a record",
    tag: "records",
    access: "signed-in",
    params,
    response: FollowState,
  }),
  setFollow: defineRoute({
    method: "PUT",
    path: "/apps/:app/entities/:entity/records/:id/follow",
    summary: "Follow a record, or follow it no more",
    tag: "records",
    access: "signed-in",
    params,
    body: Type.Object({ following: Type.Boolean() }),
    response: FollowState,
  }),
  listFollows: defineRoute({
    method: "GET",
    path: "/apps/:app/follows",
    summary: "The records that the actor chose to follow, the latest first",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({ entity: Type.String(), record: Id, title: Type.String(), at: Type.String() }),
      ),
    }),
  }),
  followSettings: defineRoute({
    method: "GET",
    path: "/follow-settings",
    summary: "What the actor follows without asking",
    tag: "records",
    access: "signed-in",
    response: FollowSettings,
  }),
  saveFollowSettings: defineRoute({
    method: "PUT",
    path: "/follow-settings",
    summary: "Choose what the actor follows without asking",
    tag: "records",
    access: "signed-in",
    body: FollowSettings,
    response: FollowSettings,
  }),
} as const;
