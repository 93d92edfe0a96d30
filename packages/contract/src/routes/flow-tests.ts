import type { LocalizedText } from "@mortise/kit";
import type { FlowDocument, FlowTest } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

const Text = typed<LocalizedText>("Text in both languages");

/** Cases that flows must get right. */
export const flowTestRoutes = {
  runFlowTests: defineRoute({
    method: "POST",
    path: "/apps/:app/flow-tests",
    summary: "Play the tests of a flow as it is drafted",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String() }),
    body: Type.Object({ flow: typedObject<FlowDocument>("flow") }),
    response: Type.Object({
      /** Of a flow that cannot run there are none. */
      results: Type.Array(
        Type.Object({
          test: Type.String(),
          name: Text,
          /** What came out otherwise than expected; empty when it passed. */
          differences: Type.Array(Text),
        }),
      ),
    }),
  }),
  keepRunAsTest: defineRoute({
    method: "POST",
    path: "/apps/:app/runs/:id/test",
    summary: "Make a test from a run and put it into the draft of its flow",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), id: Type.String({ format: "uuid" }) }),
    response: Type.Object({ flow: Type.String(), test: typed<FlowTest>("The test") }),
  }),
} as const;
