export { createImports, Imports, type ImportsOptions, type UploadedFile } from "./imports/imports.ts";
