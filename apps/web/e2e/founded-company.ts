import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareTemplate } from "@mortise/testing";
import { Client } from "pg";
import { StoryServer } from "./story-server.ts";

/** How `npm start -- --demo` founds a company. */
export const DEMO = { args: ["--demo"], ready: /Demo accounts[\s\S]+\n\n/ } as const;

/** A demo company as it was founded: its sample people, and the secret of its server. */
export interface FoundedCompany {
  /** What the server printed: address and logins. */
  readonly printed: string;
  readonly secret: string;
}

/** Founds the demo company once for the whole run; gives the database that stories copy. */
export async function foundedDemo(): Promise<string> {
  return await prepareTemplate("demo company", found);
}

async function found(databaseUrl: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-e2e-"));
  try {
    const server = await StoryServer.start({ databaseUrl, folder, ...DEMO });
    await server.stop();
    await keep(databaseUrl, {
      printed: server.printed,
      secret: readFileSync(join(folder, "secret"), "utf8"),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Passwords are printed once only: the copies need them too. */
async function keep(databaseUrl: string, { printed, secret }: FoundedCompany): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("create schema story");
  await client.query("create table story.founded as select $1::text as printed, $2::text as secret", [
    printed,
    secret,
  ]);
  await client.end();
}
