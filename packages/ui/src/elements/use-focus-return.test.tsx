import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Modal } from "antd";
import { useState } from "react";
import { expect, test } from "vitest";
import { useFocusReturn } from "./use-focus-return.ts";

function Page() {
  useFocusReturn();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        edit
      </button>
      {open ? (
        <Modal open title="Edit" onCancel={() => setOpen(false)}>
          <input aria-label="name" autoFocus />
        </Modal>
      ) : null}
    </>
  );
}

test("the keyboard goes back to what opened a dialog that is taken out of the page", async () => {
  render(<Page />);
  const button = screen.getByRole("button", { name: "edit" });
  button.focus();
  fireEvent.click(button);
  const input = await screen.findByLabelText("name");
  await waitFor(() => expect(document.querySelector(".ant-modal-root")).not.toBeNull());
  input.focus();
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(document.activeElement).toBe(button));
});
