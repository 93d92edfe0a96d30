/**
 * Keys of what the browser holds of the server's state. Everything about the records of an app starts with
 * `records/<app>/<entity>`, so that one live event can mark it as out of date.
 */
export const keys = {
  me: ["me"] as const,
  setup: ["setup"] as const,
  apps: ["apps"] as const,
  app: (app: string) => ["app", app] as const,
  directory: ["directory"] as const,
  calendar: ["calendar"] as const,
  workYears: ["calendar", "years"] as const,
  records: (app: string, entity: string) => ["records", app, entity] as const,
  record: (app: string, entity: string, id: string) => ["records", app, entity, "record", id] as const,
  list: (app: string, entity: string, ...rest: readonly unknown[]) =>
    ["records", app, entity, "list", ...rest] as const,
  related: (app: string) => ["related", app] as const,
  timeline: (app: string, entity: string, id: string) => ["related", app, "timeline", entity, id] as const,
  comments: (app: string, entity: string, id: string) => ["related", app, "comments", entity, id] as const,
  mentionable: (app: string, entity: string, id: string, q: string) =>
    ["related", app, "mentionable", entity, id, q] as const,
  follow: (app: string, entity: string, id: string) => ["related", app, "follow", entity, id] as const,
  follows: (app: string) => ["related", app, "follows"] as const,
  followSettings: ["follow-settings"] as const,
  flowButtons: (app: string, entity: string, ids: readonly string[]) =>
    ["related", app, "flow-buttons", entity, ...ids] as const,
  recordWork: (app: string, entity: string, id: string) => ["related", app, "work", entity, id] as const,
  views: (app: string) => ["views", app] as const,
  workItems: ["work-items"] as const,
  delegations: ["delegations"] as const,
  duty: ["duty"] as const,
  notifications: ["notifications"] as const,
  search: (app: string, q: string) => ["search", app, q] as const,
  searchComments: (app: string, q: string) => ["search", app, q, "comments"] as const,
  accounts: ["accounts"] as const,
  teams: ["teams"] as const,
  tokens: ["tokens"] as const,
  draft: (app: string) => ["draft", app] as const,
  diff: (app: string) => ["draft-diff", app] as const,
  changes: (app: string) => ["related", app, "changes"] as const,
  indexes: (app: string) => ["indexes", app] as const,
  seats: (app: string) => ["seats", app] as const,
  draftSteps: (app: string) => ["draft-steps", app] as const,
  removed: (app: string) => ["removed", app] as const,
  kept: (app: string) => ["kept", app] as const,
  structure: (app: string) => ["structure", app] as const,
  importReview: (app: string) => ["import-review", app] as const,
  releases: (app: string) => ["releases", app] as const,
};
