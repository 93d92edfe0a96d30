import { Spin } from "antd";

/** Shown while a page is being fetched. */
export function PageLoading({ full }: { readonly full?: boolean }) {
  return (
    <div className={full ? "page-loading page-loading-full" : "page-loading"}>
      <Spin delay={150} />
    </div>
  );
}
