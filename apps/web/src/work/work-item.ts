import type { routes, RouteOutput } from "@mortise/contract";

/** Something that a person is asked to do, or was sent to read. */
export type WorkItem = RouteOutput<typeof routes.listWorkItems>["items"][number];

/** How it was dealt with. */
export type Decision = NonNullable<WorkItem["decision"]>;
