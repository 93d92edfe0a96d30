export { FormDesigner, type FormDesignerProps } from "./designer/form-designer.tsx";
export { FormRenderer, type FormRendererProps } from "./renderer/form-renderer.tsx";
export { checkValues, type FormValues, valuesToSave } from "./renderer/form-values.ts";
export { ImportWizard, type ImportWizardProps } from "./wizard/import-wizard.tsx";
