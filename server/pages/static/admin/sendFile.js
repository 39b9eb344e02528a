/** Sends a picture or video, and says meanwhile how much of it is there. */

import { Refusal } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";

/** `onPart`: 0 to 1. Raises a Refusal. @param {File} file @param {(part: number) => void} onPart @returns {Promise<{file: string}>} */
export function sendFile(file, onPart) {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body has gone out.
    const line = new XMLHttpRequest();
    line.open("POST", "/api/v1/media");
    line.responseType = "json";
    line.setRequestHeader("Content-Type", "application/octet-stream");
    line.setRequestHeader("Accept-Language", document.documentElement.lang || "vi");
    line.setRequestHeader("X-Moiso", "page");
    line.upload.onprogress = ({ loaded, total }) => { onPart(loaded / total); };
    line.onerror = () => { reject(new Refusal(0, "no_connection", t("common-no-connection"))); };
    line.onload = () => {
      const { error } = line.response ?? {};
      if (line.status === 201) resolve(line.response);
      else reject(new Refusal(line.status, error?.code ?? "bad_answer", error?.message ?? t("common-bad-answer"), error?.details));
    };
    line.send(file);
  });
}
