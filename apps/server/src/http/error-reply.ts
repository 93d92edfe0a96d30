import { AppError, type ErrorDetail, internalError, invalidInput, localize } from "@mortise/kit";
import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { fileTooLarge, notFound, tooManyRequests } from "../errors.ts";
import { MAX_UPLOAD_MB } from "./upload.ts";

/** Sends every refusal as `{code, message, details, requestId}` in the caller's language. */
export function registerErrorReply(fastify: FastifyInstance): void {
  fastify.setErrorHandler(async (error: FastifyError, request, reply) => {
    const appError = asAppError(error);
    if (appError.status >= 500)
      request.log.error(
        { code: appError.code, reason: rootMessage(error), stack: error.stack },
        "request failed",
      );
    return reply.status(appError.status).send(body(appError, request));
  });
  fastify.setNotFoundHandler(async (request, reply) => reply.status(404).send(body(notFound(), request)));
}

function body(error: AppError, request: FastifyRequest) {
  // The hook that finds the actor may itself have failed.
  const locale = request.actor?.locale ?? "zh";
  return {
    code: error.code,
    message: error.messageFor(locale),
    details: error.details.map((detail) => ({
      path: detail.path,
      message: localize(detail.message, locale),
    })),
    requestId: request.id,
  };
}

function asAppError(error: FastifyError): AppError {
  if (error instanceof AppError) return error;
  if (error.validation) return invalidInput({}, { details: error.validation.map(validationDetail) });
  if (error.code === "FST_REQ_FILE_TOO_LARGE" || error.code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return fileTooLarge({ limit: MAX_UPLOAD_MB });
  if (error.statusCode === 429) return tooManyRequests({ seconds: 60 });
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return invalidInput(
      {},
      {
        cause: error,
        details: [{ path: "", message: { zh: "请求格式不正确", en: "The request is malformed" } }],
      },
    );
  return internalError({}, { cause: error });
}

/** Database errors carry their client, password included: only their message is logged. */
function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}

const WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  required: { zh: "必填", en: "Required" },
  minLength: { zh: "太短，至少 {limit} 个字符", en: "Too short; at least {limit} characters" },
  maxLength: { zh: "太长，最多 {limit} 个字符", en: "Too long; at most {limit} characters" },
  minimum: { zh: "不能小于 {limit}", en: "Must not be below {limit}" },
  maximum: { zh: "不能大于 {limit}", en: "Must not be above {limit}" },
  format: { zh: "格式不正确", en: "Wrong format" },
  type: { zh: "类型应为 {type}", en: "Must be of type {type}" },
  minItems: { zh: "至少要有 {limit} 项", en: "At least {limit} needed" },
  maxItems: { zh: "最多 {limit} 项", en: "At most {limit} allowed" },
};

function validationDetail(problem: NonNullable<FastifyError["validation"]>[number]): ErrorDetail {
  const missing =
    typeof problem.params["missingProperty"] === "string" ? `/${problem.params["missingProperty"]}` : "";
  const requiredProperties = problem.params["requiredProperties"];
  const first =
    Array.isArray(requiredProperties) && typeof requiredProperties[0] === "string"
      ? `/${requiredProperties[0]}`
      : "";
  const words = WORDS[problem.keyword] ?? { zh: "内容不正确", en: "Not valid" };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_place, name: string) => String(problem.params[name] ?? ""));
  return {
    path: `${problem.instancePath}${missing}${first}`.slice(1).replaceAll("/", "."),
    message: { zh: fill(words.zh), en: fill(words.en) },
  };
}
