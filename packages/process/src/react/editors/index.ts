import type { SettingControl } from "@mortise/fields/react";
import { ApprovingFlowEditor, ApprovingStepEditor } from "./approving-editors.tsx";
import { AssignRulesEditor } from "./assign-rules-editor.tsx";
import { AssignTargetEditor } from "./assign-target-editor.tsx";
import { BranchesEditor } from "./branches-editor.tsx";
import { CalledFlowEditor } from "../call-editors/called-flow-editor.tsx";
import { CallersList } from "../call-editors/callers-list.tsx";
import { DeclaredInputsEditor, DeclaredOutputsEditor } from "../call-editors/declared-values-editor.tsx";
import { CallInputsEditor, GivenBackEditor } from "../call-editors/value-rows-editor.tsx";
import { DecisionTableEditor } from "../decision-table/index.tsx";
import { FieldOptionEditor } from "./field-option-editor.tsx";
import { FieldValuesEditor } from "./field-values-editor.tsx";
import { HookAddressEditor } from "./hook-address-editor.tsx";
import { HookFieldsEditor } from "./hook-fields-editor.tsx";
import { HttpAddressEditor } from "../http-editors/http-address-editor.tsx";
import { HttpResultsEditor } from "../http-editors/http-results-editor.tsx";
import { HttpSuccessEditor } from "../http-editors/http-success-editor.tsx";
import { NameValueTreeEditor } from "../http-editors/name-value-tree-editor.tsx";
import { NameValuesEditor } from "../http-editors/name-values-editor.tsx";
import { SlotTextEditor } from "../http-editors/slot-text-editor.tsx";
import { LinkFieldEditor } from "./link-field-editor.tsx";
import { NextRounds } from "./next-rounds-editor.tsx";
import { OwnerLookupsEditor } from "./owner-lookups-editor.tsx";
import { PeopleEditor } from "./people-editor.tsx";
import { PrintTemplateEditor } from "./print-template-editor.tsx";
import { PublicFormEditor } from "./public-form-editor.tsx";
import { RegionTeamsEditor } from "./region-teams-editor.tsx";
import { ShownFieldsEditor } from "./shown-fields-editor.tsx";
import { ReturnStepsEditor } from "./return-steps-editor.tsx";
import { ScriptCodeEditor } from "../script-editors/script-code-editor.tsx";
import { ScriptInputsEditor } from "../script-editors/script-inputs-editor.tsx";
import { ScriptResultsEditor } from "../script-editors/script-results-editor.tsx";
import { TemplateEditor } from "./template-editor.tsx";
import { TimeEditor, TimesEditor } from "./time-editor.tsx";
import { SettableVariableEditor, VariableValueEditor } from "./variable-editors.tsx";
import { WaysEditor } from "./ways-editor.tsx";
import { WhereEditor } from "./where-editor.tsx";

/** Editors of the `custom` settings that steps, triggers and strategies declare, by their `editor`. */
export const editors: Readonly<Record<string, SettingControl>> = {
  "approving-flow": ApprovingFlowEditor,
  "approving-step": ApprovingStepEditor,
  "assign-rules": AssignRulesEditor,
  "assign-target": AssignTargetEditor,
  branches: BranchesEditor,
  "call-inputs": CallInputsEditor,
  "called-flow": CalledFlowEditor,
  callers: CallersList,
  "decision-table": DecisionTableEditor,
  "declared-inputs": DeclaredInputsEditor,
  "declared-outputs": DeclaredOutputsEditor,
  "field-option": FieldOptionEditor,
  "field-values": FieldValuesEditor,
  "given-back": GivenBackEditor,
  "hook-address": HookAddressEditor,
  "hook-fields": HookFieldsEditor,
  "http-address": HttpAddressEditor,
  "http-results": HttpResultsEditor,
  "http-success": HttpSuccessEditor,
  "link-field": LinkFieldEditor,
  "name-value-tree": NameValueTreeEditor,
  "name-values": NameValuesEditor,
  "next-rounds": NextRounds,
  "owner-lookups": OwnerLookupsEditor,
  people: PeopleEditor,
  "print-template": PrintTemplateEditor,
  "public-form": PublicFormEditor,
  "region-teams": RegionTeamsEditor,
  "return-steps": ReturnStepsEditor,
  "script-code": ScriptCodeEditor,
  "script-inputs": ScriptInputsEditor,
  "script-results": ScriptResultsEditor,
  "settable-variable": SettableVariableEditor,
  "shown-fields": ShownFieldsEditor,
  "slot-text": SlotTextEditor,
  template: TemplateEditor,
  time: TimeEditor,
  times: TimesEditor,
  "variable-value": VariableValueEditor,
  ways: WaysEditor,
  where: WhereEditor,
};
