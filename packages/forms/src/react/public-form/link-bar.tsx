import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { MAIN_LINK, type PublicFormSettings } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Badge, Button, Flex, Popconfirm, Select } from "antd";
import { newLink } from "./link-values.ts";
import { type LinkCounts, useCountText } from "./link-counts.ts";
import { publicFormText } from "./text.ts";

interface LinkBarProps {
  readonly settings: PublicFormSettings;
  readonly counts: LinkCounts;
  readonly value: string;
  readonly onChoose: (link: string) => void;
  readonly onChange: (settings: PublicFormSettings) => void;
}

/** The links of a form to choose from, how often each was used, and another one. */
export function LinkBar({ settings, counts, value, onChoose, onChange }: LinkBarProps) {
  const t = useText(publicFormText);
  const localize = useLocalize();
  const countText = useCountText();
  const { links = [] } = settings;
  const add = () => {
    const link = newLink(links.length + 2);
    onChange({ ...settings, links: [...links, link] });
    onChoose(link.id);
  };
  const remove = () => {
    const left = links.filter(({ id }) => id !== value);
    const { links: _links, ...rest } = settings;
    onChange(left.length > 0 ? { ...rest, links: left } : rest);
    onChoose(MAIN_LINK);
  };
  const all = [
    { id: MAIN_LINK, name: t.mainLink, enabled: settings.enabled },
    ...links.map(({ id, name, enabled }) => ({ id, name: localize(name), enabled })),
  ];
  return (
    <Flex gap={8} wrap align="center" style={{ marginBottom: 8 }}>
      <Select<string>
        aria-label={t.links}
        style={{ flex: 1, minWidth: 180 }}
        value={value}
        onChange={onChoose}
        options={all.map(({ id, name, enabled }) => ({
          value: id,
          label: (
            <Badge
              status={enabled ? "success" : "default"}
              text={`${name} · ${enabled ? countText(counts.get(id)) : t.linkOff}`}
            />
          ),
        }))}
      />
      <Button icon={<PlusOutlined />} onClick={add}>
        {t.addLink}
      </Button>
      {value === MAIN_LINK ? null : (
        <Popconfirm title={t.removeLink} description={t.removeLinkHint} onConfirm={remove}>
          <Button icon={<DeleteOutlined />} aria-label={t.removeLink} />
        </Popconfirm>
      )}
    </Flex>
  );
}
