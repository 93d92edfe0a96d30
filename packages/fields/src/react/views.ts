import { addressView } from "../address/view.tsx";
import { amountInWordsView } from "../amount-in-words/view.tsx";
import { attachmentView } from "../attachment/view.tsx";
import { autoNumberView } from "../auto-number/view.tsx";
import { barcodeView } from "../barcode/view.tsx";
import { cascaderView } from "../cascader/view.tsx";
import { creditCodeView } from "../credit-code/view.tsx";
import { dateView } from "../date/view.tsx";
import { dateRangeView } from "../date-range/view.tsx";
import { datetimeView } from "../datetime/view.tsx";
import { durationView } from "../duration/view.tsx";
import { emailView } from "../email/view.tsx";
import { formulaView } from "../formula/view.tsx";
import { idCardView } from "../id-card/view.tsx";
import { imageView } from "../image/view.tsx";
import { ipRegionView } from "../ip-region/view.tsx";
import { locationView } from "../location/view.tsx";
import { longTextView } from "../long-text/view.tsx";
import { lookupView } from "../lookup/view.tsx";
import { mobileView } from "../mobile/view.tsx";
import { mobileRegionView } from "../mobile-region/view.tsx";
import { moneyView } from "../money/view.tsx";
import { multiSelectView } from "../multi-select/view.tsx";
import { numberView } from "../number/view.tsx";
import { percentView } from "../percent/view.tsx";
import { progressView } from "../progress/view.tsx";
import { ratingView } from "../rating/view.tsx";
import { referenceView } from "../reference/view.tsx";
import { referencesView } from "../references/view.tsx";
import { regionView } from "../region/view.tsx";
import { reverseListView } from "../reverse-list/view.tsx";
import { richTextView } from "../rich-text/view.tsx";
import { rollupView } from "../rollup/view.tsx";
import { secretView } from "../secret/view.tsx";
import { selectView } from "../select/view.tsx";
import { signatureView } from "../signature/view.tsx";
import { stageView } from "../stage/view.tsx";
import { subTableView } from "../sub-table/view.tsx";
import { switchView } from "../switch/view.tsx";
import { tagsView } from "../tags/view.tsx";
import { teamView } from "../team/view.tsx";
import { textView } from "../text/view.tsx";
import { timeView } from "../time/view.tsx";
import { urlView } from "../url/view.tsx";
import { userView } from "../user/view.tsx";
import type { FieldView } from "./field-view.ts";

const entries = [
  addressView,
  amountInWordsView,
  attachmentView,
  autoNumberView,
  barcodeView,
  cascaderView,
  creditCodeView,
  dateView,
  dateRangeView,
  datetimeView,
  durationView,
  emailView,
  formulaView,
  idCardView,
  imageView,
  ipRegionView,
  locationView,
  longTextView,
  lookupView,
  mobileView,
  mobileRegionView,
  moneyView,
  multiSelectView,
  numberView,
  percentView,
  progressView,
  ratingView,
  referenceView,
  referencesView,
  regionView,
  reverseListView,
  richTextView,
  rollupView,
  secretView,
  selectView,
  signatureView,
  stageView,
  subTableView,
  switchView,
  tagsView,
  teamView,
  textView,
  timeView,
  urlView,
  userView,
] as const;

/** How every field type looks, sorted by id; the same ids as `fieldTypes`. */
export const fieldViews: readonly FieldView[] = entries;

const byId: ReadonlyMap<string, FieldView> = new Map(fieldViews.map((view) => [view.id, view]));

/** The view of a field type. */
export function findFieldView(id: string): FieldView | undefined {
  return byId.get(id);
}
