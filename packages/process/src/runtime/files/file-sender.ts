import type { Sender } from "@mortise/jobs";
import { AppError, type Locale, type LocalizedText } from "@mortise/kit";
import { Settings } from "../../model/settings.ts";

/** A file that a step asks for. */
export interface FileOrder {
  /** The id that the file gets; the same for every try, so that none is kept twice. */
  readonly id: string;
  readonly app: string;
  readonly record: string;
  /** The print template. */
  readonly template: string;
  readonly name: string;
  readonly locale: Locale;
}

/** A file that was made and is kept. */
export interface MadeFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** Prints a record with the rights of flows and keeps the file; errors of the product are told, others are tried again. */
export type FileMaker = (order: FileOrder) => Promise<MadeFile>;

const INCOMPLETE: LocalizedText = { zh: "缺少打印模板", en: "The print template is missing" };

/** Makes files of flows. What the product refuses, such as a template that is gone, is not tried again. */
export function fileSender(make: FileMaker): Sender {
  return async ({ id, app, record, request: stored }) => {
    const request = new Settings(stored);
    const [template, name] = [request.text("template"), request.text("name")];
    if (template === undefined || name === undefined) return { type: "refused", problem: INCOMPLETE };
    const locale = request.text("locale") === "en" ? "en" : "zh";
    try {
      const file = await make({ id, app, record, template, name, locale });
      return { type: "taken", answer: { file: { ...file } } };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { type: "refused", problem: error.text };
    }
  };
}
