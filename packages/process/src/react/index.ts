export { FlowDesigner, type FlowDesignerProps } from "./flow-designer.tsx";
