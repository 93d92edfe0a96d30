declare module "json-logic-js" {
  const jsonLogic: { apply(rule: unknown, data?: unknown): unknown };
  // The package is CommonJS: its only export is the default one.
  // oxlint-disable-next-line import/no-default-export
  export default jsonLogic;
}
