import type { Value, WorkHours } from "@mortise/expression";
import { canonicalJson, type JsonObject, type LocalizedText } from "@mortise/kit";
import type { FlowTest, FlowTestExpectation, FlowTestGiven } from "@mortise/metadata";
import { INPUT } from "./calls/call-signature.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import type { Effect, Values } from "./effect.ts";
import { type Kin, kinKey } from "./kin.ts";
import { type Held, loadKey } from "./load.ts";
import { type Answers, rehearse } from "./rehearse.ts";
import type { Roster } from "./roster.ts";
import type { Tallies } from "./tally.ts";
import { valueText } from "./value-text.ts";
import { Wording } from "./wording.ts";
import type { Cursors, World } from "./world.ts";

/** Among whom and by which calendar a test is played. */
export interface TestSurroundings {
  readonly roster: Roster;
  readonly calendar: WorkHours;
  readonly timeZone: string;
}

/** How a test went; without differences it passed. */
export interface TestResult {
  readonly test: string;
  /** What came out otherwise than expected, each in one sentence. */
  readonly differences: readonly LocalizedText[];
}

/** Id of the record of a test: it exists nowhere else. */
export const RECORD = "test";
const NEEDS_TOO_MUCH: LocalizedText = {
  zh: "流程还需要别的记录，测试里没有",
  en: "The flow needs other records that the test does not have",
};

/** Plays a flow as a test says and tells what comes of it; undefined when the flow asks for more than the test knows. */
export function outcomeOfTest(
  flow: CompiledFlow,
  { given, answers }: Pick<FlowTest, "given" | "answers">,
  among: TestSurroundings,
): FlowTestExpectation | undefined {
  const { entity } = flow.document;
  // Kept from values and answers of a run.
  const old = given.old as Values | undefined;
  const run = {
    entity,
    record: RECORD,
    startedBy: given.startedBy,
    ...(old ? { old } : {}),
    ...(given.inputs ? { outputs: inputsOf(given.inputs) } : {}),
  };
  // Kept from the answers of a run.
  const played = rehearse(flow, run, knownWorld(given, entity, among), {
    answers: answers as Answers,
    ...(given.replies ? { replies: given.replies } : {}),
  });
  if (played.kind === "needs") return undefined;
  const { effects, state } = played;
  const set = valuesSet(effects);
  const { owner = ownerOf(given), team: _team, ...values } = set;
  return {
    status: state.status === "done" || state.status === "failed" ? state.status : "waiting",
    owner: typeof owner === "string" ? owner : null,
    // Values are JSON.
    values: values as JsonObject,
    asked: askedOf(effects),
    told: toldOf(effects),
    ...stepsOf(effects, "send", "sent"),
    ...stepsOf(effects, "call", "called"),
  };
}

/** What the flow was called with, where its steps find it. */
function inputsOf(inputs: JsonObject): Values {
  const named = Object.entries(inputs).map(([id, value]) => [`${INPUT}.${id}`, value]);
  // Kept from the values of a run.
  return Object.fromEntries(named) as Values;
}

/** Plays a test and puts what comes of it beside what was expected. */
export function playTest(flow: CompiledFlow, test: FlowTest, among: TestSurroundings): TestResult {
  const outcome = outcomeOfTest(flow, test, among);
  const differences = outcome ? differencesOf(flow, { test, outcome }, among) : [NEEDS_TOO_MUCH];
  return { test: test.id, differences };
}

/** The little world of one record at one moment. */
export function knownWorld(
  given: FlowTestGiven,
  entity: string,
  { roster, calendar, timeZone }: TestSurroundings,
): World {
  // Kept from values, turns and counts of a run.
  const values = { id: RECORD, ...given.values } as Values;
  const cursors = (given.cursors ?? {}) as unknown as Readonly<Record<string, Cursors>>;
  // Kept from the counts of a run.
  const loads = (given.loads ?? {}) as unknown as Readonly<Record<string, Held>>;
  // Likewise.
  const tallies = (given.tallies ?? {}) as unknown as Tallies;
  // Likewise.
  const owners = (given.owners ?? {}) as unknown as Readonly<Record<string, readonly Kin[]>>;
  return {
    now: new Date(given.at),
    timeZone,
    calendar,
    roster,
    record: (of, id) => (of === entity && id === RECORD ? values : null),
    cursors: (node) => cursors[node] ?? {},
    // Searches and figures are not part of a test: a flow that asks for them cannot be played.
    found: () => undefined,
    figure: () => undefined,
    newId: () => "new",
    load: (load) => loads[loadKey(load)] ?? {},
    tallies: () => tallies,
    kin: (lookup) => owners[kinKey(lookup)] ?? [],
    label: (id) => roster.user(id)?.name ?? roster.team(id)?.name,
  };
}

function ownerOf({ values }: FlowTestGiven): Value {
  const { owner } = values;
  return typeof owner === "string" ? owner : null;
}

function valuesSet(effects: readonly Effect[]): Values {
  let set: Values = {};
  for (const effect of effects) {
    if (effect.type === "update" && effect.id === RECORD) set = { ...set, ...effect.values };
    if (effect.type === "release") set = { ...set, owner: null };
  }
  return set;
}

function askedOf(effects: readonly Effect[]): FlowTestExpectation["asked"] {
  const asked = new Map<string, readonly string[]>();
  for (const effect of effects) if (effect.type === "work") asked.set(effect.node, effect.assignees);
  return Object.fromEntries(asked);
}

