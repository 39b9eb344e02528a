/** A recording made a clip by the server's rules: mono, at its rate, without the silence at its ends; or why it will not do. */

/** @typedef {{rate: number, shortest_s: number, longest_s: number, silent_peak: number, loud_share: number, before_s: number, after_s: number, quietest_db: number, full_peak: number, clipped_samples: number}} Rules */

const FULL = 32767;
const BLOCKS_A_SECOND = 100;

/** One channel of 16 bit. @param {ArrayBuffer} file whatever the browser can play @param {number} rate */
async function samplesOf(file, rate) {
  // An audio context decodes to its own rate: no resampling of ours.
  const heard = await new OfflineAudioContext(1, 1, rate).decodeAudioData(file);
  const channels = Array.from({ length: heard.numberOfChannels }, (_, channel) => heard.getChannelData(channel));
  return Int16Array.from(channels[0], (_, at) => {
    const mean = channels.reduce((sum, channel) => sum + channel[at], 0) / channels.length;
    return Math.round(Math.max(-1, Math.min(1, mean)) * FULL);
  });
}

/** @param {Int16Array} samples */
const peakOf = (samples) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

/** Below full scale. @param {Int16Array} samples */
export const levelOf = (samples) => 20 * Math.log10(Math.max(1, Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length))) / FULL);

/** @param {Int16Array} samples @param {Rules} rules @returns {Int16Array | null} null: silence alone */
function trimmed(samples, rules) {
  const size = Math.floor(rules.rate / BLOCKS_A_SECOND);
  const peaks = Array.from({ length: Math.ceil(samples.length / size) }, (_, at) => peakOf(samples.subarray(at * size, (at + 1) * size)));
  const loudest = Math.max(0, ...peaks);
  if (loudest < rules.silent_peak) return null;
  const isLoud = (/** @type {number} */ peak) => peak >= loudest * rules.loud_share;
  const first = peaks.findIndex(isLoud) * size - Math.floor(rules.before_s * rules.rate);
  return samples.slice(Math.max(0, first), (peaks.findLastIndex(isLoud) + 1) * size + Math.floor(rules.after_s * rules.rate));
}

/** @param {Int16Array} word @param {Rules} rules what is wrong with it, as the server would say */
function faultOf(word, rules) {
  const length = word.length / rules.rate;
  if (length - rules.before_s - rules.after_s < rules.shortest_s) return "too_short";
  if (length > rules.longest_s) return "too_long";
  if (word.filter((sample) => Math.abs(sample) >= rules.full_peak).length > rules.clipped_samples) return "clipped";
  return levelOf(word) < rules.quietest_db ? "too_quiet" : "";
}

/** @param {Int16Array} samples @param {number} rate */
function wavOf(samples, rate) {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const write = (/** @type {number} */ at, /** @type {string} */ text) => [...text].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
  write(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  write(8, "WAVEfmt ");
  [[16, 16], [24, rate], [28, rate * 2], [40, samples.length * 2]].forEach(([at, value]) => view.setUint32(at, value, true));
  [[20, 1], [22, 1], [32, 2], [34, 16]].forEach(([at, value]) => view.setUint16(at, value, true));
  write(36, "data");
  samples.forEach((sample, at) => view.setInt16(44 + at * 2, sample, true));
  const bytes = new Uint8Array(view.buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** @param {ArrayBuffer} file @param {Rules} rules @returns {Promise<{why: string, wav: string}>} */
export async function takeOf(file, rules) {
  const samples = await samplesOf(file, rules.rate).catch(() => null);
  if (!samples) return { why: "not_wav", wav: "" };
  const word = trimmed(samples, rules);
  if (!word) return { why: "silent", wav: "" };
  const why = faultOf(word, rules);
  return { why, wav: why ? "" : wavOf(word, rules.rate) };
}
