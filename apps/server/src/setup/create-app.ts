import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { findTemplate } from "@mortise/templates";
import { templateUnknown } from "../errors.ts";
import type { Services } from "../services.ts";
import {
  plantPeople,
  plantSampleEvents,
  plantSampleRows,
  plantTeams,
  type SampleLogin,
} from "./sample-data.ts";

/** What a new app is made of. */
export interface NewApp {
  /** Id of an empty app; templates bring their own. */
  readonly id: string;
  /** Name of an empty app; templates bring their own. */
  readonly name?: LocalizedText;
  readonly template?: string;
  readonly sampleData?: boolean;
}

/** An app that was made, with the logins of its sample people. */
export interface CreatedApp {
  readonly id: string;
  readonly logins: readonly SampleLogin[];
}

/** Creates an app, empty or from a template, and publishes its first release. */
export async function createApp(services: Services, actor: Actor, app: NewApp): Promise<CreatedApp> {
  const { releases } = services.store;
  if (app.template === undefined) {
    await releases.createApp(emptyApp(app.id, app.name ?? { zh: "新应用", en: "New app" }), actor);
    return { id: app.id, logins: [] };
  }
  const template = findTemplate(app.template);
  if (!template) throw templateUnknown({ template: app.template });
  await plantTeams(services, template, actor.locale);
  await releases.createApp(template.documents, actor);
  if (!app.sampleData) return { id: template.id, logins: [] };
  const logins = await plantPeople(services, template, actor.locale);
  await plantSampleRows(services, template);
  await plantSampleEvents(services, template);
  return { id: template.id, logins };
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