function toldOf(effects: readonly Effect[]): readonly string[] {
  return [...new Set(effects.flatMap((effect) => (effect.type === "notify" ? effect.users : [])))];
}

/** Steps that send something outside, or call other flows; left out where none does, as in tests of before. */
function stepsOf(
  effects: readonly Effect[],
  type: "send" | "call",
  key: "sent" | "called",
): Pick<FlowTestExpectation, "sent" | "called"> {
  const nodes = effects.flatMap((effect) => (effect.type === type ? [effect.node] : []));
  return nodes.length > 0 ? { [key]: [...new Set(nodes)] } : {};
}

const STATUS: Readonly<Record<FlowTestExpectation["status"], LocalizedText>> = {
  done: { zh: "走完", en: "come to its end" },
  waiting: { zh: "还在等待", en: "still wait" },
  failed: { zh: "失败", en: "fail" },
};

function differencesOf(
  flow: CompiledFlow,
  { test: { expect }, outcome }: { readonly test: FlowTest; readonly outcome: FlowTestExpectation },
  { roster }: TestSurroundings,
): readonly LocalizedText[] {
  const name = (id: string | null): string => (id === null ? "—" : (roster.user(id)?.name ?? id));
  const names = (ids: readonly string[]): string => ids.map(name).join("、") || "—";
  const wording = new Wording(
    flow.catalog,
    (id) => roster.user(id)?.name ?? roster.team(id)?.name,
    valueText,
  );
  const { entity } = flow.document;
  const found: LocalizedText[] = [];
  if (expect.status !== outcome.status) {
    const [wanted, got] = [STATUS[expect.status], STATUS[outcome.status]];
    found.push({
      zh: `流程应当${wanted.zh}，现在${got.zh}`,
      en: `It should ${wanted.en}; it would ${got.en}`,
    });
  }
  if (expect.owner !== outcome.owner) {
    const [wanted, got] = [name(expect.owner), name(outcome.owner)];
    found.push({
      zh: `负责人应当是${wanted}，现在是${got}`,
      en: `The owner should be ${wanted}, not ${got}`,
    });
  }
  for (const field of new Set([...Object.keys(expect.values), ...Object.keys(outcome.values)])) {
    const [wanted, got] = [expect.values[field] ?? null, outcome.values[field] ?? null];
    if (canonicalJson(wanted) === canonicalJson(got)) continue;
    const label = wording.field(entity, field);
    // Kept from values.
    const [one, other] = [
      wording.value(entity, field, wanted as Value),
      // Kept from values.
      wording.value(entity, field, got as Value),
    ];
    found.push({
      zh: `“${label.zh}”应当是${one.zh}，现在是${other.zh}`,
      en: `“${label.en}” should be ${one.en}, not ${other.en}`,
    });
  }
  found.push(...askDifferences(flow, [expect.asked, outcome.asked], names));
  if (!sameSet(expect.told, outcome.told))
    found.push({
      zh: `应当通知${names(expect.told)}，现在通知${names(outcome.told)}`,
      en: `${names(expect.told)} should be told, not ${names(outcome.told)}`,
    });
  found.push(
    ...stepDifferences(flow, SENDS, [expect.sent ?? [], outcome.sent ?? []]),
    ...stepDifferences(flow, CALLS, [expect.called ?? [], outcome.called ?? []]),
  );
  return found;
}

/** Steps that ask other people than they should. */
function askDifferences(
  flow: CompiledFlow,
  [expected, asked]: readonly [FlowTestExpectation["asked"], FlowTestExpectation["asked"]],
  names: (ids: readonly string[]) => string,
): readonly LocalizedText[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(asked)])].flatMap((node) => {
    const [wanted, got] = [expected[node] ?? [], asked[node] ?? []];
    if (sameSet(wanted, got)) return [];
    const step = flow.node(node)?.name ?? { zh: "待办", en: "to-do" };
    return [
      {
        zh: `“${step.zh}”应当由${names(wanted)}处理，现在是${names(got)}`,
        en: `“${step.en || step.zh}” should go to ${names(wanted)}, not ${names(got)}`,
      },
    ];
  });
}

const SENDS = {
  missing: { zh: "应当外发", en: "should send something" },
  extra: { zh: "不应当外发", en: "should send nothing" },
};
const CALLS = {
  missing: { zh: "应当调用流程", en: "should call its flow" },
  extra: { zh: "不应当调用流程", en: "should call no flow" },
};

/** Steps that do something and should not, or should and do not. */
function stepDifferences(
  flow: CompiledFlow,
  words: typeof SENDS,
  [sends, sent]: readonly [readonly string[], readonly string[]],
): readonly LocalizedText[] {
  const step = (node: string): LocalizedText => flow.node(node)?.name ?? { zh: node, en: node };
  const missing = sends.filter((node) => !sent.includes(node)).map(step);
  const extra = sent.filter((node) => !sends.includes(node)).map(step);
  return [
    ...missing.map(({ zh, en }) => ({ zh: `“${zh}”${words.missing.zh}`, en: `“${en}” ${words.missing.en}` })),
    ...extra.map(({ zh, en }) => ({ zh: `“${zh}”${words.extra.zh}`, en: `“${en}” ${words.extra.en}` })),
  ];
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
