import { addressField } from "./address/index.ts";
import { amountInWordsField } from "./amount-in-words/index.ts";
import { attachmentField } from "./attachment/index.ts";
import { autoNumberField } from "./auto-number/index.ts";
import { barcodeField } from "./barcode/index.ts";
import { cascaderField } from "./cascader/index.ts";
import { creditCodeField } from "./credit-code/index.ts";
import { dateField } from "./date/index.ts";
import { dateRangeField } from "./date-range/index.ts";
import { datetimeField } from "./datetime/index.ts";
import { durationField } from "./duration/index.ts";
import { emailField } from "./email/index.ts";
import { fieldTypeUnknown } from "./errors.ts";
import type { FieldType } from "./field-type.ts";
import { formulaField } from "./formula/index.ts";
import { idCardField } from "./id-card/index.ts";
import { imageField } from "./image/index.ts";
import { ipRegionField } from "./ip-region/index.ts";
import { locationField } from "./location/index.ts";
import { longTextField } from "./long-text/index.ts";
import { lookupField } from "./lookup/index.ts";
import { mobileField } from "./mobile/index.ts";
import { mobileRegionField } from "./mobile-region/index.ts";
import { moneyField } from "./money/index.ts";
import { multiSelectField } from "./multi-select/index.ts";
import { numberField } from "./number/index.ts";
import { percentField } from "./percent/index.ts";
import { progressField } from "./progress/index.ts";
import { ratingField } from "./rating/index.ts";
import { referenceField } from "./reference/index.ts";
import { referencesField } from "./references/index.ts";
import { regionField } from "./region/index.ts";
import { reverseListField } from "./reverse-list/index.ts";
import { richTextField } from "./rich-text/index.ts";
import { rollupField } from "./rollup/index.ts";
import { secretField } from "./secret/index.ts";
import { selectField } from "./select/index.ts";
import { signatureField } from "./signature/index.ts";
import { stageField } from "./stage/index.ts";
import { subTableField } from "./sub-table/index.ts";
import { switchField } from "./switch/index.ts";
import { tagsField } from "./tags/index.ts";
import { teamField } from "./team/index.ts";
import { textField } from "./text/index.ts";
import { timeField } from "./time/index.ts";
import { urlField } from "./url/index.ts";
import { userField } from "./user/index.ts";

/** Every field type of the product, by id. */
const entries = [
  addressField,
  amountInWordsField,
  attachmentField,
  autoNumberField,
  barcodeField,
  cascaderField,
  creditCodeField,
  dateField,
  dateRangeField,
  datetimeField,
  durationField,
  emailField,
  formulaField,
  idCardField,
  imageField,
  ipRegionField,
  locationField,
  longTextField,
  lookupField,
  mobileField,
  mobileRegionField,
  moneyField,
  multiSelectField,
  numberField,
  percentField,
  progressField,
  ratingField,
  referenceField,
  referencesField,
  regionField,
  reverseListField,
  richTextField,
  rollupField,
  secretField,
  selectField,
  signatureField,
  stageField,
  subTableField,
  switchField,
  tagsField,
  teamField,
  textField,
  timeField,
  urlField,
  userField,
] as const;

/** The id of a field type. */
export type FieldTypeId = (typeof entries)[number]["id"];

/** Every field type of the product, sorted by id. */
export const fieldTypes: readonly FieldType[] = entries;

const byId: ReadonlyMap<string, FieldType> = new Map(fieldTypes.map((type) => [type.id, type]));

/** The field type with that id, if there is one. */
export function findFieldType(id: string): FieldType | undefined {
  return byId.get(id);
}

/** The field type with that id. Throws FIELD_TYPE_UNKNOWN. */
export function fieldType(id: string): FieldType {
  const type = byId.get(id);
  if (!type) throw fieldTypeUnknown({ type: id });
  return type;
}
