import { counted, fail, isPlainObject, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { filesFromText, type FileValue } from "../file-value.ts";
import { numberSetting, switchSetting, textSetting } from "../setting-values.ts";
import { cleanLine, isEmptyInput } from "../text-cleaning.ts";

const FILE_ID = /^[A-Za-z0-9_-]{1,64}$/;
const MOST_FILES = 50;

/** Files kept with the record, in the order in which they were added. */
export const attachmentField = defineField({
  id: "attachment",
  name: { zh: "附件", en: "Attachment" },
  description: { zh: "合同、图片、方案等文件", en: "Files: contracts, pictures, proposals" },
  named: /(附件|文件|合同扫描件|资料)$|\b(attachments?|files?)$/i,
  group: "file",
  icon: "attachment",
  width: 140,
  settings: [
    {
      id: "maxCount",
      name: { zh: "最多文件数", en: "Most files" },
      kind: "number",
      min: 1,
      max: MOST_FILES,
      default: 10,
    },
    {
      id: "maxSize",
      name: { zh: "单个文件上限（MB）", en: "Largest file (MB)" },
      kind: "number",
      min: 1,
      max: 500,
      default: 20,
    },
    {
      id: "extensions",
      name: { zh: "允许的扩展名", en: "Allowed extensions" },
      kind: "text",
      help: {
        zh: "用逗号分隔，例如 pdf, docx；留空表示不限",
        en: "Separated by commas, such as pdf, docx; empty means any",
      },
    },
    { id: "imagesOnly", name: { zh: "只允许图片", en: "Pictures only" }, kind: "switch", default: false },
  ],
  example: {
    settings: { maxCount: 3 },
    values: [[{ id: "f1", name: "报价单.pdf", size: 1024, type: "application/pdf" }]],
  },
  aggregates: ["count"],
  importable: "files",
  kind: () => "files",
  column: () => ({ type: "jsonb" }),
  parse: (input, field) => parseFiles(input, field),
  toText: (value, _field, { locale }) =>
    fileList(value)
      .map((file) => file.name)
      .join(locale === "zh" ? "，" : ", "),
  fromText: (text, field, context) => filesFromText(text, context.file, { field, parse: parseFiles }),
  jsonSchema: () => ({
    type: "array",
    items: {
      type: "object",
      required: ["id", "name", "size", "type"],
      properties: {
        id: { type: "string" },
        name: { type: "string" },
        size: { type: "integer" },
        type: { type: "string" },
      },
    },
  }),
  publicInput: (field) => {
    const accept = acceptOf(field);
    return {
      kind: "files",
      reads: "value",
      maxCount: numberSetting(field, "maxCount", 10),
      ...(accept === "" ? {} : { accept }),
    };
  },
});

/** The files of a value; empty for null and for anything that is not a list of files. */
export function fileList(value: unknown): readonly FileValue[] {
  return Array.isArray(value) ? value.filter(isFile) : [];
}

/** The `accept` attribute of a file input; empty when everything is allowed. */
export function acceptOf(field: FieldDefinition): string {
  if (switchSetting(field, "imagesOnly")) return "image/*";
  return extensionsOf(field)
    .map((extension) => `.${extension}`)
    .join(",");
}

function extensionsOf(field: FieldDefinition): readonly string[] {
  return textSetting(field, "extensions", "")
    .split(/[\s,，;；]+/)
    .map((extension) => extension.replace(/^\./, "").toLowerCase())
    .filter((extension) => extension !== "");
}

function isFile(value: unknown): value is FileValue {
  return (
    isPlainObject(value) &&
    typeof value["id"] === "string" &&
    FILE_ID.test(value["id"]) &&
    typeof value["name"] === "string" &&
    cleanLine(value["name"]) !== "" &&
    value["name"].length <= 255 &&
    Number.isSafeInteger(value["size"]) &&
    Number(value["size"]) >= 0 &&
    typeof value["type"] === "string" &&
    value["type"].length <= 200
  );
}

/** The files of an input as an attachment field with these settings takes them. */
export function parseFiles(input: unknown, field: FieldDefinition): Result<readonly FileValue[] | null> {
  if (isEmptyInput(input)) return ok(null);
  if (!Array.isArray(input) || !input.every(isFile)) return fail("请上传文件", "Upload files");
  const most = numberSetting(field, "maxCount", 10);
  if (input.length > most) return fail(`最多 ${most} 个文件`, `At most ${counted(most, "file")}`);
  const problem = input.map((file) => fileProblem(file, field)).find((result) => !result.ok);
  if (problem && !problem.ok) return problem;
  return ok(input.map(({ id, name, size, type }) => ({ id, name: cleanLine(name), size, type })));
}

function fileProblem(file: FileValue, field: FieldDefinition): Result<null> {
  const megabytes = numberSetting(field, "maxSize", 20);
  if (file.size > megabytes * 1024 * 1024) {
    return fail(`文件“${file.name}”超过 ${megabytes} MB`, `"${file.name}" is larger than ${megabytes} MB`);
  }
  if (switchSetting(field, "imagesOnly") && !file.type.startsWith("image/")) {
    return fail(
      `“${file.name}”不是图片，只接受图片文件`,
      `"${file.name}" is not a picture; only pictures are accepted`,
    );
  }
  const allowed = extensionsOf(field);
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? "";
  return allowed.length > 0 && !allowed.includes(extension)
    ? fail(
        `“${file.name}”不能上传，只接受 ${allowed.join("、")} 文件`,
        `"${file.name}" cannot be uploaded; only ${allowed.join(", ")} files are accepted`,
      )
    : ok(null);
}
