import type { ErrorDetail, LocalizedText } from "@mortise/kit";
import { recordInvalid } from "../record-errors.ts";

const MAX_DETAILS = 200;

/** Collects what is wrong with the rows of a write, so that a person sees everything at once. */
export class Problems {
  readonly #details: ErrorDetail[] = [];
  #count = 0;

  add(path: string, message: LocalizedText): void {
    this.#count += 1;
    if (this.#details.length < MAX_DETAILS) this.#details.push({ path, message });
  }

  /** Whether a complaint about this place exists already. */
  has(path: string): boolean {
    return this.#details.some((detail) => detail.path === path);
  }

  /** Takes over what another list collected. */
  take(other: Problems): void {
    for (const { path, message } of other.#details) this.add(path, message);
    this.#count += other.#count - other.#details.length;
  }

  /** Throws STORE_RECORD_INVALID when anything was collected. */
  refuse(): void {
    if (this.#count > 0) throw recordInvalid({ count: this.#count }, { details: this.#details });
  }
}

/** Messages that the gateway itself gives about a value. */
export const problemText = {
  required: { zh: "必填", en: "Required" },
  unknown: { zh: "字段不存在", en: "There is no such field" },
  readOnly: {
    zh: "该字段由系统维护，不能修改",
    en: "This field is kept by the system and cannot be changed",
  },
  rowNotAllowed: {
    zh: "没有权限新增、修改或删除这一行",
    en: "You are not allowed to add, change or remove this row",
  },
  notAllowed: { zh: "没有权限修改该字段", en: "You are not allowed to change this field" },
  unstorable: { zh: "含有无法保存的字符", en: "Holds characters that cannot be stored" },
  missingReference: {
    zh: "所选记录不存在或没有权限查看",
    en: "The chosen record does not exist or you may not see it",
  },
  outOfScope: {
    zh: "所选成员或团队不在可选范围内",
    en: "The person or team is not among those to choose from",
  },
  missingFile: {
    zh: "文件不存在，或不是你上传的，请重新上传",
    en: "The file does not exist or is not yours; upload it again",
  },
  taken: { zh: "该值已存在，请换一个", en: "This value exists already; choose another" },
  repeated: { zh: "与本次提交的其他行重复", en: "Repeats the value of another row in this submission" },
  ambiguous: {
    zh: "有多条记录符合该值，无法确定更新哪一条",
    en: "Several records have this value; it is not clear which one to change",
  },
  rowList: { zh: "应为明细行列表", en: "Should be a list of rows" },
  notObject: { zh: "应为字段和值", en: "Should be fields and values" },
  unknownRow: { zh: "明细行不存在", en: "There is no such row" },
  duplicateRecord: { zh: "同一记录出现了多次", en: "The same record occurs more than once" },
  circle: {
    zh: "会形成循环：上级不能是自己或自己的下级",
    en: "This would make a circle: a record cannot stand below itself",
  },
  notId: { zh: "编号格式不正确", en: "Not a valid id" },
} as const satisfies Readonly<Record<string, LocalizedText>>;
