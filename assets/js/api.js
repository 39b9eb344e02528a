/** REST calls of our pages: JSON, one key per press, the same key on every retry, refusals as one kind of error. */

import { t } from "./texts.js";

const TRIES = 3;
const PATIENCE_MS = 10_000;
/** A proxy whose server restarts, a server whose database is away: nothing is decided, ask again. */
const PASSING = new Set([502, 503, 504]);
/** But what the kiosk's own program says with a 503 is its last word: it has asked again already. */
const LAST_WORDS = new Set(["server_away", "device_refused", "no_catalogue"]);

/** What the server (or the kiosk) answered instead of yes; `code` is for programs, `message` for people. */
export class Refusal extends Error {
  /** @param {number} status @param {string} code @param {string} message @param {Record<string, any>} [details] */
  constructor(status, code, message, details = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

let bearer = "";

/** Devices speak with their key; pages of people speak with the cookie of their session. @param {string} key */
export function setBearer(key) {
  bearer = key;
}

/** A key nobody else makes. `randomUUID` exists only under https or on localhost; a hall's network has neither. */
export function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} path @param {RequestInit} options */
async function once(path, options) {
  const headers = new Headers(options.headers);
  headers.set("Accept", "application/json");
  headers.set("Accept-Language", document.documentElement.lang || "vi");
  headers.set("X-Moiso", "page");
  if (bearer) headers.set("Authorization", `Bearer ${bearer}`);
  const answer = await fetch(path, { ...options, headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  const body = await answer.json().catch(() => null);
  // Cut off in the middle (a page that was about to leave, and stayed): no better than silence, and asked for again.
  if (answer.ok && body === null) throw new TypeError("half an answer");
  if (answer.ok) return body;
  const error = body?.error ?? {};
  throw new Refusal(answer.status, error.code ?? "bad_answer", error.message ?? t("common-bad-answer"), error.details);
}

/** Only silence is tried again, and what is no better than silence: any other answer, also a refusal, is an answer. @param {string} path @param {RequestInit} options */
async function persist(path, options) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(path, options);
    } catch (error) {
      if (error instanceof Refusal && (!PASSING.has(error.status) || LAST_WORDS.has(error.code))) throw error;
      if (attempt === TRIES) {
        // A server that could say why (its database is away) is quoted; a proxy's page says nothing to people.
        throw error instanceof Refusal && error.code !== "bad_answer" ? error : new Refusal(0, "no_connection", t("common-no-connection"));
      }
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt * (0.5 + Math.random())));
    }
  }
}

/** @param {string} path @returns {Promise<any>} */
export function get(path) {
  return persist(path, {});
}

/**
 * @param {string} path
 * @param {object} [body]
 * @param {{key?: string}} [options] give `key` to repeat an earlier press, e.g. after a reload
 * @returns {Promise<any>}
 */
export function post(path, body = {}, { key = freshKey() } = {}) {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
  return persist(path, { method: "POST", headers, body: JSON.stringify(body) });
}
