import { Type } from "typebox";
import { defineRoute } from "../route.ts";

const app = Type.Object({ app: Type.String() });
const Secret = Type.Object({
  id: Type.String(),
  name: Type.String(),
  host: Type.String({ description: "The only host that it is sent to" }),
  updatedAt: Type.String(),
});
const SecretBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  host: Type.String({
    minLength: 1,
    maxLength: 255,
    description: "With the port where it is not that of the web",
  }),
  value: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 8_000,
      description: "Needed for a new secret and for another host",
    }),
  ),
});
const Rules = Type.Object({
  hosts: Type.Array(Type.String({ maxLength: 255 }), {
    maxItems: 500,
    description: "`api.example.com`, `*.example.org`, `erp.example.com:8443`",
  }),
  revision: Type.Integer({
    minimum: 0,
    description: "The revision that was read; 409 when it is no longer current",
  }),
});

/** What flows may reach outside, and the secrets by which other systems know them. */
export const outsideRoutes = {
  getOutsideRules: defineRoute({
    method: "GET",
    path: "/admin/outside-rules",
    summary: "Hosts that flows may call",
    tag: "build",
    access: "admin",
    response: Rules,
  }),
  saveOutsideRules: defineRoute({
    method: "PUT",
    path: "/admin/outside-rules",
    summary: "Set what flows may reach; noted in the audit log",
    tag: "build",
    access: "admin",
    body: Rules,
    response: Rules,
  }),
  outsideAllowed: defineRoute({
    method: "GET",
    path: "/apps/:app/outside",
    summary: "What administrators and the server allow flows to reach, for those who build them",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({
      hosts: Type.Array(Type.String()),
      /** Ways to people that the server is set up for: `email`, `sms`. */
      channels: Type.Array(Type.String()),
      scripts: Type.Boolean({ description: "Whether steps may run scripts on this server" }),
    }),
  }),
  listFlowSecrets: defineRoute({
    method: "GET",
    path: "/apps/:app/flow-secrets",
    summary: "Secrets of an app's flows, without what they hold",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ items: Type.Array(Secret) }),
  }),
  addFlowSecret: defineRoute({
    method: "POST",
    path: "/apps/:app/flow-secrets",
    summary: "Keep a secret for the flows of an app; it is encrypted and never shown again",
    tag: "build",
    access: "builder",
    params: app,
    body: SecretBody,
    response: Secret,
  }),
  changeFlowSecret: defineRoute({
    method: "PUT",
    path: "/apps/:app/flow-secrets/:id",
    summary: "Change a secret; without a value it keeps the one it has, for the same host only",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), id: Type.String() }),
    body: SecretBody,
    response: Secret,
  }),
  removeFlowSecret: defineRoute({
    method: "DELETE",
    path: "/apps/:app/flow-secrets/:id",
    summary: "Remove a secret; steps that name it send nothing from then on",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), id: Type.String() }),
    response: Type.Object({ id: Type.String() }),
  }),
} as const;
