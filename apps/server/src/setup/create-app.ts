import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { findTemplate } from "@mortise/templates";
import type { Services } from "../services.ts";
import { plantPeople, plantSampleRows, plantTeams, type SampleLogin } from "./sample-data.ts";

/** What a new app is made of. */
export interface NewApp {
  readonly id: string;
  /** Name of an empty app; templates bring their own. */
  readonly name?: LocalizedText;
  readonly template?: string;
  readonly sampleData?: boolean;
}

/** Creates an app, empty or from a template, and publishes its first release. Answers the logins of sample people. */
export async function createApp(services: Services, actor: Actor, app: NewApp): Promise<readonly SampleLogin[]> {
  const template = app.template ? findTemplate(app.template) : undefined;
  const documents = template?.documents ?? emptyApp(app.id, app.name ?? { zh: "新应用", en: "New app" });
  const { releases } = services.store;
  if (template) await plantTeams(services, template, actor.locale);
  await releases.createApp(documents, actor);
  if (!template || !app.sampleData) return [];
  const logins = await plantPeople(services, template, actor.locale);
  await plantSampleRows(services, template);
  return logins;
}

function emptyApp(id: string, name: LocalizedText): readonly DefinitionDocument[] {
  return [
    { kind: "app", id, version: 1, name, icon: "app", color: "#0f766e" },
    { kind: "menu", id: "main", version: 1, name: { zh: "菜单", en: "Menu" }, items: [] },
    { kind: "role", id: "builder", version: 1, name: { zh: "搭建者", en: "Builder" }, builder: true, grants: {} },
  ];
}
