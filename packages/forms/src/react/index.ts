export { FormDesigner, type FormDesignerProps } from "./designer/form-designer.tsx";
export { FormFields, type FormFieldsProps, type FormProblems } from "./renderer/form-fields.tsx";
export { FormRenderer, type FormRendererProps } from "./renderer/form-renderer.tsx";
export { checkValues, type FormValues, placedFields, valuesToSave } from "./renderer/form-values.ts";
export { revealField } from "./renderer/reveal-field.ts";
export { ImportWizard, type ImportWizardProps } from "./wizard/import-wizard.tsx";
export type { ImportUndoProps } from "./wizard/result-step.tsx";
export { newField } from "./designer/new-field.ts";
