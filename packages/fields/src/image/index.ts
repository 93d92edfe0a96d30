import type { FieldDefinition } from "@mortise/metadata";
import { fileList, parseFiles } from "../attachment/index.ts";
import { defineField } from "../field-type.ts";
import { filesFromText } from "../file-value.ts";
import { numberSetting } from "../setting-values.ts";

const MOST = 50;
const DEFAULT_MOST = 9;

/** Pictures, shown as such in lists and on pages. */
export const imageField = defineField({
  id: "image",
  name: { zh: "图片", en: "Image" },
  description: {
    zh: "照片、截图；上传前压缩，可限定现场拍照",
    en: "Photographs; made smaller before they are sent, from the camera only if wanted",
  },
  named: /(图片|照片|截图|头像)$|\b(photos?|pictures?|images?)$/i,
  group: "file",
  icon: "picture",
  width: 150,
  settings: [
    {
      id: "maxCount",
      name: { zh: "最多几张", en: "Most pictures" },
      kind: "number",
      min: 1,
      max: MOST,
      default: DEFAULT_MOST,
    },
    {
      id: "maxSize",
      name: { zh: "单张上限（MB）", en: "Largest picture (MB)" },
      kind: "number",
      min: 1,
      max: 100,
      default: 10,
    },
    {
      id: "compress",
      name: { zh: "上传前压缩", en: "Make smaller before sending" },
      kind: "switch",
      default: true,
      help: { zh: "长边缩到 1920 像素，原图不保留", en: "Down to 1920 pixels; the original is not kept" },
    },
    {
      id: "cameraOnly",
      name: { zh: "只能现场拍照", en: "Camera only" },
      kind: "switch",
      default: false,
      help: {
        zh: "手机上直接打开相机，不能从相册选择；电脑上没有相机时不能上传",
        en: "Opens the camera of a phone instead of its album; computers without one cannot add pictures",
      },
    },
    {
      id: "stamp",
      name: { zh: "照片水印", en: "Written on photographs" },
      kind: "choices",
      choices: [
        { value: "time", name: { zh: "拍摄时间", en: "Time" } },
        { value: "person", name: { zh: "拍摄人", en: "Person" } },
        { value: "place", name: { zh: "定位", en: "Place" } },
      ],
      help: {
        zh: "上传时写在照片下沿，之后改不掉；配合“只能现场拍照”用于外勤签到。公开表单里不加",
        en: "Written at the lower edge when a picture is sent; for visits, together with “Camera only”. Not on public forms",
      },
    },
  ],
  example: {
    settings: { maxCount: 3 },
    values: [[{ id: "f1", name: "门头.jpg", size: 204_800, type: "image/jpeg" }]],
  },
  aggregates: ["count"],
  importable: "files",
  kind: () => "files",
  column: () => ({ type: "jsonb" }),
  parse: (input, field) => parseFiles(input, asAttachment(field)),
  toText: (value, _field, { locale }) =>
    fileList(value)
      .map((file) => file.name)
      .join(locale === "zh" ? "，" : ", "),
  fromText: (text, field, context) =>
    filesFromText(text, context.file, { field: asAttachment(field), parse: parseFiles }),
  jsonSchema: () => ({
    type: "array",
    items: {
      type: "object",
      required: ["id", "name", "size", "type"],
      properties: {
        id: { type: "string" },
        name: { type: "string" },
        size: { type: "integer" },
        type: { type: "string", pattern: "^image/" },
      },
    },
  }),
  publicInput: (field) => ({
    kind: "files",
    reads: "value",
    maxCount: mostPictures(field),
    accept: "image/*",
  }),
});

/** How many pictures a record may have. */
export function mostPictures(field: FieldDefinition): number {
  return Math.min(MOST, numberSetting(field, "maxCount", DEFAULT_MOST));
}

function asAttachment(field: FieldDefinition): FieldDefinition {
  return {
    ...field,
    settings: {
      maxCount: mostPictures(field),
      maxSize: numberSetting(field, "maxSize", 10),
      imagesOnly: true,
    },
  };
}
