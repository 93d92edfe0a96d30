export { FlowDesigner, type FlowDesignerProps } from "./flow-designer.tsx";
export type { DrawnMove, MovesPicture } from "./what-if/moves-picture.ts";
export { WhatIfButton, type WhatIfButtonProps } from "./what-if/what-if-dialog.tsx";
