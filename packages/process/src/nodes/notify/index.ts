import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { findSendKind, waysToPeople } from "../../outgoing/index.ts";
import { checkPeople, peopleSummary } from "../../people/index.ts";
import { checkTokens } from "../template.ts";
import { stepNotify, waysOf } from "./step.ts";
import { IN_APP, text } from "./text.ts";

/** Sends a message to people: inside the product, by e-mail, as a short message. */
export const notifyNode = defineNode({
  id: "notify",
  name: text.name,
  description: text.description,
  group: "people",
  icon: "bell",
  color: "purple",
  settings: [
    { id: "to", name: text.to, kind: "custom", editor: "people", required: true },
    {
      id: "by",
      name: text.by,
      help: text.byHelp,
      kind: "choices",
      default: [IN_APP],
      choices: [
        { value: IN_APP, name: text.inApp },
        ...waysToPeople.map(({ id, name }) => ({ value: id, name })),
      ],
    },
    { id: "title", name: text.title, kind: "custom", editor: "template", required: true },
    { id: "body", name: text.body, kind: "custom", editor: "template" },
  ],
  initial: { to: [{ source: "owner" }], title: { zh: "", en: "" }, body: { zh: "", en: "" } },
  exits: () => [NEXT],
  summary(settings, context) {
    const people = peopleSummary(settings.items("to"), context);
    const ways = waysOf(settings).filter((way) => way !== IN_APP);
    const names = ways.map((way) => findSendKind(way)?.name ?? text.inApp);
    if (names.length === 0) return { zh: `通知${people.zh}`, en: `Tell ${people.en}` };
    const zh = names.map((name) => name.zh).join("、");
    const en = names.map((name) => name.en.toLowerCase()).join(", ");
    return { zh: `通知${people.zh}（${zh}）`, en: `Tell ${people.en} (${en})` };
  },
  check(settings, context) {
    const title = settings.localized("title");
    return [
      ...checkPeople("to", settings.items("to"), context),
      ...(waysOf(settings).every((way) => way !== IN_APP && !findSendKind(way)?.reaches)
        ? [missing("by", text.noWay)]
        : []),
      ...(title ? checkTokens("title", title, context) : [missing("title", text.noTitle)]),
      ...checkTokens("body", settings.localized("body"), context),
    ];
  },
  isTraceless: true,
  step: stepNotify,
});
