import { Exact } from "./number.ts";

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];
const LIMIT = new Exact("1e16");

function groupText(group: number): string {
  let text = "";
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) gap = text !== "";
    else {
      text += `${gap ? "零" : ""}${DIGITS.charAt(digit)}${PLACES[place] ?? ""}`;
      gap = false;
    }
  }
  return text;
}

function yuanText(whole: string): string {
  let text = "";
  let gap = false;
  const count = Math.ceil(whole.length / 4);
  const padded = whole.padStart(count * 4, "0");
  for (let index = 0; index < count; index += 1) {
    const group = Number(padded.slice(index * 4, index * 4 + 4));
    const unit = GROUPS[count - 1 - index] ?? "";
    if (group === 0) gap = text !== "";
    else {
      if (text !== "" && (gap || group < 1000)) text += "零";
      const next = Number(padded.slice(index * 4 + 4, index * 4 + 8) || "1");
      text += groupText(group) + (unit === "万亿" && next > 0 && index + 1 < count ? "万" : unit);
      gap = false;
    }
  }
  return text;
}

/** An amount of money in Chinese capital numerals as on cheques (壹仟元整); null from 10^16 on. */
export function rmbUppercase(amount: Exact): string | null {
  const rounded = amount.abs().toDecimalPlaces(2);
  if (rounded.gte(LIMIT)) return null;
  const [whole = "0", cents = "00"] = rounded.toFixed(2).split(".");
  const [jiao, fen] = [Number(cents.charAt(0)), Number(cents.charAt(1))];
  const yuan = whole === "0" ? "" : `${yuanText(whole)}元`;
  if (yuan === "" && jiao === 0 && fen === 0) return "零元整";
  const sign = amount.isNegative() ? "负" : "";
  if (jiao === 0 && fen === 0) return `${sign}${yuan}整`;
  const jiaoText = jiao > 0 ? `${DIGITS.charAt(jiao)}角` : yuan === "" ? "" : "零";
  return `${sign}${yuan}${jiaoText}${fen > 0 ? `${DIGITS.charAt(fen)}分` : "整"}`;
}
