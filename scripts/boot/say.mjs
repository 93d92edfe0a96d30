/** A refusal that is told to the person in one sentence per language, without a stack trace. */
export class BootError extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   * @param {string} [output] what the failed tool printed
   */
  constructor(zh, en, output = "") {
    super(en);
    this.zh = zh;
    this.output = output;
  }
}

/** Prints a progress line in both languages. */
export function say(zh, en) {
  process.stdout.write(`${zh} · ${en}\n`);
}

/** Prints the last lines of a tool's output, then why we stop, in both languages. */
export function complain(error) {
  const tail = error.output.trim().split("\n").slice(-15).join("\n");
  process.stderr.write(`${tail ? `${tail}\n\n` : ""}✗ ${error.zh}\n✗ ${error.message}\n`);
}

/** Turns a file-system refusal into a sentence; anything else is passed on as it is. */
export function explainFileError(error, folder) {
  if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(error?.code)) return error;
  if (error.code === "ENOSPC") {
    return new BootError(`磁盘空间不足，无法写入 ${folder}`, `The disk is full; cannot write to ${folder}.`);
  }
  return readOnly(folder);
}

/** The refusal for a folder that cannot be written. */
export function readOnly(folder) {
  return new BootError(
    `文件夹 ${folder} 不可写；请换一个可写的文件夹，或修改它的权限后重试。`,
    `The folder ${folder} cannot be written; use a writable folder or change its permissions, then try again.`,
  );
}
