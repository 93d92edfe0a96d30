import { AppError, internalError, invalidInput, localize, matchLocale } from "@mortise/kit";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { databaseAway, fileTooLarge, notFound, tooManyRequests, unsupportedMedia } from "../errors.ts";
import { MAX_UPLOAD_MB } from "./upload.ts";
import { validationDetails } from "./validation.ts";

const RETRY_SECONDS = 5;

/** Sends every refusal as `{code, message, details, requestId}` in the caller's language. */
export function registerErrorReply(fastify: FastifyInstance): void {
  fastify.setErrorHandler(async (error: FastifyError, request, reply) => {
    const appError = asAppError(error, reply);
    if (appError.status >= 500)
      request.log.error(
        { code: appError.code, reason: rootMessage(error), stack: error.stack },
        "request failed",
      );
    if (appError.status === 503) reply.header("retry-after", RETRY_SECONDS);
    return reply.status(appError.status).send(body(appError, request));
  });
  fastify.setNotFoundHandler(async (request, reply) => reply.status(404).send(body(notFound(), request)));
}

function body(error: AppError, request: FastifyRequest) {
  // The hook that finds the actor may itself have failed.
  const locale = request.actor?.locale ?? matchLocale(request.headers["accept-language"]);
  return {
    code: error.code,
    message: error.messageFor(locale),
    details: error.details.map((detail) => ({
      path: detail.path,
      message: localize(detail.message, locale),
    })),
    ...(error.data === undefined ? {} : { data: error.data }),
    requestId: request.id,
  };
}

function asAppError(error: FastifyError, reply: FastifyReply): AppError {
  if (error instanceof AppError) return error;
  if (error.validation) return invalidInput({}, { details: validationDetails(error.validation) });
  if (error.code === "FST_REQ_FILE_TOO_LARGE" || error.code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return fileTooLarge({ limit: MAX_UPLOAD_MB });
  if (error.statusCode === 429)
    return tooManyRequests({ seconds: Number(reply.getHeader("retry-after") ?? RETRY_SECONDS) });
  if (error.statusCode === 415 || error.statusCode === 406) return unsupportedMedia({}, { cause: error });
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return malformed(error);
  return ofDatabase(error) ?? internalError({}, { cause: error });
}

function malformed(cause: Error): AppError {
  const message = { zh: "请求格式不正确", en: "The request is malformed" };
  return invalidInput({}, { cause, details: [{ path: "", message }] });
}

/** Values that no column can hold: a wrong id, a date out of range, text with NUL. */
const UNUSABLE_VALUE = /^22[0-9A-Z]{3}$/;
/** The database left or takes nobody in; the work may be tried again. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|08[0-9A-Z]{3}|57P0[1-5]|53[0-9A-Z]{3})$/;
const POOL_WAIT = /timeout exceeded when trying to connect|Connection terminated/;

function ofDatabase(error: Error & { readonly code?: string }): AppError | undefined {
  const code = error instanceof AggregateError ? codeOf(error.errors[0]) : codeOf(error);
  if (UNUSABLE_VALUE.test(code)) return malformed(error);
  if (AWAY.test(code) || POOL_WAIT.test(error.message)) return databaseAway({}, { cause: error });
  return undefined;
}

function codeOf(error: unknown): string {
  const isCoded = typeof error === "object" && error !== null && "code" in error;
  return isCoded && typeof error.code === "string" ? error.code : "";
}

/** Database errors carry their client, password included: only their message is logged. */
function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}
