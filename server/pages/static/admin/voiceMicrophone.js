/** The microphone: how loud it hears now, and what it hears between two presses. */

import { signal } from "/assets/vendor/ui.js";

const FLOOR_DB = -60;

/** Browsers have one only over HTTPS and on the server's own computer. */
export const mayListen = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** Asks for the microphone; rejects when there is none, or nobody allows it. */
export async function openMicrophone() {
  // The voice as it is: what makes calls over a network clear makes a recording hollow.
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const heard = new Float32Array(analyser.fftSize);
  const level = signal(FLOOR_DB);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(heard);
    level.value = Math.max(FLOOR_DB, 20 * Math.log10(Math.max(1e-6, heard.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0))));
  }, 80);
  return {
    level,
    /** Listens until the function it gives is called, which gives what was heard. */
    record() {
      const recorder = new MediaRecorder(stream);
      /** @type {Blob[]} */
      const parts = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.start();
      return () => new Promise((/** @type {(file: ArrayBuffer) => void} */ resolve) => {
        recorder.onstop = async () => resolve(await new Blob(parts).arrayBuffer());
        recorder.stop();
      });
    },
    close() {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
      void context.close();
    },
  };
}
