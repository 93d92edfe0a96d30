export { createExports, Exports, type ExportsOptions } from "./exports/exports.ts";
export { createImports, Imports, type ImportsOptions, type UploadedFile } from "./imports/imports.ts";
export { addOption, type TypedOption } from "./options/add-option.ts";
export { Printing, type PrintingOptions, type PrintRequest } from "./print/printing.ts";
export type { PublicFormView } from "./public/describe-form.ts";
export {
  createPublicForms,
  PublicForms,
  type PublicFormsOptions,
  type VisitorKeys,
} from "./public/public-forms.ts";
export { PublicQueries } from "./public/public-queries.ts";
export type { Submission } from "./public/read-submission.ts";
export { CODE_JOB, type CodeDelivery, type CodeSenders } from "./public/visitor-codes.ts";
