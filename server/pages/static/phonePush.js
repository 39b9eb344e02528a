/** The phone is woken when its number is called, also in a pocket, where the hall and the browser let it. */

const WORKER = "/phone-worker.js";
/** Our pages take no script from a text that came from anywhere; this one address is ours. @type {any} */
const trusted = /** @type {any} */ (window).trustedTypes?.createPolicy("worker", { createScriptURL: () => WORKER }).createScriptURL(WORKER) ?? WORKER;

/** Whether this page came from where a worker may run, and the hall wakes phones. */
const canBeWoken = () => Boolean(document.body.dataset.push) && "serviceWorker" in navigator && "PushManager" in window;

/** Asks the owner, the browser and the hall, in this order; false when one of them says no. Called from a touch. @param {(endpoint: string) => Promise<unknown>} tell */
export async function askToBeWoken(tell) {
  if (!canBeWoken()) return false;
  try {
    if (await Notification.requestPermission() !== "granted") return false;
    const worker = await hireWorker();
    const applicationServerKey = document.body.dataset.push;
    const { endpoint } = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
    await tell(endpoint);
    return true;
  } catch {
    return false;
  }
}

/** The worker of this one number, once it is at work. */
export async function hireWorker() {
  const worker = await navigator.serviceWorker.register(trusted, { scope: location.pathname });
  const coming = worker.installing ?? worker.waiting;
  if (coming) await new Promise((done) => { coming.addEventListener("statechange", () => { if (coming.state === "activated") done(undefined); }); });
  return worker;
}
