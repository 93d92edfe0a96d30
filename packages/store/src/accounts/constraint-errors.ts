import { type AppError, invalidInput } from "@mortise/kit";
import { loginTaken, teamNotFound } from "./errors.ts";

const UNIQUE_VIOLATION = "23505";
const FOREIGN_KEY_VIOLATION = "23503";
const LOGIN = /email|mobile/;
const NUMBER = /employee_number/;

interface ConstraintError {
  readonly code: string;
  readonly constraint: string;
}

function isConstraintError(error: unknown): error is ConstraintError {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    "constraint" in error &&
    typeof error.code === "string" &&
    typeof error.constraint === "string"
  );
}

const numberTaken = { zh: "这个工号已属于其他人", en: "Somebody else has this employee number" };

/** What a person or team that the database refused is told; undefined when the error is about something else. */
export function refusalOf(error: unknown): AppError | undefined {
  if (!isConstraintError(error)) return undefined;
  if (error.code === FOREIGN_KEY_VIOLATION) return teamNotFound();
  if (error.code !== UNIQUE_VIOLATION) return undefined;
  if (LOGIN.test(error.constraint)) return loginTaken();
  if (NUMBER.test(error.constraint))
    return invalidInput({}, { details: [{ path: "employeeNumber", message: numberTaken }] });
  const message = {
    zh: "同一团队只能出现一次，主团队只能有一个",
    en: "A team may appear once only, and only one can be the main team",
  };
  return invalidInput({}, { details: [{ path: "teams", message }] });
}
