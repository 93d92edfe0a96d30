import { type ErrorDetail, isId, isPlainObject, type LocalizedText } from "@mortise/kit";
import { type DefinitionDocument, documentKey } from "../documents/document.ts";
import { parseDocument } from "../schema/parse-document.ts";

/** What tells a file of ours from any other JSON. */
export const ARCHIVE_FORMAT = "mortise-app";

/** Version of the file's format; older ones would be brought up to it, newer ones are refused. */
export const ARCHIVE_VERSION = 1;

/** Bounds that no honest file comes near. */
export const ARCHIVE_LIMITS = { documents: 5_000, samples: 100_000 } as const;

/** An app in one file: its documents, where they come from, and optionally rows to begin with. */
export interface AppArchive {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly version: typeof ARCHIVE_VERSION;
  readonly exportedAt: string;
  /** Number of the release whose documents these are. */
  readonly release: number;
  /** Tells this state of the app apart from every other, on any server. */
  readonly snapshot: string;
  /** States that this one grew from: what two apps have in common is found by them. */
  readonly ancestors: readonly string[];
  readonly documents: readonly DefinitionDocument[];
  readonly samples?: readonly ArchiveRows[];
}

/** Rows of one entity, with their ids so that they can refer to each other. */
export interface ArchiveRows {
  readonly entity: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** A file that was read, or why it cannot be used. */
export type ParsedArchive =
  | { readonly ok: true; readonly archive: AppArchive }
  | { readonly ok: false; readonly problems: readonly ErrorDetail[] };

const MOST_PROBLEMS = 50;

/** Reads an app file from outside; never throws. Whether the documents fit together is `validateCatalog`'s to say. */
export function parseArchive(input: unknown): ParsedArchive {
  if (!isPlainObject(input) || input["format"] !== ARCHIVE_FORMAT) {
    return refusal("format", {
      zh: "这不是 Mortise 的应用文件，请选择用“导出应用”得到的文件",
      en: "This is no app file of Mortise; choose one made by “Export app”",
    });
  }
  const { version } = input;
  if (version !== ARCHIVE_VERSION) return refusal("version", versionProblem(version));
  const problems: ErrorDetail[] = [];
  const documents = readDocuments(input["documents"], problems);
  const samples = readSamples(input["samples"], problems);
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  const { exportedAt, release, snapshot, ancestors } = input;
  return {
    ok: true,
    archive: {
      format: ARCHIVE_FORMAT,
      version: ARCHIVE_VERSION,
      exportedAt: typeof exportedAt === "string" ? exportedAt : "",
      release: typeof release === "number" && Number.isInteger(release) ? release : 0,
      snapshot: isId(snapshot) ? snapshot : "",
      ancestors: Array.isArray(ancestors) ? ancestors.filter(isId) : [],
      documents,
      ...(samples.length > 0 ? { samples } : {}),
    },
  };
}

function refusal(path: string, message: LocalizedText): ParsedArchive {
  return { ok: false, problems: [{ path, message }] };
}

function versionProblem(version: unknown): LocalizedText {
  return typeof version === "number" && version > ARCHIVE_VERSION
    ? {
        zh: `文件来自更新版本的 Mortise（格式 ${version}），请先升级本系统`,
        en: `The file comes from a newer Mortise (format ${version}); upgrade this one first`,
      }
    : { zh: "文件的格式版本无法识别", en: "The file has a format version that is not known" };
}

function readDocuments(input: unknown, problems: ErrorDetail[]): readonly DefinitionDocument[] {
  const refuse = (path: string, zh: string, en: string): void =>
    void problems.push({ path, message: { zh, en } });
  if (!Array.isArray(input)) {
    refuse("documents", "文件里没有应用定义", "The file holds no documents");
    return [];
  }
  if (input.length > ARCHIVE_LIMITS.documents) {
    const most = ARCHIVE_LIMITS.documents;
    refuse("documents", `文件里的定义超过 ${most} 份`, `The file holds more than ${most} documents`);
    return [];
  }
  const documents: DefinitionDocument[] = [];
  const seen = new Set<string>();
  // Items of a list from outside are anything.
  (input as readonly unknown[]).forEach((each, index) => {
    const parsed = parseDocument(each);
    if (!parsed.ok) {
      problems.push(
        ...parsed.problems.map(({ path, message }) => ({ path: `documents.${index}.${path}`, message })),
      );
      return;
    }
    const key = documentKey(parsed.document);
    if (seen.has(key))
      refuse(
        `documents.${index}.id`,
        `标识“${key}”在文件里重复`,
        `The id “${key}” is used twice in the file`,
      );
    seen.add(key);
    documents.push(parsed.document);
  });
  if (problems.length === 0 && documents.filter(({ kind }) => kind === "app").length !== 1) {
    refuse("documents", "文件里需要且只能有一份应用定义", "The file needs exactly one document of kind app");
  }
  return documents;
}

function readSamples(input: unknown, problems: ErrorDetail[]): readonly ArchiveRows[] {
  if (input === undefined) return [];
  // Items of a list from outside are anything.
  const groups = Array.isArray(input) ? (input as readonly unknown[]) : [];
  const samples = groups.flatMap((group): readonly ArchiveRows[] => {
    if (!isPlainObject(group) || typeof group["entity"] !== "string" || !Array.isArray(group["rows"]))
      return [];
    // Items of a list from outside are anything.
    const rows = (group["rows"] as readonly unknown[]).filter(isPlainObject);
    return rows.length === group["rows"].length ? [{ entity: group["entity"], rows }] : [];
  });
  const count = samples.reduce((sum, { rows }) => sum + rows.length, 0);
  if (!Array.isArray(input) || samples.length !== groups.length || count > ARCHIVE_LIMITS.samples) {
    problems.push({
      path: "samples",
      message: {
        zh: `示例数据的格式不对，或超过 ${ARCHIVE_LIMITS.samples} 行`,
        en: `The sample rows are malformed, or more than ${ARCHIVE_LIMITS.samples}`,
      },
    });
  }
  return samples;
}

/** The documents as those of an app with another id: the app's own document carries it. */
export function asApp(documents: readonly DefinitionDocument[], app: string): readonly DefinitionDocument[] {
  return documents.map((document) => (document.kind === "app" ? { ...document, id: app } : document));
}
