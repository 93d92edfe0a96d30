import { randomBytes } from "node:crypto";
import type { Services } from "../services.ts";
import { createApp } from "./create-app.ts";
import type { SampleLogin } from "./sample-data.ts";

const DEMO_APP = "crm";

/**
 * Sets up the demo company on an empty installation: an administrator, people in every role, sample data. Answers all
 * logins, to be printed once; undefined when somebody has set the installation up already.
 */
export async function plantDemo(services: Services): Promise<readonly SampleLogin[] | undefined> {
  if (!(await services.accounts.isEmpty())) return undefined;
  const password = randomBytes(9).toString("base64url");
  const email = "admin@demo.mortise.example";
  const id = await services.accounts.createFirst({ name: "管理员", email, password });
  const actor = await services.actors.ofAccount(id);
  if (!actor) return undefined;
  const { logins } = await createApp(services, actor, { id: DEMO_APP, template: DEMO_APP, sampleData: true });
  return [{ name: "管理员", role: "系统管理员", email, password }, ...logins];
}
