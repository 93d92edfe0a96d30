import type { DefinitionDocument, FlowDocument, FlowNode } from "@mortise/metadata";

/** The application whose flows are interrupted. */
export const CHAOS_APP = "chaos";
/** How often a flow marks its parcel and tells its owner. */
export const MARKS = 3;

const words = (word: string) => ({ zh: word, en: word });

const node = (id: string, type: string, settings: FlowNode["settings"], next?: string): FlowNode => ({
  id,
  type,
  settings,
  exits: next === undefined ? {} : { next },
});

const mark = (id: string, next: string): FlowNode =>
  node(id, "update", { values: [{ field: "seen", value: { "+": [{ var: "seen" }, 1] } }] }, next);

const tell = (id: string, next?: string): FlowNode =>
  node(id, "notify", { to: [{ source: "owner" }], title: words(id), body: words("") }, next);

/** The flow that the journey calls for its second leg, and waits for. */
const leg: FlowDocument = {
  kind: "flow",
  id: "leg",
  version: 1,
  name: words("leg"),
  entity: "parcel",
  enabled: true,
  again: "parallel",
  trigger: { type: "called", settings: { inputs: [], outputs: [] } },
  start: "mark_2",
  nodes: [mark("mark_2", "tell_2"), tell("tell_2", "wait_2"), node("wait_2", "wait", { for: "2m" })],
};

/**
 * 分配、标记、通知、等待、调用: a parcel finds an owner by turns, and is marked and told of three times with waits between, once by
 * a flow that is called for it.
 */
function journey(people: readonly string[]): FlowDocument {
  return {
    kind: "flow",
    id: "journey",
    version: 1,
    name: words("journey"),
    entity: "parcel",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "assign",
    nodes: [
      node(
        "assign",
        "assign",
        { rules: [], fallback: { strategy: "round-robin", users: [...people] } },
        "mark_1",
      ),
      mark("mark_1", "tell_1"),
      tell("tell_1", "wait_1"),
      node("wait_1", "wait", { for: "1m" }, "call"),
      node("call", "call-flow", { flow: "leg" }, "mark_3"),
      mark("mark_3", "tell_3"),
      tell("tell_3"),
    ],
  };
}

/** The documents of the application; its parcels go around `people`. */
export function chaosApp(people: readonly string[]): readonly DefinitionDocument[] {
  return [
    { kind: "app", id: CHAOS_APP, version: 1, name: words("Chaos"), icon: "app", color: "#0f766e" },
    {
      kind: "entity",
      id: "parcel",
      version: 1,
      name: words("Parcel"),
      icon: "box",
      color: "blue",
      titleField: "name",
      owned: true,
      fields: [
        { id: "name", type: "text", name: words("Name") },
        { id: "seen", type: "number", name: words("Seen"), default: 0 },
      ],
    },
    leg,
    journey(people),
    { kind: "role", id: "builder", version: 1, name: words("Builder"), builder: true, grants: {} },
  ];
}
