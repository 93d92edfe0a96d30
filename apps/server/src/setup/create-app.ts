import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { findTemplate } from "@mortise/templates";
import type { Services } from "../services.ts";
import { plantSampleData } from "./sample-data.ts";

/** What a new app is made of. */
export interface NewApp {
  readonly id: string;
  /** Name of an empty app; templates bring their own. */
  readonly name?: LocalizedText;
  readonly template?: string;
  readonly sampleData?: boolean;
}

/** Creates an app, empty or from a template, and publishes its first release. */
export async function createApp(services: Services, actor: Actor, app: NewApp): Promise<void> {
  const template = app.template ? findTemplate(app.template) : undefined;
  const documents = template?.documents ?? emptyApp(app.id, app.name ?? { zh: "新应用", en: "New app" });
  await services.store.releases.createApp(documents, actor);
  if (template && app.sampleData) await plantSampleData(services, template, actor);
}

function emptyApp(id: string, name: LocalizedText): readonly DefinitionDocument[] {
  return [
    { kind: "app", id, version: 1, name, icon: "app", color: "#0f766e" },
    { kind: "menu", id: "main", version: 1, name: { zh: "菜单", en: "Menu" }, items: [] },
    {
      kind: "role",
      id: "builder",
      version: 1,
      name: { zh: "搭建者", en: "Builder" },
      builder: true,
      grants: {},
    },
  ];
}
