import type { FormButtonItem, FormItem, FormLink } from "../documents/form-item.ts";
import { linkOf } from "../documents/form-item.ts";
import { checkFieldExists, checkName } from "./check-parts.ts";
import { checkAction } from "./check-rules.ts";
import type { CheckedPlace } from "./checked-place.ts";

/** Checks what an item says itself, apart from the field that it places and the items in it. */
export function checkFormItem(item: FormItem, path: string, place: CheckedPlace): void {
  const { list } = place;
  if (item.type === "pages" && item.items.length === 0)
    list.error(
      path,
      "选项卡或分步里还没有页，请添加一页或移除",
      "There is no page in the tabs or steps yet; add one or remove them",
    );
  if (item.type === "page" || item.type === "button") checkName(`${path}.title`, item.title, list);
  const link = linkOf(item);
  if (link) checkLink(item.type, link, path, place);
  if (item.type === "button") checkSets(item, path, place);
}

const LINKS = /^(https?|mailto|tel):/;

function checkLink(type: FormItem["type"], { url, parameters }: FormLink, path: string, place: CheckedPlace) {
  const { list, entity, catalog } = place;
  const own = type === "button" ? `${path}.action` : path;
  if (url.trim() === "") list.error(`${own}.url`, "请填写网址", "Write the address");
  else if (type === "frame" && !(URL.canParse(url) && url.startsWith("https://")))
    list.error(
      `${own}.url`,
      "嵌入网页的网址要以 https:// 开头",
      "The address of an embedded page must begin with https://",
    );
  else if (type === "button" && !(URL.canParse(url) && LINKS.test(url)))
    list.error(
      `${own}.url`,
      "网址要以 https://、http://、mailto: 或 tel: 开头",
      "The address must begin with https://, http://, mailto: or tel:",
    );
  for (const [parameter, field] of Object.entries(parameters ?? {}))
    checkFieldExists(`${own}.parameters.${parameter}`, { entity: entity.id, field }, catalog, list);
}

function checkSets({ action }: FormButtonItem, path: string, place: CheckedPlace): void {
  if (action.type !== "set") return;
  if (action.set.length === 0)
    place.list.error(
      `${path}.action.set`,
      "请选择按钮要填写的字段",
      "Choose the fields that the button fills in",
    );
  action.set.forEach((one, index) => checkAction(one, `${path}.action.set.${index}`, place));
}
